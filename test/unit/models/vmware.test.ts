/** VMware's generations by hand: sizes, overhead, what the host keeps, and every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Machine, PartitionSpec } from "#models/partitioning/index.ts";
import { GIB, TIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const ESX_30 = layerOf("esx-3.0");
const ESX_35 = layerOf("esx-3.5");
const VSPHERE_8 = layerOf("vsphere-8");
const VI3 = [ESX_30, ESX_35];

/** Overhead of one machine in MiB: what it claims beyond what it is given. */
function overheadMiB(layer: typeof ESX_30, vcpus: number, memoryMiB: number): number {
  const site = siteOf(layer, x86());
  const spec = layer.size(wish("a", { vcpus, memoryMiB }), site);
  return (layer.claim(spec, site).constant.memoryMiB ?? 0) - memoryMiB;
}

/** Rules that refuse a spec as it is given, without sizing. */
const given = (layer: typeof ESX_30, change: Partial<PartitionSpec>, machine: Machine = x86()) => {
  const site = siteOf(layer, machine);
  return layer.misfits(site, [specOf(layer, site, change)]).map((misfit) => misfit.rule);
};

const refuses = (layer: typeof ESX_30, change: Parameters<typeof refusals>[2], machine: Machine = x86()) =>
  refusals(layer, siteOf(layer, machine), change);

