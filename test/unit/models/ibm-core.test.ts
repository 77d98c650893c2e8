/** The cores of the IBM generations: a plan's partitions are terms as they stand; words out of range are refused. */
import { describe, expect, test } from "vitest";
import type { CpuModel, Layer, Site } from "#models/partitioning/index.ts";
import { POWER10_CORE, POWER11_CORE, POWER5_CORE } from "#models/power/core.ts";
import * as ZVM from "#models/zvm/core.ts";
import { layerOf } from "../../support/site.ts";
import { POWER10, POWER11, POWER5, at, wish } from "./power-builders.ts";
import { linux, mainframeOf } from "./zvm-builders.ts";

const MAINFRAME = mainframeOf("test-z", 8, 128);
const siteOf = (layer: Layer, settings: Record<string, unknown> = {}): Site => ({
  machine: MAINFRAME,
  settings: layer.settings.parse(settings),
  memoryOvercommitRatio: 1,
});

// oxlint-disable-next-line typescript/no-explicit-any -- each core is consistent with its own layer's settings
type AnyCore = CpuModel<any>;
const LPARS: readonly [string, AnyCore][] = [
  ["prsm-z990", ZVM.PRSM_Z990_CORE],
  ["prsm-z9-ec", ZVM.PRSM_Z9_EC_CORE],
  ["prsm-z9-bc", ZVM.PRSM_Z9_BC_CORE],
  ["prsm-z16", ZVM.PRSM_Z16_CORE],
  ["prsm-z17", ZVM.PRSM_Z17_CORE],
];
const RELEASES: readonly [string, AnyCore][] = [
  ["zvm-5.1", ZVM.ZVM_51_CORE],
  ["zvm-5.2", ZVM.ZVM_52_CORE],
  ["zvm-5.3", ZVM.ZVM_53_CORE],
  ["zvm-7.3", ZVM.ZVM_73_CORE],
  ["zvm-7.4", ZVM.ZVM_74_CORE],
];

/** Terms of a planned partition under every scheduler of the core. */
function planned(core: AnyCore, layer: Layer, site: Site, want: ReturnType<typeof linux>) {
  const spec = layer.size(want, site);
  return core.schedulers.map((choice) => {
    const terms = choice.terms.parse(spec.settings);
    return choice.termsOf(terms, { vcpus: spec.vcpus, cpus: site.machine.cores }, site);
  });
}

describe("a plan's partitions are terms as they stand", () => {
  test.each(LPARS)("%s, shared and dedicated", (id, core) => {
    const layer = layerOf(id);
    const want = linux("a", { vcpus: 2, peakCores: 1.5 });
    const shared = planned(core, layer, siteOf(layer, { weight: 250, capped: true }), want);
    for (const terms of shared) expect(terms).toMatchObject({ weight: 250, isCapped: true, isDedicated: false });
    const dedicated = planned(core, layer, siteOf(layer, { processors: "dedicated" }), want);
    for (const terms of dedicated) expect(terms).toMatchObject({ isDedicated: true });
  });

  test.each(RELEASES)("%s, relative and absolute", (id, core) => {
    const layer = layerOf(id);
    const want = linux("a", { vcpus: 2, peakCores: 1 });
    // 100 per virtual CPU.
    expect(planned(core, layer, siteOf(layer), want)).toEqual([{ share: { kind: "relative", value: 200 } }]);
    // 1 of 8 engines.
    const absolute = siteOf(layer, { share: "absolute" });
    expect(planned(core, layer, absolute, want)).toEqual([{ share: { kind: "absolute", percent: 12.5 } }]);
  });

  test.each([
    ["power5-apv", POWER5_CORE, POWER5],
    ["power10", POWER10_CORE, POWER10],
    ["power11", POWER11_CORE, POWER11],
  ] as readonly [string, AnyCore, Layer][])("%s, capped, uncapped, dedicated", (_id, core, layer) => {
    const want = wish("a", { vcpus: 2, peakCores: 1 });
    const uncapped = planned(core, layer, at(layer, { weight: 64, entitlementPercent: 50 }), want);
    expect(uncapped).toEqual([{ entitledCores: 0.5, uncappedWeight: 64, isCapped: false, pool: 0, dedicated: "no" }]);
    const capped = planned(core, layer, at(layer, { processorMode: "capped" }), want);
    expect(capped[0]).toMatchObject({ entitledCores: 1, isCapped: true });
    const dedicated = planned(core, layer, at(layer, { processorMode: "dedicated" }), want);
    expect(dedicated[0]).toMatchObject({ dedicated: "keep" });
  });
});

