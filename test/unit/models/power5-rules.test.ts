/** Every refusal and warning of POWER5 by its id: once refusing, once passing. */
import { describe, expect, it } from "vitest";
import { GIB, x86 } from "../../support/site.ts";
import { AIX53, IBM_I, POWER5, SLES, at, many, power, refused, refusedAsIs, warned, wish } from "./power-builders.ts";

const linux = (version: string) => ({ family: "linux", version, architecture: "power" }) as const;
const aix = (version: string) => ({ family: "aix", version, architecture: "power" }) as const;
const one = (settings: Record<string, unknown>, change: Parameters<typeof wish>[1] = {}) =>
  refused(POWER5, at(POWER5, settings), [wish("a", change)]);
const site = at(POWER5);
const withUnits = (processingUnits: number, vcpus = 1) =>
  refusedAsIs(POWER5, site, { vcpus, settings: { processorMode: "uncapped", processingUnits } });

describe("partitions given as they are", () => {
  it("P5-01: 0.10 and 0.11 units stand, 0.09 and 0.105 do not", () => {
    expect([withUnits(0.1), withUnits(0.11)]).toEqual([[], []]);
    expect([withUnits(0.09), withUnits(0.105)]).toEqual([["P5-01"], ["P5-01"]]);
    const spec = { ...POWER5.size(wish("a"), site), settings: { processingUnits: 0.105 } };
    expect(POWER5.partitionMisfits(spec, site)[0]).toMatchObject({ code: "off-grid", allowed: [0.1, 0.11] });
  });

  it("P5-02: 2.35 units take 3 to 23 virtual processors", () => {
    expect([withUnits(2.35, 3), withUnits(2.35, 23)]).toEqual([[], []]);
    expect([withUnits(2.35, 2), withUnits(2.35, 24)]).toEqual([["P5-02"], ["P5-02"]]);
  });

  it("P5-05: memory on the block of 128 MiB only", () => {
    expect(refusedAsIs(POWER5, site, { memoryMiB: 1152 })).toEqual([]);
    expect(refusedAsIs(POWER5, site, { memoryMiB: 1100 })).toEqual(["P5-05"]);
  });

  it("P5-07: units and dedicated processors do not mix", () => {
    const settings = { processingUnits: 1, dedicatedProcessors: 1 };
    expect(refusedAsIs(POWER5, site, { vcpus: 1, settings })).toEqual(["P5-07"]);
    expect(POWER5.settings.safeParse({ processorMode: ["dedicated", "capped"] }).success).toBe(false);
  });
});

describe("sums", () => {
  it("P5-03: entitlements of 3.8 units at most", () => {
    expect(refused(POWER5, site, many(2, { peakCores: 3.8 }))).toEqual([]);
    expect(refused(POWER5, site, many(2, { peakCores: 3.82 }))).toEqual(["P5-03"]);
  });

  it("P5-04: ten partitions per core, the VIOS among them", () => {
    // 0.10 each: 38 fill 3.8 units, and only 39 may stand; with VIOS of 0.10 units 39 fit both.
    const thin = { vcpus: 1, peakCores: 0.1, memoryMiB: 128 };
    const small = at(POWER5, { viosUnits: 0.1 });
    expect(refused(POWER5, small, many(39, thin))).toEqual([]);
    expect(refused(POWER5, small, many(40, thin))).toEqual(["P5-03", "P5-04"]);
  });

  it("P5-05: memory and page tables within the machine", () => {
    // 15,096 MiB: 14 x (1,024 + 16) = 14,560 fit, 15 are 15,600.
    const idle = { peakCores: 0.1, vcpus: 1 };
    expect(refused(POWER5, site, many(14, idle))).toEqual([]);
    expect(refused(POWER5, site, many(15, idle))).toEqual(["P5-05"]);
  });

  it("P5-09: six slots are six", () => {
    const own = at(POWER5, { io: "dedicated" });
    expect(refused(POWER5, own, many(3))).toEqual([]);
    expect(refused(POWER5, own, many(4))).toEqual(["P5-09"]);
  });

  it("machines that the service partitions would fill are refused", () => {
    expect(POWER5.machineMisfits(at(POWER5, { viosUnits: 4 })).map(({ rule }) => rule)).toEqual(["P5-03"]);
    expect(POWER5.machineMisfits(at(POWER5, { hypervisorMiB: 16 * GIB })).map(({ rule }) => rule)).toEqual(["P5-05"]);
  });
});