describe.each(VI3)("VMware Infrastructure 3: $id", (layer) => {
  it("gives 1, 2 or 4 virtual CPUs: 3 become 4, and 3 as they are stand off the grid", () => {
    const site = siteOf(layer, x86());
    const vcpus = [1, 2, 3, 4, 5].map((n) => layer.size(wish("a", { vcpus: n }), site).vcpus);
    expect(vcpus).toEqual([1, 2, 4, 4, 5]);
    expect(given(layer, { vcpus: 3 })).toEqual(["vm.vcpuValues"]);
    expect(given(layer, { vcpus: 2 })).toEqual([]);
  });

  it("rounds memory up to 4 MiB and counts shares of what it gives", () => {
    const spec = layer.size(wish("a", { vcpus: 3, memoryMiB: 5 * GIB + 1 }), siteOf(layer, x86()));
    // 5121 → 5124 MiB; 4 vCPUs x 1000 shares; 5124 MiB x 10 shares.
    expect(spec.memoryMiB).toBe(5124);
    expect(spec.settings).toMatchObject({ cpuShares: 4000, memoryShares: 51_240 });
  });

  it("follows the vSphere 4.0 overhead table within 0.05 MiB", () => {
    // Rows of the table: vCPUs, configured MiB, overhead MiB.
    const table = [
      [1, 256, 113.17],
      [1, 1024, 123.73],
      [1, 16_384, 334.96],
      [2, 256, 159.43],
      [2, 1024, 176.05],
      [2, 4096, 242.51],
      [4, 256, 241.62],
      [4, 1024, 258.3],
      [4, 4096, 324.99],
    ] as const;
    for (const [vcpus, memoryMiB, overhead] of table) {
      expect(Math.abs(overheadMiB(layer, vcpus, memoryMiB) - overhead)).toBeLessThanOrEqual(0.05);
    }
  });

  it("keeps the service console, the VMkernel and 6 % free memory from the machines", () => {
    const { constant, sharedCores } = layer.supply(siteOf(layer, x86()));
    // 65536 − 272 − 24 = 65240; less 6 % of 65536 = 3932.16 for reservations; 8 − 0.08 cores, at 2000 MHz.
    expect(constant.memoryMiB).toBe(65_240);
    expect(constant.memoryReservedMiB).toBeCloseTo(61_307.84, 6);
    expect(sharedCores).toBeCloseTo(7.92, 9);
    expect(constant.cpuReservedMhz).toBeCloseTo(15_840, 6);
  });

  it("charges 3 % on a machine's own CPU time", () => {
    const site = siteOf(layer, x86());
    expect(layer.claim(specOf(layer, site), site).cpuFactor).toBeCloseTo(1.03, 9);
  });

  it("runs a 64-bit guest only with VT-x on Intel or segment limits on AMD, and on a 64-bit host", () => {
    const os = { family: "linux", architecture: "x86-64" } as const;
    expect(refuses(layer, { os }, x86({ features: [] }))).toContain("os");
    expect(refuses(layer, { os }, x86({ features: ["vt-x"] }))).toEqual([]);
    expect(refuses(layer, { os }, x86({ features: ["segment-limits-64"] }))).toEqual([]);
    expect(refuses(layer, { os }, x86({ architecture: "x86-32" }))).toContain("os");
    expect(refuses(layer, { os: { ...os, architecture: "x86-32" } }, x86({ features: [] }))).toEqual([]);
  });

  it("boots on x86 only", () => {
    expect(refuses(layer, {}, x86({ architecture: "sparc" }))).toContain("hw.arch");
    expect(refuses(layer, {}, x86({ architecture: "x86-32" }))).not.toContain("hw.arch");
  });

  it("lets memory be overcommitted above reservations, and refuses reservations beyond what is free", () => {
    const site = siteOf(layer, x86());
    const eight = (memoryReservedMiB: number) =>
      Array.from({ length: 8 }, (_, i) =>
        layer.size(
          wish(`w${i}`, { os: { family: "linux", architecture: "x86-32" }, memoryMiB: 8 * GIB, memoryReservedMiB }),
          site,
        ),
      );
    const rules = (reserved: number, memoryOvercommitRatio: number) =>
      layer.misfits({ ...site, memoryOvercommitRatio }, eight(reserved)).map((misfit) => misfit.rule);
    // 8 x 8 GiB with overhead beyond 65240 MiB: only with overcommit; reservations of 7.5 GiB beyond 61308 MiB: never.
    expect(rules(0, 1)).toEqual(["mem.fit"]);
    expect(rules(0, 1.5)).toEqual([]);
    expect(rules(7.5 * GIB, 1.5)).toEqual(["mem.admission"]);
  });

  it("treats overhead like a reservation", () => {
    const site = siteOf(layer, x86());
    const { constant } = layer.claim(specOf(layer, site, { vcpus: 1, memoryMiB: GIB, memoryReservedMiB: 512 }), site);
    // 512 + 109.65 + 0.01375 x 1024.
    expect(constant.memoryReservedMiB).toBeCloseTo(635.73, 9);
  });

  it("refuses CPU reservations beyond the host", () => {
    expect(refuses(layer, { cpuReservedMhz: 15_840 })).toEqual([]);
    expect(refuses(layer, { cpuReservedMhz: 15_841 })).toEqual(["cpu.admission"]);
  });

  it("refuses a device passed through", () => {
    expect(refuses(layer, { needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
  });

  it("sells VMotion with Enterprise and Starter for hosts of 4 CPUs and 8 GB", () => {
    const small = x86({ sockets: 4, memoryMiB: 8 * GIB });
    const under = (edition: string, machine: Machine, needs: readonly "live-migration"[] = []) =>
      refusals(layer, siteOf(layer, machine, { edition }), { needs });
    expect(under("enterprise", x86(), ["live-migration"])).toEqual([]);
    expect(under("standard", x86(), ["live-migration"])).toEqual(["lic.vmotion"]);
    expect(under("starter", small)).toEqual([]);
    expect(under("starter", x86({ sockets: 5, memoryMiB: 8 * GIB }))).toEqual(["lic.starter"]);
    expect(under("starter", x86({ sockets: 2, memoryMiB: 8 * GIB + 1 }))).toEqual(["lic.starter"]);
    expect(under("enterprise", x86({ sockets: 8 }))).toEqual([]);
  });

  it("warns of more than 8 virtual CPUs per core, of the deck's 80 machines and of guests nobody lists", () => {
    const site = siteOf(layer, x86());
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => specOf(layer, site, { id: `w${i}`, memoryMiB: 64 }));
    const rules = (count: number) => layer.cautions(site, many(count)).map((misfit) => misfit.rule);
    // 8 cores x 8 = 64.
    expect(rules(64)).toEqual([]);
    expect(rules(65)).toEqual(["host.vcpuPerCore"]);
    expect(rules(81)).toEqual(["host.vcpuPerCore", "host.seedVms"]);
    expect(warnings(layer, site, { os: { family: "plan9", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
  });

  it("advises against hosts below its stated hardware", () => {
    expect(warnings(layer, siteOf(layer, x86({ cores: 1, threads: 1 })))).toContain("hw.minCpus");
    expect(warnings(layer, siteOf(layer, x86({ memoryMiB: 1023 })))).toContain("hw.minRam");
  });
});

describe("ESX 3.0 and 3.5 apart", () => {
  it("lets 3.5 have the larger machines and hosts", () => {
    const big = x86({ memoryMiB: 256 * GIB });
    expect(given(ESX_30, { memoryMiB: 16 * GIB })).toEqual([]);
    expect(given(ESX_30, { memoryMiB: 16 * GIB + 4 })).toEqual(["vm.maxRam"]);
    expect(given(ESX_35, { memoryMiB: 64 * GIB }, big)).toEqual([]);
    expect(given(ESX_35, { memoryMiB: 64 * GIB + 4 }, big)).toEqual(["vm.maxRam"]);
    expect(ESX_30.machineMisfits(siteOf(ESX_30, big)).map((misfit) => misfit.rule)).toEqual(["host.maxRam"]);
    expect(ESX_35.machineMisfits(siteOf(ESX_35, big))).toEqual([]);
  });

  it("powers on 128 machines with 128 virtual CPUs on 3.0, 170 with 192 on 3.5", () => {
    const rules = (layer: typeof ESX_30, count: number, vcpus: number) => {
      const site = siteOf(layer, x86());
      const specs = Array.from({ length: count }, (_, i) => specOf(layer, site, { id: `w${i}`, vcpus, memoryMiB: 64 }));
      return layer.misfits(site, specs).map((misfit) => misfit.rule);
    };
    expect(rules(ESX_30, 128, 1)).toEqual([]);
    expect(rules(ESX_30, 129, 1)).toEqual(["host.maxVms", "host.vcpus"]);
    expect(rules(ESX_30, 65, 2)).toEqual(["host.vcpus"]);
    expect(rules(ESX_35, 170, 1)).toEqual([]);
    expect(rules(ESX_35, 171, 1)).toEqual(["host.maxVms"]);
    expect(rules(ESX_35, 49, 4)).toEqual(["host.vcpus"]);
  });
});

describe("vSphere 8", () => {
  it("follows the 6.5 overhead table within 1.3 MiB", () => {
    const table = [
      [1024, [25.9, 29.9, 37.9, 53.8]],
      [16_384, [139.6, 144, 151.9, 168.6]],
    ] as const;
    for (const [memoryMiB, row] of table) {
      row.forEach((overhead, column) => {
        const vcpus = 2 ** column;
        expect(Math.abs(overheadMiB(VSPHERE_8, vcpus, memoryMiB) - overhead)).toBeLessThanOrEqual(1.3);
      });
    }
  });

  it("keeps 6 GiB and a core for ESXi, and minFree from reservations", () => {
    const { constant, sharedCores } = VSPHERE_8.supply(siteOf(VSPHERE_8, x86()));
    // 65536 − 6144 = 59392; minFree 899 + 1 % of (65536 − 28672) = 1267.64.
    expect(constant.memoryMiB).toBe(59_392);
    expect(constant.memoryReservedMiB).toBeCloseTo(58_124.36, 6);
    expect(sharedCores).toBe(7);
    // A host within the first 28 GiB keeps the base alone: 16384 − 6144 − 899.
    const small = VSPHERE_8.supply(siteOf(VSPHERE_8, x86({ memoryMiB: 16 * GIB }))).constant;
    expect(small.memoryReservedMiB).toBe(9341);
  });

  it("runs at most 32 virtual CPUs per core and 4096 in all", () => {
    const vcpus = (cores: number) => VSPHERE_8.supply(siteOf(VSPHERE_8, x86({ cores, threads: cores }))).constant.vcpus;
    expect(vcpus(8)).toBe(256);
    expect(vcpus(128)).toBe(4096);
    expect(vcpus(256)).toBe(4096);
    const site = siteOf(VSPHERE_8, x86());
    const specs = Array.from({ length: 17 }, (_, i) => specOf(VSPHERE_8, site, { id: `w${i}`, vcpus: 16 }));
    // 17 x 16 = 272 > 256.
    expect(VSPHERE_8.misfits(site, specs).map((misfit) => misfit.rule)).toEqual(["host.vcpus"]);
  });

  it("refuses a machine with more virtual CPUs than the host has logical ones", () => {
    expect(refuses(VSPHERE_8, { vcpus: 16 })).toEqual([]);
    expect(refuses(VSPHERE_8, { vcpus: 17 })).toEqual(["vm.maxVcpuHost"]);
    expect(refuses(VSPHERE_8, { vcpus: 769 }, x86({ cores: 400, threads: 800 }))).toEqual(["vm.maxVcpu"]);
  });

  it("needs hardware assistance with nested paging, of either maker, on a 64-bit host", () => {
    expect(refuses(VSPHERE_8, {}, x86({ features: ["vt-x", "slat"] }))).toEqual([]);
    expect(refuses(VSPHERE_8, {}, x86({ features: ["amd-v", "slat"] }))).toEqual([]);
    const bare = VSPHERE_8.machineMisfits(siteOf(VSPHERE_8, x86({ features: ["vt-x"] })));
    expect(bare.map((misfit) => misfit.rule)).toEqual(["hw.slat"]);
    const old = VSPHERE_8.machineMisfits(siteOf(VSPHERE_8, x86({ architecture: "x86-32" })));
    expect(old.map((misfit) => misfit.rule)).toEqual(["hw.arch"]);
  });

  it("passes a device through only with an IOMMU, and then does not move the machine", () => {
    const noIommu = x86({ features: ["vt-x", "slat"] });
    expect(refuses(VSPHERE_8, { needs: ["passthrough-device"] }, noIommu)).toEqual(["io.passthrough"]);
    expect(refuses(VSPHERE_8, { needs: ["passthrough-device"] })).toEqual([]);
    expect(refuses(VSPHERE_8, { needs: ["live-migration"] })).toEqual([]);
    expect(refuses(VSPHERE_8, { needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.passthrough"]);
  });

  it("says that overhead beyond the table is extrapolated", () => {
    const site = siteOf(VSPHERE_8, x86({ memoryMiB: TIB }));
    expect(warnings(VSPHERE_8, site, { vcpus: 8, memoryMiB: 16 * GIB })).toEqual([]);
    expect(warnings(VSPHERE_8, site, { vcpus: 9, memoryMiB: 16 * GIB })).toEqual(["mem.extrapolated"]);
    expect(warnings(VSPHERE_8, site, { memoryMiB: 16 * GIB + 4 })).toEqual(["mem.extrapolated"]);
  });

  it("tolerates 32-bit systems and warns of those it does not list", () => {
    const site = siteOf(VSPHERE_8, x86());
    expect(warnings(VSPHERE_8, site, { os: { family: "windows", architecture: "x86-32" } })).toEqual([]);
    expect(warnings(VSPHERE_8, site, { os: { family: "netware", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
  });
});
