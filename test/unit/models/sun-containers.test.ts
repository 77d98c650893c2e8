/** Solaris containers: what the shared kernel refuses, what a zone costs, shares, pools, caps and brands. */
import { describe, expect, test } from "vitest";
import type { Machine } from "#models/partitioning/index.ts";
import { T2000, layerOf, refusals, siteOf, warnings, wish, wishes } from "./sun-builders.ts";

const layer = layerOf("solaris-containers-10");
const later = layerOf("solaris-containers-10u5");
const site = siteOf(layer, T2000);
const x86: Machine = { ...T2000, model: "hp-dl585-g1", architecture: "x86-64", cpuVendor: "amd", threads: 8 };
const solaris = (version: string, architecture: "sparc" | "x86-32" | "x86-64" | "unknown" = "sparc") => ({
  os: { family: "solaris", version, architecture } as const,
});

describe("ZONE-1: one kernel, the machine's own Solaris", () => {
  test("Solaris 10 by any of its names runs, on SPARC and on x86", () => {
    for (const version of ["10", "5.10", "10 1/06"])
      expect(refusals(layer, site, [wish("a", solaris(version))])).toEqual([]);
    expect(refusals(layer, siteOf(layer, x86), [wish("a", solaris("10", "x86-32"))])).toEqual([]);
    expect(refusals(layer, siteOf(layer, x86), [wish("a", solaris("10", "unknown"))])).toEqual([]);
  });

  test("another release, another system or another processor is refused", () => {
    for (const version of ["8", "9", "11"])
      expect(refusals(layer, site, [wish("a", solaris(version))])).toEqual(["ZONE-1"]);
    expect(refusals(layer, site, [wish("a", { os: { family: "linux", architecture: "x86-32" } })])).toContain("ZONE-1");
    expect(refusals(layer, site, [wish("a", solaris("10", "x86-64"))])).toEqual(["ZONE-1"]);
    expect(refusals(layer, siteOf(layer, x86), [wish("a", solaris("10"))])).toEqual(["ZONE-1"]);
  });

  test("from update 5 brands carry Solaris 8 and 9 on SPARC and an old Linux on x86", () => {
    const sparc = siteOf(later, T2000);
    const amd = siteOf(later, x86);
    expect(refusals(later, sparc, [wish("a", solaris("8")), wish("b", solaris("5.9"))])).toEqual([]);
    expect(later.size(wish("a", solaris("5.9")), sparc).settings).toMatchObject({ brand: "solaris9", root: "whole" });
    expect(refusals(later, amd, [wish("a", solaris("8"))])).toEqual(["ZONE-1"]);
    const rhel3 = wish("a", { os: { family: "linux", version: "RHEL 3", architecture: "x86-32" } });
    expect(refusals(later, amd, [rhel3])).toEqual([]);
    expect(refusals(later, sparc, [rhel3])).toEqual(["ZONE-1"]);
  });

  test("a machine that Solaris does not run on is refused", () => {
    const power: Machine = { ...T2000, architecture: "power" };
    expect(layer.machineMisfits(siteOf(layer, power)).map((m) => m.rule)).toEqual(["machine.architecture"]);
    expect(layer.machineMisfits(site)).toEqual([]);
  });
});

describe("ZONE-2 and ZONE-6: what a shared kernel cannot give", () => {
  test.each([
    ["own-kernel", "ZONE-2"],
    ["kernel-modules", "ZONE-2"],
    ["live-migration", "ZONE-6"],
  ] as const)("%s is refused by %s", (need, rule) => {
    expect(refusals(layer, site, [wish("a", { needs: [need] })])).toEqual([rule]);
    expect(refusals(later, siteOf(later, T2000), [wish("a", { needs: [need] })])).toEqual([rule]);
  });

  test("a device node can be given", () => {
    expect(refusals(layer, site, [wish("a", { needs: ["passthrough-device"] })])).toEqual([]);
  });
});