describe("settings", () => {
  it("P5-06: 128 MiB may grow to 2 GiB, 512 MiB to 32 GiB", () => {
    expect(one({ maxMemoryRatio: 16 }, { memoryMiB: 128 })).toEqual([]);
    expect(one({ maxMemoryRatio: 17 }, { memoryMiB: 128 })).toEqual(["P5-06"]);
    expect(one({ maxMemoryRatio: 64 }, { memoryMiB: 512 })).toEqual([]);
    expect(one({ maxMemoryRatio: 65 }, { memoryMiB: 512 })).toEqual(["P5-06"]);
  });

  it("P5-08: without the APV feature no micro-partition and no VIOS", () => {
    expect(one({ apvFeature: false })).toEqual(["P5-08"]);
    expect(one({ apvFeature: false, processorMode: "dedicated" })).toEqual(["P5-08"]);
    expect(one({ apvFeature: false, processorMode: "dedicated", ioHost: "none", io: "dedicated" })).toEqual([]);
  });

  it("P5-10: virtual adapters need who shares them", () => {
    expect(one({ ioHost: "none" })).toEqual(["P5-10"]);
    expect(one({ ioHost: "none" }, { disks: 0, nics: 0 })).toEqual([]);
    expect(one({ ioHost: "i5-os" })).toEqual([]);
    expect(one({ ioHost: "none" }, { os: IBM_I })).toEqual([]);
  });

  it("P5-14: the processor mode does not change online", () => {
    expect(one({ onlineChanges: ["processor-mode"] })).toEqual(["P5-14"]);
    expect(one({ onlineChanges: ["processors", "memory"] })).toEqual([]);
  });

  it("P5-16: one manager, VIOS for IVM, four Linux partitions for VPM", () => {
    expect(POWER5.settings.safeParse({ manager: ["hmc", "ivm"] }).success).toBe(false);
    expect(one({ manager: "ivm" })).toEqual([]);
    expect(one({ manager: "ivm", io: "dedicated" })).toEqual(["P5-16"]);
    expect(one({ manager: "vpm" }, { os: SLES })).toEqual(["P5-16"]);
    const vpm = at(POWER5, { manager: "vpm", ioHost: "i5-os" });
    const four = many(4, { os: SLES, peakCores: 0.2 });
    expect(refused(POWER5, vpm, four)).toEqual([]);
    expect(refused(POWER5, vpm, [...four, wish("fifth", { os: SLES, peakCores: 0.2 })])).toEqual(["P5-16"]);
    expect(refused(POWER5, vpm, [wish("a")])).toEqual(["P5-16"]);
  });

  it("out of range are not taken: weight, LMB, count of VIOS", () => {
    const takes = (settings: Record<string, unknown>) => POWER5.settings.safeParse(settings).success;
    expect([takes({ weight: 255 }), takes({ weight: 256 }), takes({ weight: 1.5 })]).toEqual([true, false, false]);
    expect([takes({ lmbMiB: 16 }), takes({ lmbMiB: 512 })]).toEqual([true, false]);
    expect([takes({ viosCount: 2 }), takes({ viosCount: 3 })]).toEqual([true, false]);
  });

  it("cod: no more cores are activated than there are", () => {
    expect([one({ activeCores: 4 }), one({ activeCores: 5 })]).toEqual([[], ["cod"]]);
  });
});

