/** PowerVM on Power10 and Power11 by hand: units, pools, memory, mobility; every refusal once and once not. */
import { describe, expect, it } from "vitest";
import { GIB } from "../../support/site.ts";
import {
  AIX73,
  POWER10,
  POWER11,
  at as siteAt,
  many as manyOf,
  power,
  refused,
  refusedAsIs,
  warned,
  wish as wishOf,
} from "./power-builders.ts";

/** 8 cores of 2,000 MHz in two sockets, 64 GiB: blocks of 256 MiB. */
const SERVER = power({ cores: 8, threads: 64, memoryMiB: 64 * GIB, ioSlots: 10 });
const IBM_I = { family: "ibm-i", version: "7.5", architecture: "power" } as const;
const wish: typeof wishOf = (id, change) => wishOf(id, { os: AIX73, ...change });
const many: typeof manyOf = (count, change) => manyOf(count, { os: AIX73, ...change });

describe.each([
  { name: "Power10", layer: POWER10, model: "ibm-power-e1050", other: "ibm-power-e1150", newest: "power10" },
  { name: "Power11", layer: POWER11, model: "ibm-power-e1150", other: "ibm-power-e1050", newest: "power11" },
])("$name", ({ layer, model, other, newest }) => {
  const at = (settings: Record<string, unknown> = {}, machine = SERVER) => siteAt(layer, settings, machine);
  const site = at();
  const one = (settings: Record<string, unknown>, change: Parameters<typeof wish>[1] = {}) =>
    refused(layer, at(settings), [wish("a", change)]);
  const moves = (settings: Record<string, unknown>) => one(settings, { needs: ["live-migration"] });

  it("sizes from 0.05 units, with blocks of 256 MiB and page tables of 1/128", () => {
    // Peak 0.06 at 50 %: 0.03, up to 0.05; two virtual processors need 0.10. 1,000 up to 1,024; / 128 = 8.
    const thin = layer.size(wish("a", { peakCores: 0.06, vcpus: 1, memoryMiB: 1000 }), site);
    expect(thin.settings).toMatchObject({ processingUnits: 0.05, virtualProcessors: 1, lmbMiB: 256, pageTableMiB: 8 });
    expect(layer.size(wish("a", { peakCores: 0.06 }), site).settings["processingUnits"]).toBe(0.1);
    expect(layer.claim(thin, site).constant).toMatchObject({ entitledCores: 0.05, memoryMiB: 1032 });
    expect(layer.size(wish("a", { os: IBM_I }), site).settings["pageTableMiB"]).toBe(16);
  });

  it("supplies its cores and memory less a pair of VIOS and the hypervisor", () => {
    // VIOS 5 % of 8 = 0.40 each. Hypervisor 1,024 + 4 % of 65,536 = 3,645.44, up to 3,840; VIOS 2 x (8,192 + 64).
    expect(layer.supply(site)).toEqual({
      constant: { partitions: 158, entitledCores: 7.2, ioSlots: 10, memoryMiB: 65_536 - 3840 - 16_512 },
      sharedCores: 7.2,
    });
  });

  it("holds 20 partitions per core and 1,000 at most", () => {
    const most = (cores: number) =>
      layer.supply(at({ io: "dedicated", viosCount: 0 }, { ...SERVER, cores })).constant.partitions;
    expect([most(32), most(48), most(128)]).toEqual([640, 960, 1000]);
    const dedicated = at({ processorMode: "dedicated" });
    expect(layer.supply(dedicated).constant.partitions).toBe(8);
  });

  it("PV-01, PV-02: units and virtual processors out of range", () => {
    const given = (processingUnits: number, vcpus: number) =>
      refusedAsIs(layer, site, { vcpus, settings: { processingUnits } }, AIX73);
    expect([given(0.05, 1), given(0.04, 1), given(0.055, 1)]).toEqual([[], ["PV-01"], ["PV-01"]]);
    // 0.35 x 20 = 7; bound by 8 active cores; 1.2 needs two.
    expect([given(0.35, 7), given(0.35, 8), given(1, 8), given(1, 9)]).toEqual([[], ["PV-02"], [], ["PV-02"]]);
    expect(given(1.2, 1)).toEqual(["PV-02"]);
  });

  it("PV-03: entitlements within the physical pool", () => {
    // 1.0 peaks: 0.50 each, 14 in 7.2.
    expect(refused(layer, site, many(14))).toEqual([]);
    expect(refused(layer, site, many(15))).toEqual(["PV-03"]);
  });

  it("PV-04: entitlements and reserve within the pool's whole maximum", () => {
    const pool = { poolId: 1, poolMaxCores: 3, poolReservedUnits: 1 };
    // 3 - 1 = 2 units: four of 0.50; the pool's 3 cores are shared.
    expect(refused(layer, at(pool), many(4))).toEqual([]);
    expect(refused(layer, at(pool), many(5))).toEqual(["PV-04"]);
    expect(layer.supply(at(pool)).sharedCores).toBe(3);
    expect(one({ ...pool, poolMaxCores: 2.5 })).toEqual(["PV-04"]);
    expect(one({ ...pool, poolReservedUnits: 3 })).toContain("PV-04");
    expect(one({ poolId: 1 })).toEqual(["PV-04"]);
    expect(layer.supply(at({ ...pool, processorMode: "dedicated" })).constant.entitledCores).toBe(7.2);
  });

  it("PV-05: 64 pools, the first of them fixed", () => {
    expect([one({ pools: 64 }), one({ pools: 65 })]).toEqual([[], ["PV-05"]]);
    expect(one({ poolId: 63, poolMaxCores: 4 })).toEqual([]);
    expect(one({ poolId: 64, poolMaxCores: 4 })).toEqual(["PV-05"]);
    expect([one({ poolMaxCores: 4 }), one({ poolReservedUnits: 1 })]).toEqual([["PV-05"], ["PV-05"]]);
  });

  it("PV-06: one partition more than the hypervisor holds", () => {
    // VIOS of 0.05: 158 partitions of 0.05 are 7.9 units.
    const thin = { vcpus: 1, peakCores: 0.05, memoryMiB: 256 };
    const small = at({ viosUnits: 0.05, viosMemoryMiB: 1024 });
    expect(refused(layer, small, many(158, thin))).toEqual([]);
    expect(refused(layer, small, many(159, thin))).toContain("PV-06");
  });

  it("PV-07: memory off the block, beyond the machine, growing too far", () => {
    expect(refusedAsIs(layer, site, { memoryMiB: 300 }, AIX73)).toEqual(["PV-07"]);
    expect([one({}, { memoryMiB: 44_544 }), one({}, { memoryMiB: 45_056 })]).toEqual([[], ["PV-07"]]);
    expect([one({ maxMemoryRatio: 64 }), one({ maxMemoryRatio: 65 })]).toEqual([[], ["PV-07"]]);
  });

  it("PV-08 to PV-12: what a live move needs on both sides", () => {
    expect(moves({})).toEqual([]);
    expect(moves({ io: "dedicated" })).toEqual(["PV-08"]);
    expect(one({}, { needs: ["live-migration", "passthrough-device"] })).toEqual(["PV-08"]);
    expect([moves({ peerLmbMiB: 256 }), moves({ peerLmbMiB: 128 })]).toEqual([[], ["PV-09"]]);
    expect(moves({ commonStorageAndVlans: false })).toEqual(["PV-10"]);
    expect(moves({ viosCount: 0 })).toEqual(["PV-11", "io.vios"]);
    expect(moves({ peerMode: "power9" })).toEqual(["PV-12"]);
    expect(moves({ peerMode: "power9", compatibilityMode: "power9" })).toEqual([]);
    expect(one({ io: "dedicated", peerMode: "power9" })).toEqual([]);
  });

  it("PV-12: no mode newer than the processor", () => {
    expect(one({ compatibilityMode: newest })).toEqual([]);
    expect(POWER10.machineMisfits(siteAt(POWER10, { compatibilityMode: "power11" }, SERVER))).toHaveLength(1);
  });

  it("PV-13: memory sharing only with virtual I/O and shared processors, and doubtful then", () => {
    expect(one({ sharedMemory: true })).toEqual([]);
    expect(one({ sharedMemory: true, io: "dedicated" })).toEqual(["PV-13"]);
    expect(one({ sharedMemory: true, processorMode: "dedicated" })).toEqual(["PV-13"]);
    expect(warned(layer, at({ sharedMemory: true }), [])).toEqual(["ams.support"]);
  });

  it("PV-14, machine.model: models that do not run IBM i, models of another generation", () => {
    const on = (id: string, os: typeof IBM_I | typeof AIX73) =>
      refused(layer, at({}, { ...SERVER, model: id }), [wish("a", { os })]);
    expect([on(model, AIX73), on(model, IBM_I), on("test", IBM_I)]).toEqual([[], ["PV-14"], []]);
    expect(on(other, AIX73)).toEqual(["machine.model"]);
  });

  it("PV-15, os.release: x86 guests and releases of another age", () => {
    expect(one({}, { os: { family: "windows", architecture: "x86-64" } })).toEqual(["PV-15"]);
    expect(one({}, { os: { ...AIX73, version: "7.1" } })).toEqual(["os.release"]);
    expect([one({}, { os: IBM_I }), one({}, { os: { ...IBM_I, version: "7.2" } })]).toEqual([[], ["os.release"]]);
  });

  it("io.vios, io.slots, cod: adapters nobody shares, slots and cores that are not there", () => {
    expect([one({ viosCount: 0 }), one({ viosCount: 0 }, { disks: 0, nics: 0 })]).toEqual([["io.vios"], []]);
    const own = at({ io: "dedicated" });
    expect([refused(layer, own, many(5)), refused(layer, own, many(6))]).toEqual([[], ["io.slots"]]);
    expect([one({ activeCores: 8 }), one({ activeCores: 9 })]).toEqual([[], ["cod"]]);
  });

  it("affinity.socket: a partition wider than a socket of 4 cores and 32 GiB", () => {
    const wide = (change: Parameters<typeof wish>[1]) => warned(layer, site, [wish("a", change)]);
    // 8.2 at 50 % is 4.1 units.
    expect([wide({ peakCores: 8 }), wide({ peakCores: 8.2 })]).toEqual([[], ["affinity.socket"]]);
    expect([wide({ memoryMiB: 32 * GIB }), wide({ memoryMiB: 33 * GIB })]).toEqual([[], ["affinity.socket"]]);
  });

  it("os.unstated: a release nobody stated", () => {
    const os = { family: "ibm-i", architecture: "power" } as const;
    expect(warned(layer, site, [wish("a", { os })])).toEqual(["os.unstated"]);
  });
});
