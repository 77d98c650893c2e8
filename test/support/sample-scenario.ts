/** A what-if of the sample estate: growth by utilization ceilings, 500 workloads × 336 hours with its rules. */
import { readFile } from "node:fs/promises";
import { importInventory } from "#inventory";
import { Scenario, requestOf } from "#planner";

const sample = (name: string) => new URL(`../../data/samples/${name}`, import.meta.url);
/** Ceilings 0.50, 0.55 … 0.95. */
const CEILINGS = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100);

/** @param variants a multiple of 10 up to 1,000: growth of 0, 1, 2 … percent, at ten ceilings each */
export async function sampleScenario(variants: number): Promise<Scenario> {
  const bytes = await readFile(sample("estate-2005.json"));
  const inventory = await importInventory([{ name: "estate-2005.json", bytes }]);
  const rules = JSON.parse(await readFile(sample("estate-2005.rules.json"), "utf8")) as never[];
  const targets = [{ platform: "vsphere-8", hostType: "dell-r740-8180" }];
  return Scenario.parse({
    name: `sample estate, ${variants} variants`,
    request: JSON.parse(
      JSON.stringify(requestOf(inventory, { name: "Sample estate of 2005", targets, rules })),
    ) as unknown,
    vary: {
      "/goals/growthPercent": Array.from({ length: variants / CEILINGS.length }, (_, i) => i),
      "/goals/utilizationCeilingRatio": CEILINGS,
    },
  });
}
