/** Proxmox VE 8 by hand: the overhead formula, virtual CPUs within the host, memory and its floor, every refusal twice. */
import { describe, expect, it } from "vitest";
import type { Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const LAYER = layerOf("proxmox-ve-8");

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}
const refuses = (change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  refusals(LAYER, siteOf(LAYER, machine, settings), change);
const warns = (change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  warnings(LAYER, siteOf(LAYER, machine, settings), change);
const hostRefuses = ({ machine = x86(), settings = {} }: Case) =>
  LAYER.machineMisfits(siteOf(LAYER, machine, settings)).map((misfit) => misfit.rule);

describe("Proxmox VE 8", () => {
  it("adds 218 MiB, 0.2 % of the memory and 8 MiB for each virtual CPU", () => {
    const overhead = (vcpus: number, memoryMiB: number) => {
      const site = siteOf(LAYER);
      const spec = LAYER.size(wish("a", { vcpus, memoryMiB }), site);
      return (LAYER.claim(spec, site).constant.memoryMiB ?? 0) - memoryMiB;
    };
    // 218 + 2.048 + 8; 218 + 32.768 + 64.
    expect(overhead(1, GIB)).toBeCloseTo(228.048, 6);
    expect(overhead(8, 16 * GIB)).toBeCloseTo(314.768, 6);
  });

  it("keeps 2 GiB for the host and 1 GiB for each TiB of ZFS or Ceph", () => {
    const supply = (settings: Record<string, unknown>) => LAYER.supply(siteOf(LAYER, x86(), settings));
    expect(supply({}).constant.memoryMiB).toBe(62 * GIB);
    expect(supply({ localStorageTiB: 8 }).constant.memoryMiB).toBe(54 * GIB);
    expect(supply({ hostMemoryMiB: GIB }).constant.memoryMiB).toBe(63 * GIB);
    expect(supply({}).sharedCores).toBe(7);
    expect(LAYER.settings.safeParse({ hostMemoryMiB: GIB - 1 }).success).toBe(false);
  });

  it("starts no machine with more virtual CPUs than the host has, nor with more than 1024", () => {
    expect(refuses({ vcpus: 16 })).toEqual([]);
    expect(refuses({ vcpus: 17 })).toEqual(["vm.vcpuOverHost"]);
    const wide = x86({ sockets: 8, cores: 1024, threads: 2048 });
    expect(refuses({ vcpus: 1024 }, { machine: wide })).toEqual([]);
    expect(refuses({ vcpus: 1025 }, { machine: wide })).toEqual(["vm.maxVcpu"]);
  });

  it("has 57 disks over all buses and 32 network cards for a machine", () => {
    // 31 + 16 + 6 + 4.
    expect(refuses({ disks: 57, nics: 32 })).toEqual([]);
    expect(refuses({ disks: 58 })).toEqual(["vm.maxDisks"]);
    expect(refuses({ nics: 33 })).toEqual(["vm.maxNics"]);
  });

  it("lets memory be given out twice down to what is guaranteed", () => {
    const site = { ...siteOf(LAYER, x86({ memoryMiB: 10 * GIB })), memoryOvercommitRatio: 2 };
    const rules = (change: Partial<PartitionWants>) =>
      LAYER.misfits(
        site,
        ["a", "b"].map((id) => LAYER.size(wish(id, change), site)),
      ).map(({ rule }) => rule);
    // 8192 for two of 7000: 2 x (3500 + 218 + 14 + 8) = 7480; of 8000: 2 x (4000 + 242) = 8484.
    expect(rules({ memoryMiB: 7000 })).toEqual([]);
    expect(rules({ memoryMiB: 8000 })).toEqual(["mem.fit"]);
    // 2 x (3856 + 240) = 8192; one more is too much.
    expect(rules({ memoryMiB: 7000, memoryReservedMiB: 3856 })).toEqual([]);
    expect(rules({ memoryMiB: 7000, memoryReservedMiB: 3857 })).toEqual(["mem.minimum"]);
    // Assigned devices pin all of it: 2 x (7000 + 240).
    expect(rules({ memoryMiB: 7000, needs: ["passthrough-device"] })).toEqual(["mem.fit", "mem.minimum"]);
  });

  it("warns when overcommitted machines fill 80 % of the host, where the balloon starts", () => {
    const cautions = (memoryMiB: number, memoryOvercommitRatio: number) => {
      const site = { ...siteOf(LAYER, x86({ memoryMiB: 10 * GIB })), memoryOvercommitRatio };
      return LAYER.cautions(site, [LAYER.size(wish("a", { memoryMiB }), site)]).map(({ rule }) => rule);
    };
    // 80 % of 10240 is 8192, less 2048: 6144 for 5906 + 218 + 11.812 + 8 = 6143.8.
    expect(cautions(5906, 2)).toEqual([]);
    expect(cautions(5907, 2)).toEqual(["mem.balloon"]);
    expect(cautions(5907, 1)).toEqual([]);
  });

  it("states its own terms: weight, limit in CPUs and in percent of one, balloon, shares", () => {
    const site = siteOf(LAYER, x86(), { cpuUnits: 200, cpuLimit: 1.5 });
    expect(LAYER.size(wish("a", { vcpus: 2, memoryReservedMiB: 512 }), site).settings).toEqual({
      cores: 2,
      cpuunits: 200,
      cpulimit: 1.5,
      cpulimitPctOfOneCpu: 150,
      balloonMiB: 512,
      shares: 1000,
    });
  });

  it("takes weights from 1 to 10,000, limits to 128 CPUs and memory shares to 50,000", () => {
    const takes = (settings: Record<string, unknown>) => LAYER.settings.safeParse(settings).success;
    expect([takes({ cpuUnits: 1 }), takes({ cpuUnits: 0 })]).toEqual([true, false]);
    expect([takes({ cpuUnits: 10_000 }), takes({ cpuUnits: 10_001 })]).toEqual([true, false]);
    expect([takes({ cpuLimit: 128 }), takes({ cpuLimit: 128.1 })]).toEqual([true, false]);
    expect([takes({ memoryShares: 50_000 }), takes({ memoryShares: 50_001 })]).toEqual([true, false]);
  });

  it("warns of a limit below the peak, of reservations it has no floor for, and of systems not named", () => {
    expect(warns({ peakCores: 1.5, vcpus: 2 }, { settings: { cpuLimit: 1.5 } })).toEqual([]);
    expect(warns({ peakCores: 1.6, vcpus: 2 }, { settings: { cpuLimit: 1.5 } })).toEqual(["cpu.capped"]);
    expect(warns({ cpuReservedMhz: 100 })).toEqual(["cpu.reserved"]);
    expect(warns({ os: { family: "netware", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
    expect(warns({})).toEqual([]);
  });

  it("warns beyond ten virtual CPUs on a core", () => {
    const site = siteOf(LAYER);
    const cautions = (count: number) =>
      LAYER.cautions(
        site,
        Array.from({ length: count }, (_, n) => specOf(LAYER, site, { id: `w${n}`, vcpus: 8 })),
      ).map(({ rule }) => rule);
    // 10 x 8 = 80 on 8 cores.
    expect(cautions(10)).toEqual([]);
    expect(cautions(11)).toEqual(["host.vcpuPerCore"]);
  });

  it("needs a 64-bit host with VT-x or AMD-V and 2 GiB", () => {
    expect(hostRefuses({ machine: x86({ features: [] }) })).toEqual(["hw.hvm"]);
    expect(hostRefuses({ machine: x86({ features: ["amd-v"] }) })).toEqual([]);
    expect(hostRefuses({ machine: x86({ architecture: "x86-32" }) })).toEqual(["hw.arch"]);
    expect(hostRefuses({ machine: x86({ memoryMiB: 2 * GIB - 1 }) })).toEqual(["hw.minRam"]);
    expect(refuses({ os: { family: "aix", architecture: "power" } })).toEqual(["os"]);
  });

  it("restarts machines elsewhere from three nodes on", () => {
    expect(hostRefuses({ settings: { highAvailability: true, clusterNodes: 2 } })).toEqual(["ha.nodes"]);
    expect(hostRefuses({ settings: { highAvailability: true, clusterNodes: 3 } })).toEqual([]);
    expect(hostRefuses({ settings: { clusterNodes: 2 } })).toEqual([]);
  });

  it("moves machines between CPUs of one maker, without assigned devices, which need an IOMMU", () => {
    const needs = ["live-migration"] as const;
    expect(refuses({ needs })).toEqual([]);
    expect(refuses({ needs }, { settings: { clusterCpuVendor: "amd" } })).toEqual(["mig.vendor"]);
    expect(refuses({ needs }, { settings: { clusterCpuVendor: "intel" } })).toEqual([]);
    expect(refuses({ needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.passthrough"]);
    expect(refuses({ needs: ["passthrough-device"] })).toEqual([]);
    expect(refuses({ needs: ["passthrough-device"] }, { machine: x86({ features: ["vt-x"] }) })).toEqual([
      "io.passthrough",
    ]);
  });
});
