/** The cores of the Xen generations: a plan's domains are terms as they stand; words out of range are refused. */
import { describe, expect, test } from "vitest";
import type { CpuModel, Layer, Site } from "#models/partitioning/index.ts";
import {
  XCP_NG_83_CORE,
  XEN_20_CORE,
  XEN_300_CORE,
  XEN_302_CORE,
  XEN_303_CORE,
  XEN_304_CORE,
  XEN_4_CORE,
} from "#models/xen/core.ts";
import { X86_SERVER, layerOf, wish } from "../../../support/site.ts";

const CORES: readonly [string, CpuModel, readonly string[]][] = [
  ["xen-2.0", XEN_20_CORE, ["bvt", "atropos", "rrobin"]],
  ["xen-3.0.0", XEN_300_CORE, ["sedf", "bvt"]],
  ["xen-3.0.2", XEN_302_CORE, ["sedf", "bvt"]],
  ["xen-3.0.3", XEN_303_CORE, ["credit", "sedf"]],
  ["xen-3.0.4", XEN_304_CORE, ["credit", "sedf"]],
  ["xen-4", XEN_4_CORE, ["credit2", "credit"]],
  ["xcp-ng-8.3", XCP_NG_83_CORE, ["credit", "credit2"]],
];
/** Schedulers a layer's own settings can ask for; the others are chosen by name in a simulation only. */
const PLANNED: Readonly<Record<string, readonly string[]>> = {
  "xen-2.0": ["bvt", "atropos", "rrobin"],
  "xen-3.0.0": ["sedf", "bvt"],
  "xen-3.0.2": ["sedf", "bvt"],
  "xen-4": ["credit2", "credit"],
};
const PARTITION = { vcpus: 1, cpus: 4 };

function siteOf(layer: Layer, settings: Record<string, unknown>): Site {
  return { machine: X86_SERVER, settings: layer.settings.parse(settings), memoryOvercommitRatio: 1 };
}

describe("cores of Xen", () => {
  test.each(CORES)("%s offers its release's schedulers, the default first", (_id, core, names) => {
    expect(core.schedulers.map(({ name }) => name)).toEqual(names);
  });

  test.each(CORES)("%s takes a plan's domains as terms, whatever scheduler they were planned for", (id, core) => {
    const layer = layerOf(id);
    const names = PLANNED[id] ?? [core.schedulers[0].name];
    for (const name of names) {
      const site = siteOf(layer, PLANNED[id] === undefined ? {} : { scheduler: name });
      const { settings } = layer.size(wish("a", { vcpus: 1 }), site);
      const choice = core.schedulers.find((one) => one.name === name);
      const terms = choice?.termsOf(choice.terms.parse(settings), PARTITION, site);
      expect(terms).toBeTypeOf("object");
      expect(choice?.kit(site).id).toContain(name === "rrobin" ? "round-robin" : name);
    }
  });

  test.each(CORES)("%s: defaults of the words are defaults of the kit", (id, core) => {
    const site = siteOf(layerOf(id), {});
    for (const choice of core.schedulers)
      expect(choice.termsOf(choice.terms.parse({}), PARTITION, site)).toEqual(choice.kit(site).defaults);
  });

  test("words out of range are refused, naming field, value and bound", () => {
    const site = siteOf(layerOf("xen-3.0.0"), {});
    const [sedf, bvt] = XEN_300_CORE.schedulers;
    const of = (words: object) => sedf.termsOf(sedf.terms.parse(words), PARTITION, site);
    expect(() => of({ periodNs: 20e6, sliceNs: 30e6 })).toThrow(
      "sliceNs 30000000: must be at most the period, 20000000",
    );
    expect(() => of({ sliceNs: 0, extraTime: false })).toThrow("sliceNs 0: must be above 0 without extra time");
    expect(bvt?.terms.safeParse({ mcuAdvance: 0 }).success).toBe(false);
    const [credit] = XEN_304_CORE.schedulers;
    expect(credit.terms.safeParse({ weight: 0 }).success).toBe(false);
    expect(credit.terms.safeParse({ weight: 65_536 }).success).toBe(false);
    expect(credit.terms.safeParse({ shares: 1000 }).success).toBe(false);
  });
});
