/** Integrity Virtual Machines: overhead formulas, entitlements, every refusal once refusing and once passing. */
import { describe, expect, test } from "vitest";
import { GIB, RP8420, RX8640, cellServer, hpux, layerOf, refusals, siteOf, wish, wishes } from "./hp-builders.ts";

const layer = layerOf("integrity-vm-3");
const site = siteOf(layer, RX8640);
const rules = (change: Parameters<typeof wish>[1], settings: Record<string, unknown> = {}) =>
  refusals(layer, siteOf(layer, RX8640, settings), [wish("a", change)]);

describe("memory", () => {
  const overhead = (vcpus: number, memoryMiB: number) => {
    const spec = layer.size(wish("a", { vcpus, memoryMiB }), site);
    return (layer.claim(spec, site).constant.memoryMiB ?? 0) - memoryMiB;
  };

  test("T6: a guest of 16 GB costs about 326 MB with 4 vCPUs and 130 MB with one", () => {
    // 4 x 16,384 x 0.4 % + 64 = 326.1; 1 x 16,384 x 0.4 % + 64 = 129.5.
    expect(overhead(4, 16 * GIB)).toBeCloseTo(326.144, 3);
    expect(overhead(1, 16 * GIB)).toBeCloseTo(129.536, 3);
  });

  test("the VM Host takes 750 MiB and 7.5 % of the rest", () => {
    // 262,144 - 750 = 261,394; 7.5 % of it 19,604.55; left 241,789.45.
    expect(layer.supply(site).constant.memoryMiB).toBeCloseTo(241_789.45, 2);
    expect(layer.supply(site).sharedCores).toBeCloseTo(31.9, 9);
  });

  test("HPVM-4: guests with their overhead fit what is left, and one more does not", () => {
    // 1 vCPU, 32,768 MiB: + 131.072 + 64 = 32,963.072; 7 x = 230,741.5 of 241,789.45, 8 x = 263,704.6.
    const big = { vcpus: 1, memoryMiB: 32 * GIB };
    expect(refusals(layer, site, wishes(7, big))).toEqual([]);
    expect(refusals(layer, site, wishes(8, big))).toEqual(["HPVM-4"]);
  });

  test("a guest has at most 64 GiB", () => {
    expect(rules({ memoryMiB: 64 * GIB })).toEqual([]);
    expect(rules({ memoryMiB: 64 * GIB + 1 })).toEqual(["vm.maxRam"]);
  });
});

describe("HPVM-1: entitlement per vCPU", () => {
  const entitled = (change: Parameters<typeof wish>[1], settings: Record<string, unknown> = {}) =>
    layer.size(wish("a", change), siteOf(layer, RX8640, settings)).settings["entitlementPercent"];

  test("is 10 % by default, a setting, or what a reservation needs in steps of 1 %", () => {
    expect(entitled({})).toBe(10);
    expect(entitled({}, { entitlementPercent: 25 })).toBe(25);
    expect(entitled({}, { entitlementPercent: 5 })).toBe(5);
    // 505 MHz of 2 vCPUs at 1,000 MHz: 25.25 % each, so 26.
    expect(entitled({ vcpus: 2, cpuReservedMhz: 505 })).toBe(26);
  });

  test("covers the guest's own peak where that is asked for", () => {
    // 1.3 cores over 2 vCPUs: 65 %.
    expect(entitled({ vcpus: 2, peakCores: 1.3 }, { entitlementBy: "peak" })).toBe(65);
    expect(entitled({ vcpus: 2, peakCores: 0.1 }, { entitlementBy: "peak" })).toBe(10);
  });

  test("below 5 % and above 100 % are refused, with the bound", () => {
    expect(rules({}, { entitlementPercent: 5 })).toEqual([]);
    expect(layer.machineMisfits(siteOf(layer, RX8640, { entitlementPercent: 4 }))).toEqual([
      expect.objectContaining({ code: "below-minimum", value: 4, bound: 5, rule: "HPVM-1" }),
    ]);
    expect(rules({}, { entitlementPercent: 100 })).toEqual([]);
    expect(layer.machineMisfits(siteOf(layer, RX8640, { entitlementPercent: 101 }))).toEqual([
      expect.objectContaining({ code: "over-limit", value: 101, bound: 100, rule: "HPVM-1" }),
    ]);
    expect(rules({ vcpus: 1, cpuReservedMhz: 1000 })).toEqual([]);
    expect(rules({ vcpus: 1, cpuReservedMhz: 1001 })).toEqual(["HPVM-1"]);
  });

  test("HPVM-3: 8 guests of 4 vCPUs at 100 % fill 32 cores, a ninth does not fit", () => {
    const all = siteOf(layer, RX8640, { entitlementPercent: 100 });
    expect(refusals(layer, all, wishes(8, { vcpus: 4 }))).toEqual([]);
    const nine = wishes(9, { vcpus: 4 }).map((w) => layer.size(w, all));
    expect(layer.misfits(all, nine)).toEqual([
      expect.objectContaining({ resource: "cpuReservedMhz", needs: 36_000, has: 32_000, rule: "HPVM-3" }),
    ]);
  });

  test("at 5 % twenty vCPUs share a core, and one more finds no entitlement", () => {
    const one = cellServer("hp-rx7640", { architecture: "ia64", cells: 1, chassis: 1, coresPerCell: 1, cellGiB: 64 });
    const least = siteOf(layer, one, { entitlementPercent: 5 });
    expect(refusals(layer, least, wishes(20, { vcpus: 1 }))).toEqual([]);
    expect(refusals(layer, least, wishes(21, { vcpus: 1 }))).toEqual(["HPVM-3", "host.maxVcpuPerCore"]);
  });
});