describe("guests", () => {
  it("P5-11: AIX 5.3 shares, AIX 5.2 only with processors and adapters of its own, AIX 5.1 never", () => {
    const own = { processorMode: "dedicated", io: "dedicated" };
    expect(one({}, { os: AIX53 })).toEqual([]);
    expect(one({}, { os: aix("5.2") })).toEqual(["P5-11"]);
    expect(one({ processorMode: "dedicated" }, { os: aix("5.2") })).toEqual(["P5-11"]);
    expect(one(own, { os: aix("5.2") })).toEqual([]);
    expect(one(own, { os: aix("5.1") })).toEqual(["P5-11"]);
  });

  it("os.release: AIX and IBM i that came after POWER5's time", () => {
    expect([one({}, { os: aix("7.1") }), one({}, { os: aix("7.2") })]).toEqual([[], ["os.release"]]);
    expect(one({}, { os: { ...IBM_I, version: "7.2" } })).toEqual(["os.release"]);
  });

  it("P5-12: nothing moves while it runs", () => {
    expect(one({}, { needs: ["live-migration"] })).toEqual(["P5-12"]);
    expect(one({}, { needs: ["own-kernel"] })).toEqual([]);
  });

  it("P5-13: no Windows, no Solaris, no x86", () => {
    expect(one({}, { os: { family: "windows", architecture: "x86-32" } })).toEqual(["P5-13"]);
    expect(one({}, { os: { family: "solaris", architecture: "sparc" } })).toEqual(["P5-13"]);
    expect(one({}, { os: { family: "linux", architecture: "x86-64" } })).toEqual(["P5-13"]);
  });

  it("P5-15: SLES 9 keeps its memory, RHEL 3 everything", () => {
    expect(one({ onlineChanges: ["memory"] }, { os: linux("SLES 9") })).toEqual(["P5-15"]);
    expect(one({ onlineChanges: ["processors"] }, { os: linux("SLES 9") })).toEqual([]);
    expect(one({ onlineChanges: ["processors"] }, { os: linux("RHEL 3") })).toEqual(["P5-15"]);
    expect(one({ onlineChanges: ["memory"] }, { os: linux("SLES 10") })).toEqual([]);
  });

  it("P5-17: i5/OS from V5R3 on", () => {
    expect([one({}, { os: IBM_I }), one({}, { os: { ...IBM_I, version: "V5R2" } })]).toEqual([[], ["P5-17"]]);
  });
});

describe("warnings", () => {
  it("P5-18: a dedicated partition whose peak is below 30 % of its cores", () => {
    const dedicated = at(POWER5, { processorMode: "dedicated" });
    expect(warned(POWER5, dedicated, [wish("a", { peakCores: 0.29 })])).toEqual(["P5-18"]);
    expect(warned(POWER5, dedicated, [wish("a", { peakCores: 0.3 })])).toEqual([]);
    expect(warned(POWER5, site, [wish("a", { peakCores: 0.1 })])).toEqual([]);
  });

  it("P5-19: a VIOS that was given less than its load", () => {
    // 113 MB/s keep 0.66 of a 2 GHz core busy.
    expect(warned(POWER5, at(POWER5, { viosNetworkMBps: 113, viosUnits: 0.66 }), [])).toEqual(["P5-19"]);
    expect(warned(POWER5, at(POWER5, { viosNetworkMBps: 113, viosUnits: 0.67 }), [])).toEqual([]);
  });

  it("os.unstated: a release nobody stated", () => {
    expect(warned(POWER5, site, [wish("a", { os: { family: "aix", architecture: "power" } })])).toEqual([
      "os.unstated",
    ]);
    expect(warned(POWER5, site, [wish("a", { os: { family: "linux", architecture: "power" } })])).toEqual([]);
  });
});

describe("machines", () => {
  const rules = (machine: Parameters<typeof at>[2]) =>
    POWER5.machineMisfits(at(POWER5, {}, machine)).map((m) => m.rule);

  it("are POWER5 servers, within what their model takes", () => {
    const block = { model: "ibm-p5-570-4w", cores: 4, memoryMiB: 128 * GIB };
    expect(rules(power(block))).toEqual([]);
    expect(rules(power({ ...block, memoryMiB: 513 * GIB }))).toEqual(["model.ibm-p5-570.memory"]);
    expect(rules(power({ model: "ibm-p5-520", cores: 4 }))).toEqual(["model.ibm-p5-520.cores"]);
    expect(rules(power({ model: "ibm-p690" }))).toEqual(["machine.model"]);
    expect(rules(x86())).toEqual(["machine.architecture"]);
  });
});
