/** Facts as they are printed: the number, what it counts, and what was read. */
import { describe, expect, it } from "vitest";
import { type Fact, type Platform, PLATFORMS, assumed, findPlatform, sourceTitle } from "#models";
import { factText, factsNamed } from "../../../cli/print/fact.ts";
import { wrapped } from "../../../cli/print/table.ts";
import { platformData, platformText } from "../../../cli/print/platform.ts";

const plain = (_tone: string, text: string) => text;

const esx30 = (): Platform => {
  const platform = findPlatform("esx-3.0");
  if (platform === undefined) throw new Error("the catalogue has no esx-3.0");
  return platform;
};

const only = (key: string): Fact => {
  const [fact] = factsNamed(esx30(), key);
  if (fact === undefined) throw new Error(`no fact "${key}"`);
  return fact;
};

describe("one fact", () => {
  it("is printed with unit, note, and the full title of its source", () => {
    const title = sourceTitle("VI3-max") ?? "";
    expect(title).toContain("configuration maximums");
    expect(factText(esx30(), "vm.maxVcpu", only("vm.maxVcpu"))).toBe(
      [
        "vm.maxVcpu of esx-3.0 (VMware ESX Server 3.0)",
        "  4 vCPUs",
        "  note: 1, 2 or 4; above 1 needs Virtual SMP",
        "  source: seen: VI3-max",
        "",
      ].join("\n") + wrapped(`VI3-max: ${title}`, "    "),
    );
  });

  it("names the title of every key that its source joins", () => {
    const text = factText(esx30(), "mem.reclaim", only("mem.reclaim"));
    expect(text).toContain("source: seen: ESX2-adm, VCP3");
    expect(text).toMatch(/^ {4}ESX2-adm: .+$/m);
    expect(text).toMatch(/^ {4}VCP3: .+$/m);
  });

  it("says why, where it is assumed", () => {
    const fact: Fact = { value: 3, unit: "ms", source: assumed("nothing was published") };
    expect(factText(esx30(), "x", fact)).toContain("source: assumed: nothing was published");
  });
});

describe("a platform", () => {
  it.each(PLATFORMS.map((platform) => platform.id))("%s is printed with every fact, limit and rule it has", (id) => {
    const platform = findPlatform(id) ?? esx30();
    const text = platformText(platform, plain);
    for (const { description } of platform.layers) {
      for (const key of Object.keys(description.facts)) expect(text).toContain(`${key}: `);
      for (const limit of description.limits) expect(text).toContain(`- ${limit.id}: `);
      for (const rule of description.rules) expect(text).toContain(`${rule.severity} ${rule.id}: `);
      for (const said of description.deck) expect(text).toContain(`- ${said.id}: `);
    }
    expect(text).not.toContain("not in the bibliography");
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(PLATFORMS.map((platform) => platform.id))("%s survives the way through JSON unchanged", (id) => {
    const data = platformData(findPlatform(id) ?? esx30());
    const back = JSON.parse(JSON.stringify(data)) as typeof data;
    expect(back.layers.map((layer) => layer.description.facts)).toEqual(data.layers.map((l) => l.description.facts));
    expect(back.id).toBe(id);
  });
});
