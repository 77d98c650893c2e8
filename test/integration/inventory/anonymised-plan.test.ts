/** A plan of the sample estate without names beside one of the estate itself: the same figures, host by host. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Anonymised, anonymise, importInventory } from "#inventory";
import { productContext } from "#jobs";
import { PLATFORMS } from "#models";
import { type Inventory, type PlanResult, decodeRequest, plan, requestOf } from "#planner";

const SAMPLES = new URL("../../../data/samples/", import.meta.url);
const TARGETS = [{ platform: "vsphere-8", hostType: "dell-r740-8180" }];

async function sample(): Promise<Inventory> {
  const bytes = await readFile(new URL("estate-2005.json", SAMPLES));
  const rules = JSON.parse(await readFile(new URL("estate-2005.rules.json", SAMPLES), "utf8")) as Inventory["rules"];
  return { ...(await importInventory([{ name: "estate-2005.json", bytes }])), rules };
}

/** Little effort: what is compared is that both go the same way, not how good the plans are. */
function planned(inventory: Inventory): PlanResult {
  const goals = { effortSeconds: 0.2, simulatedHosts: 0 };
  return plan(decodeRequest(requestOf(inventory, { targets: TARGETS, goals }), productContext()), productContext());
}

describe("a plan of an anonymised estate", () => {
  let [original, nameless]: PlanResult[] = [];
  let made: Anonymised;
  beforeAll(async () => {
    const estate = await sample();
    made = anonymise(
      estate,
      PLATFORMS.map(({ id }) => id),
    );
    original = planned(estate);
    nameless = planned(made.inventory);
  });

  it("has the same summary, bound, energy and search", () => {
    // the bound names the rule it comes from
    const rules = new Map(made.names.filter(({ kind }) => kind === "rule").map((row) => [row.pseudonym, row.name]));
    const summary = JSON.stringify(nameless?.summary).replaceAll(/rule-\d{4}/g, (rule) => rules.get(rule) ?? rule);
    expect(JSON.parse(summary)).toEqual(original?.summary);
    expect(nameless?.summary.hostsUsed).toBeGreaterThan(1);
    expect(nameless?.energy).toEqual(original?.energy);
    expect(nameless?.search).toEqual(original?.search);
  });

  it("has the same workloads on the same hosts, once names are put back", () => {
    const names = new Map(made.names.filter(({ kind }) => kind === "workload").map((row) => [row.pseudonym, row.name]));
    const placed = (result: PlanResult | undefined, nameOf: (id: string) => string | undefined) =>
      result?.hosts.map((host) => [host.id, host.partitions.map(({ workload }) => nameOf(workload))]);
    expect(placed(nameless, (id) => names.get(id))).toEqual(placed(original, (id) => id));
  });
});