describe("choices", () => {
  test("wait completion up to z9, HiperDispatch from z10 on", () => {
    const names = (core: AnyCore) => core.schedulers.map(({ name }) => name);
    expect(names(ZVM.PRSM_Z9_EC_CORE)).toEqual(["event-driven", "wait-completion"]);
    expect(names(ZVM.PRSM_Z16_CORE)).toEqual(["vertical", "horizontal"]);
  });

  test("the pool of a PowerVM layer bounds its partitions", () => {
    const site = at(POWER10, { poolId: 1, poolMaxCores: 2 });
    const [choice] = POWER10_CORE.schedulers as AnyCore["schedulers"];
    const terms = choice.termsOf(choice.terms.parse({ processingUnits: 1 }), { vcpus: 4, cpus: 4 }, site);
    expect(terms).toMatchObject({ pool: 1 });
    const shares = choice.kit(site).fluid.shares(4, [{ terms, vcpus: 4, demandCpus: 4 }]);
    expect([...shares]).toEqual([2]);
  });

  test("a dedicated PowerVM partition donates while it runs where it says so", () => {
    const [choice] = POWER11_CORE.schedulers as AnyCore["schedulers"];
    const words = { processorMode: "dedicated", sharingMode: "share_idle_procs_active" };
    const terms = choice.termsOf(choice.terms.parse(words), { vcpus: 2, cpus: 4 }, at(POWER11));
    expect(terms).toMatchObject({ dedicated: "donate" });
    expect(POWER5_CORE.schedulers[0].terms.safeParse(words).success).toBe(false);
  });
});

describe("words that cannot be", () => {
  const zvm = ZVM.ZVM_53_CORE.schedulers[0] as AnyCore["schedulers"][0];
  const read = (words: Record<string, unknown>) =>
    zvm.termsOf(zvm.terms.parse(words), { vcpus: 1, cpus: 4 }, siteOf(layerOf("zvm-5.3")));

  test("SHARE is read as operators write it", () => {
    expect(read({ share: "REL 300", maximumShare: "ABSOLUTE 20% LIMITHARD" })).toEqual({
      share: { kind: "relative", value: 300 },
      maximum: { share: { kind: "absolute", percent: 20 }, limit: "hard" },
    });
  });

  test.each([
    [{ share: "RELATIVE 10001" }, 'share "RELATIVE 10001": must be from 1 to 10000'],
    [{ share: "ABSOLUTE 12" }, 'share "ABSOLUTE 12": must be like'],
    [{ maximumShare: "30%" }, 'maximumShare "30%": must be NOLIMIT or like'],
    [{ virtualCpus: 2 }, "virtualCpus 2: must be 1"],
  ])("%j is refused by name and bound", (words, message) => {
    expect(() => read(words)).toThrow(message);
  });

  test("more entitlement than virtual processors, unknown fields, weights out of range", () => {
    const [power] = POWER5_CORE.schedulers as AnyCore["schedulers"];
    const terms = power.terms.parse({ processingUnits: 1.5 });
    expect(() => power.termsOf(terms, { vcpus: 1, cpus: 4 }, at(POWER5))).toThrow(
      "processingUnits 1.5: must be at most 1",
    );
    expect(power.terms.safeParse({ uncappedWeight: 256 }).success).toBe(false);
    expect(power.terms.safeParse({ shares: 1 }).success).toBe(false);
    expect(ZVM.PRSM_Z9_EC_CORE.schedulers[0].terms.safeParse({ weight: 1000 }).success).toBe(false);
  });
});