describe("HPVM-2: vCPUs", () => {
  test("a guest has at most 4 in this version", () => {
    expect(rules({ vcpus: 4 })).toEqual([]);
    expect(rules({ vcpus: 5 })).toEqual(["vm.maxVcpu"]);
  });

  test("and no more than the host has cores", () => {
    const two = cellServer("hp-rx7640", { architecture: "ia64", cells: 1, chassis: 1, coresPerCell: 2 });
    expect(refusals(layer, siteOf(layer, two), [wish("a", { vcpus: 2 })])).toEqual([]);
    expect(refusals(layer, siteOf(layer, two), [wish("a", { vcpus: 3 })])).toEqual(["HPVM-2"]);
  });
});

describe("HPVM-5, HPVM-6, VPAR-8: hosts and guests", () => {
  test("the host is Itanium, a server or an nPartition", () => {
    const of = (machine: typeof RX8640) => layer.machineMisfits(siteOf(layer, machine)).map((m) => m.rule);
    expect(of(RX8640)).toEqual([]);
    expect(of({ ...RX8640, kind: "npar" })).toEqual([]);
    expect(of(RP8420)).toEqual(["HPVM-5"]);
    expect(of({ ...RX8640, kind: "vpar" })).toEqual(["VPAR-8"]);
  });

  test.each([
    ["hp-ux", "11i v2", []],
    ["hp-ux", "11i v3", []],
    ["hp-ux", "11i v1", ["HPVM-6"]],
    ["windows", "2003", []],
    ["windows", "2000", ["HPVM-6"]],
    ["linux", "RHEL 4", []],
    ["linux", "SLES 10", []],
    ["linux", "Debian 4", ["HPVM-6"]],
    ["openvms", "8.4", ["HPVM-6"]],
  ] as const)("%s %s: %j", (family, version, expected) => {
    expect(rules({ os: { family, version, architecture: "ia64" } })).toEqual(expected);
  });

  test("a guest for PA-RISC does not run", () => {
    expect(rules(hpux("11i v2", "pa-risc"))).toEqual(["HPVM-6"]);
  });

  test("live migration and devices of a guest's own are refused, an own kernel is not", () => {
    expect(rules({ needs: ["live-migration"] })).toEqual(["mig.offline"]);
    expect(rules({ needs: ["passthrough-device"] })).toEqual(["io.virtual"]);
    expect(rules({ needs: ["own-kernel", "kernel-modules"] })).toEqual([]);
  });

  test("254 guests and no more", () => {
    const many = cellServer("hp-superdome-sd64-sx2000", { architecture: "ia64", cells: 16, chassis: 8 });
    const small = { vcpus: 1, memoryMiB: 512 };
    expect(refusals(layer, siteOf(layer, many), wishes(254, small))).toEqual([]);
    expect(refusals(layer, siteOf(layer, many), wishes(255, small))).toEqual(["host.maxVms"]);
  });
});