describe("ZONE-3 and memory", () => {
  test("8191 zones pass and 8192 are refused", () => {
    // Memory for 8192 zones of 1 + 40 MiB: 335,872 MiB and the global zone's; 1 TiB is enough.
    const huge = siteOf(layer, { ...T2000, memoryMiB: 2 ** 20 });
    const tiny = { memoryMiB: 1 };
    expect(refusals(layer, huge, wishes(8191, tiny))).toEqual([]);
    expect(refusals(layer, huge, wishes(8192, tiny))).toEqual(["ZONE-3"]);
  });

  test("a zone costs 40 MiB and 1 % of its CPU, the global zone 1 GiB and a tenth of a core", () => {
    const spec = layer.size(wish("a"), site);
    expect(layer.claim(spec, site)).toMatchObject({ constant: { memoryMiB: 1064 }, cpuFactor: 1.01 });
    // 32,768 - 1,024 = 31,744 MiB; 8 - 0.1 = 7.9 cores.
    expect(layer.supply(site)).toMatchObject({ constant: { memoryMiB: 31_744 }, sharedCores: 7.9 });
    // floor(31,744 / 1,064) = 29 zones.
    expect(refusals(layer, site, wishes(29))).toEqual([]);
    expect(refusals(layer, site, wishes(30))).toEqual(["capacity.memoryMiB"]);
  });

  test("memory is not given out twice, and a soft cap is pointed out", () => {
    expect(layer.memory).toBe("dedicated");
    expect(warnings(layer, site, wishes(2))).toEqual(["mem.softCap"]);
    expect(warnings(layer, site, [])).toEqual([]);
    const locked = wish("a", { memoryReservedMiB: 1024 });
    expect(warnings(later, siteOf(later, T2000), [locked])).toEqual([]);
    expect(warnings(later, siteOf(later, T2000), [locked, wish("b")])).toEqual(["mem.softCap"]);
  });

  test("ZONE-5: hard memory together beyond the host is refused", () => {
    // 31,744 MiB are left by the global zone; 2 x 15,872 = 31,744 pass, 16 GiB twice do not.
    const lock = (memoryReservedMiB: number) => wishes(2, { memoryMiB: 1024, memoryReservedMiB });
    expect(refusals(later, siteOf(later, T2000), lock(15_872))).toEqual([]);
    expect(refusals(later, siteOf(later, T2000), lock(16_384))).toEqual(["ZONE-5"]);
  });
});

describe("CPU: shares, floors, pools, caps", () => {
  test("shares are whole and in proportion to virtual CPUs", () => {
    expect(layer.size(wish("a", { vcpus: 3 }), site).settings).toMatchObject({
      cpuShares: 30,
      root: "sparse",
      rootDiskMB: 100,
    });
    const coarse = siteOf(layer, T2000, { sharesPerVcpu: 1, root: "whole" });
    expect(layer.size(wish("a", { vcpus: 0.2 }), coarse).settings).toMatchObject({ cpuShares: 1, rootDiskMB: 4000 });
  });

  test("floors beyond the machine less the global zone are refused", () => {
    // 7.9 cores x 1200 MHz = 9,480 MHz.
    expect(refusals(layer, site, wishes(2, { cpuReservedMhz: 4740 }))).toEqual([]);
    expect(refusals(layer, site, wishes(2, { cpuReservedMhz: 4741 }))).toEqual(["cpu.fssFloor"]);
  });

  test("ZONE-4: processor sets leave one CPU to the global zone", () => {
    const pools = siteOf(layer, T2000, { cpu: "pool" });
    // A T2000 has 4 threads per core: 2.5 cores are 10 CPUs. Three zones take 30 of 31, four would take 40.
    const zone = { peakCores: 2.5 };
    expect(layer.size(wish("a", zone), pools).settings).toMatchObject({ poolCpus: 10 });
    expect(refusals(layer, pools, wishes(3, zone))).toEqual([]);
    expect(refusals(layer, pools, wishes(4, zone))).toEqual(["ZONE-4"]);
    expect(refusals(layer, site, wishes(4, zone))).toEqual([]);
  });

  test("ZONE-4: dedicated CPUs and a pool exclude each other", () => {
    const both = siteOf(later, T2000, { cpu: "dedicated", pool: "web" });
    expect(later.machineMisfits(both).map((m) => m.rule)).toEqual(["ZONE-4"]);
    expect(later.machineMisfits(siteOf(later, T2000, { cpu: "fss", pool: "web" }))).toEqual([]);
    const dedicated = siteOf(later, T2000, { cpu: "dedicated" });
    expect(later.machineMisfits(dedicated)).toEqual([]);
    expect(refusals(later, dedicated, wishes(4, { peakCores: 2.5 }))).toEqual(["ZONE-4"]);
  });

  test("a cap is rounded up to a hundredth of a CPU, from update 5 only", () => {
    const capped = siteOf(later, T2000, { cpu: "capped" });
    // 0.3331 cores x 4 threads = 1.3324 CPUs, up to 1.34; 0.25 cores are exactly one CPU.
    expect(later.size(wish("a", { peakCores: 0.3331 }), capped).settings).toMatchObject({ cpuCap: 1.34 });
    expect(later.size(wish("a", { peakCores: 0.25 }), capped).settings).toMatchObject({ cpuCap: 1 });
    expect(() => layer.settings.parse({ cpu: "capped" })).toThrow();
  });
});
