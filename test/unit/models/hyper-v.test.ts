/** Hyper-V by hand: whole cores under the core scheduler, three memory figures, generations, and every refusal twice. */
import { describe, expect, it } from "vitest";
import type { Layer, Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, TIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const V2022 = layerOf("hyper-v-2022");
const V2025 = layerOf("hyper-v-2025");

const LINUX_32 = { family: "linux", architecture: "x86-32" } as const;

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}

// 8 cores with 16 threads at 2 GHz, 64 GiB, 2 sockets, every feature.
const HOST = x86();
/** The same cores without hyper-threads. */
const SINGLE = x86({ threads: 8 });
/** A host that no limit of a machine runs into. */
const HUGE = x86({ sockets: 32, cores: 1024, threads: 1024, memoryMiB: 256 * TIB });

const refuses = (layer: Layer, change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}) =>
  refusals(layer, siteOf(layer, machine, settings), change);
const warns = (layer: Layer, change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}) =>
  warnings(layer, siteOf(layer, machine, settings), change);
const hostRefuses = (layer: Layer, { machine = HOST, settings = {} }: Case) =>
  layer.machineMisfits(siteOf(layer, machine, settings)).map((misfit) => misfit.rule);

/** Logical processors that one machine's reserve takes. */
function reserved(change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}): number {
  const site = siteOf(V2022, machine, settings);
  const mhz = V2022.claim(V2022.size(wish("a", change), site), site).constant.cpuReservedMhz ?? 0;
  return mhz / ((machine.coreMhz * machine.cores) / machine.threads);
}

describe("the root partition", () => {
  it("keeps 300 MiB of hypervisor, 4 GiB and a core, or what is set, not below 2 GiB", () => {
    const supply = (settings: Record<string, unknown>) => V2022.supply(siteOf(V2022, HOST, settings));
    // 65536 - 300 - 4096; with 2048: 63188.
    expect(supply({}).constant.memoryMiB).toBe(61_140);
    expect(supply({ rootMemoryMiB: 2048 }).constant.memoryMiB).toBe(63_188);
    expect(supply({}).sharedCores).toBe(7);
    expect(supply({ rootCores: 2 }).sharedCores).toBe(6);
    expect(V2022.settings.safeParse({ rootMemoryMiB: 2047 }).success).toBe(false);
  });
});

describe("static memory", () => {
  it("costs 32 MiB for the first GiB and 8 for each further one begun", () => {
    const site = siteOf(V2022, HOST);
    const overhead = (memoryMiB: number) => {
      const spec = V2022.size(wish("a", { memoryMiB }), site);
      return (V2022.claim(spec, site).constant.memoryMiB ?? 0) - spec.memoryMiB;
    };
    expect(overhead(GIB)).toBe(32);
    expect(overhead(GIB + 2)).toBe(40);
    // 32 + 3 x 8.
    expect(overhead(4 * GIB)).toBe(56);
  });

  it("goes by 2 MiB from 32 on, and is given out once whatever overcommit is asked for", () => {
    const site = { ...siteOf(V2022, x86({ memoryMiB: 8492 })), memoryOvercommitRatio: 2 };
    expect(V2022.size(wish("a", { memoryMiB: 10 }), site).memoryMiB).toBe(32);
    expect(V2022.size(wish("a", { memoryMiB: 1001 }), site).memoryMiB).toBe(1002);
    // 8492 - 4396 = 4096 = 2 x (2008 + 40).
    const pair = (memoryMiB: number) => ["a", "b"].map((id) => V2022.size(wish(id, { memoryMiB }), site));
    expect(V2022.misfits(site, pair(2008))).toEqual([]);
    expect(V2022.misfits(site, pair(2010)).map((misfit) => misfit.rule)).toEqual(["mem.fit"]);
  });
});

describe("dynamic memory", () => {
  const settings = { dynamicMemory: true, startupMiB: 1024, minimumMiB: 512 };

  it("shows startup, minimum and maximum; guaranteed memory raises the lower two", () => {
    const told = (change: Partial<PartitionWants>) =>
      V2022.size(wish("a", change), siteOf(V2022, HOST, settings)).settings;
    expect(told({ memoryMiB: 4096 })).toMatchObject({ startupMiB: 1024, minimumMiB: 512, maximumMiB: 4096 });
    expect(told({ memoryMiB: 4096, memoryReservedMiB: 2001 })).toMatchObject({ startupMiB: 2002, minimumMiB: 2002 });
    expect(told({ memoryMiB: 256 })).toMatchObject({ startupMiB: 256, minimumMiB: 256, maximumMiB: 256 });
    expect(V2022.size(wish("a"), siteOf(V2022, HOST)).settings).not.toHaveProperty("startupMiB");
  });

  it("claims the demand that the overcommit ratio leaves, at least startup memory", () => {
    const claimed = (ratio: number, startupMiB: number) => {
      const site = { ...siteOf(V2022, HOST, { ...settings, startupMiB }), memoryOvercommitRatio: ratio };
      return V2022.claim(V2022.size(wish("a", { memoryMiB: 4096 }), site), site).constant.memoryMiB;
    };
    // Overhead of 4 GiB: 56. 4096 / 2 = 2048; startup of 3072 is more; no overcommit: 4096.
    expect(claimed(2, 1024)).toBe(2104);
    expect(claimed(2, 3072)).toBe(3128);
    expect(claimed(1, 1024)).toBe(4152);
  });

  it("warns where demand and buffer of all pass the host", () => {
    // 12812 - 4396 = 8416. At 2:1 a machine of 4096 claims 2104 and wants 2048 x 1.2 + 56 = 2513.6.
    const site = { ...siteOf(V2022, x86({ memoryMiB: 12_812 }), settings), memoryOvercommitRatio: 2 };
    const specs = (count: number) =>
      Array.from({ length: count }, (_, n) => V2022.size(wish(`w${n}`, { memoryMiB: 4096, vcpus: 2 }), site));
    expect(V2022.misfits(site, specs(4))).toEqual([]);
    // 3 x 2513.6 = 7540.8; 4 x 2513.6 = 10054.4.
    expect(V2022.cautions(site, specs(3))).toEqual([]);
    expect(V2022.cautions(site, specs(4)).map((misfit) => misfit.rule)).toEqual(["mem.pressure"]);
    expect(V2022.misfits(site, specs(5)).map((misfit) => misfit.rule)).toEqual(["mem.fit"]);
  });

  it("has no virtual NUMA: a machine wider than a socket is warned of", () => {
    expect(warns(V2022, { vcpus: 8 }, { settings })).toEqual([]);
    expect(warns(V2022, { vcpus: 10 }, { settings })).toEqual(["mem.vnuma"]);
    expect(warns(V2022, { vcpus: 10 })).toEqual([]);
  });

  it("refuses a startup below the minimum, a buffer outside 5 to 2000 %, and a minimum below 32 MiB", () => {
    expect(hostRefuses(V2022, { settings: { ...settings, startupMiB: 256 } })).toEqual(["mem.startup"]);
    expect(hostRefuses(V2022, { settings })).toEqual([]);
    const takes = (one: Record<string, unknown>) => V2022.settings.safeParse(one).success;
    expect([takes({ bufferPercent: 5 }), takes({ bufferPercent: 4 })]).toEqual([true, false]);
    expect([takes({ bufferPercent: 2000 }), takes({ bufferPercent: 2001 })]).toEqual([true, false]);
    expect([takes({ minimumMiB: 32 }), takes({ minimumMiB: 31 })]).toEqual([true, false]);
    expect([takes({ memoryPriority: 100 }), takes({ memoryPriority: 101 })]).toEqual([true, false]);
  });
});

describe("reserve and maximum in percent of a machine's own virtual CPUs", () => {
  it("takes two logical processors for 100 % of two virtual CPUs", () => {
    expect(reserved({ vcpus: 2 }, { settings: { reservePercent: 100 } })).toBe(2);
    expect(reserved({ vcpus: 8 }, { settings: { reservePercent: 50 } })).toBe(4);
    expect(reserved({ vcpus: 2 })).toBe(0);
  });

  it("rounds a reserve up to whole cores under the core scheduler, not under the classic one or without threads", () => {
    // 3 x 50 % = 1.5 logical processors: one core of two threads.
    const settings = { reservePercent: 50 };
    expect(reserved({ vcpus: 3 }, { settings })).toBe(2);
    expect(reserved({ vcpus: 3 }, { settings: { ...settings, scheduler: "classic" } })).toBe(1.5);
    expect(reserved({ vcpus: 3 }, { settings, machine: SINGLE })).toBe(1.5);
    // 1.5 threads on cores of their own: two cores, four logical processors.
    expect(reserved({ vcpus: 3 }, { settings: { ...settings, guestSmt: false } })).toBe(4);
  });

  it("turns guaranteed MHz into percent of the virtual CPUs, whole and rounded up", () => {
    const percent = (change: Partial<PartitionWants>) =>
      V2022.size(wish("a", change), siteOf(V2022, HOST)).settings["reservePercentOfVcpus"];
    // A logical processor is 1000 MHz: 500 of 2 x 1000 is 25 %; 501 is 25.05 %.
    expect(percent({ vcpus: 2, cpuReservedMhz: 500 })).toBe(25);
    expect(percent({ vcpus: 2, cpuReservedMhz: 501 })).toBe(26);
    expect(refuses(V2022, { vcpus: 2, cpuReservedMhz: 2000 })).toEqual([]);
    expect(refuses(V2022, { vcpus: 2, cpuReservedMhz: 2001 })).toEqual(["cpu.percentMax"]);
  });

  it("refuses reserves that together pass the host's logical processors", () => {
    const rules = (count: number, scheduler: string) => {
      const site = siteOf(V2022, HOST, { reservePercent: 100, scheduler });
      const specs = Array.from({ length: count }, (_, n) => V2022.size(wish(`w${n}`), site));
      return V2022.misfits(site, specs).map((misfit) => misfit.rule);
    };
    // One virtual CPU each: a whole core of eight, or one logical processor of sixteen.
    expect(rules(8, "core")).toEqual([]);
    expect(rules(9, "core")).toEqual(["cpu.reserve"]);
    expect(rules(16, "classic")).toEqual([]);
    expect(rules(17, "classic")).toEqual(["cpu.reserve"]);
  });

  it("says how many cores a machine holds while it runs", () => {
    const cores = (vcpus: number, { machine = HOST, settings = {} }: Case = {}) =>
      V2022.size(wish("a", { vcpus }), siteOf(V2022, machine, settings)).settings["coresWhenRunning"];
    expect(cores(1)).toBe(1);
    expect(cores(3)).toBe(2);
    expect(cores(3, { settings: { guestSmt: false } })).toBe(3);
    expect(cores(3, { settings: { scheduler: "classic" } })).toBe(1.5);
    expect(cores(3, { machine: SINGLE })).toBe(3);
  });

  it("warns of odd counts where a core has two threads", () => {
    expect(warns(V2022, { vcpus: 2 })).toEqual([]);
    expect(warns(V2022, { vcpus: 3 })).toEqual(["cpu.even"]);
    expect(warns(V2022, { vcpus: 3 }, { machine: SINGLE })).toEqual([]);
    expect(warns(V2022, { vcpus: 3 }, { settings: { scheduler: "classic" } })).toEqual([]);
  });

  it("warns of a maximum below the peak: 25 % of four virtual CPUs is one core", () => {
    const settings = { maximumPercent: 25 };
    expect(warns(V2022, { vcpus: 4, peakCores: 1 }, { settings })).toEqual([]);
    expect(warns(V2022, { vcpus: 4, peakCores: 1.1 }, { settings })).toEqual(["cpu.capped"]);
    expect(warns(V2022, { vcpus: 4, peakCores: 4 })).toEqual([]);
    expect(V2022.settings.safeParse({ maximumPercent: 101 }).success).toBe(false);
    expect(V2022.settings.safeParse({ reservePercent: 101 }).success).toBe(false);
  });

  it("refuses the scheduler of clients", () => {
    expect(hostRefuses(V2022, { settings: { scheduler: "root" } })).toEqual(["sched.root"]);
    expect(hostRefuses(V2022, { settings: { scheduler: "classic" } })).toEqual([]);
  });
});

describe("generations of machines", () => {
  const generation = (change: Partial<PartitionWants>, set = "auto") =>
    V2022.size(wish("a", change), siteOf(V2022, HOST, { generation: set })).settings["generation"];

  it("are 2 for 64-bit systems and 1 for 32-bit ones unless set", () => {
    expect(generation({})).toBe(2);
    expect(generation({ os: LINUX_32 })).toBe(1);
    expect(generation({}, "1")).toBe(1);
    expect(refuses(V2022, { os: LINUX_32 })).toEqual([]);
    expect(refuses(V2022, { os: LINUX_32 }, { settings: { generation: "2" } })).toEqual(["os.generation"]);
  });

  it("bound machines of generation 1 by 64 virtual CPUs, 1 TiB, 12 network cards and 260 disks", () => {
    const of = (change: Partial<PartitionWants>) =>
      refuses(V2022, { vcpus: 2, ...change }, { machine: HUGE, settings: { generation: "1" } });
    expect(of({ vcpus: 64, memoryMiB: TIB, nics: 12, disks: 260 })).toEqual([]);
    expect(of({ vcpus: 65 })).toEqual(["vm.maxVcpu.gen1"]);
    expect(of({ memoryMiB: TIB + 2 })).toEqual(["vm.maxRam.gen1"]);
    expect(of({ nics: 13 })).toEqual(["vm.maxNics.gen1"]);
    expect(of({ disks: 261 })).toEqual(["vm.maxDisks.gen1"]);
  });

  it("bound machines of generation 2 by 1024 or 2048 virtual CPUs, 240 TiB, 64 network cards and 256 disks", () => {
    const wide = { ...HUGE, cores: 2048, threads: 2048 };
    const of = (layer: Layer, change: Partial<PartitionWants>, machine = HUGE) =>
      refuses(layer, { vcpus: 2, ...change }, { machine });
    expect(of(V2022, { vcpus: 1024, memoryMiB: 240 * TIB, nics: 64, disks: 256 })).toEqual([]);
    expect(of(V2022, { vcpus: 1025 })).toContain("vm.maxVcpu.gen2");
    expect(of(V2025, { vcpus: 2048 }, wide)).toEqual([]);
    expect(of(V2025, { vcpus: 2049 }, wide)).toContain("vm.maxVcpu.gen2");
    expect(of(V2022, { memoryMiB: 240 * TIB + 2 })).toEqual(["vm.maxRam.gen2"]);
    expect(of(V2022, { nics: 65 })).toEqual(["vm.maxNics.gen2"]);
    expect(of(V2022, { disks: 257 })).toEqual(["vm.maxDisks.gen2"]);
  });
});

describe("hosts, clusters and moves", () => {
  it("need 64-bit processors with assistance and nested paging", () => {
    expect(hostRefuses(V2022, { machine: x86({ features: ["vt-x"] }) })).toEqual(["hw.slat"]);
    expect(hostRefuses(V2022, { machine: x86({ features: ["vt-x", "slat"] }) })).toEqual([]);
    expect(hostRefuses(V2022, { machine: x86({ architecture: "x86-32" }) })).toEqual(["hw.arch"]);
  });

  it("end at 1024 logical processors in 2022 and at 2048 in 2025", () => {
    const wide = (threads: number) => x86({ sockets: 8, cores: threads / 2, threads });
    expect(hostRefuses(V2022, { machine: wide(1024) })).toEqual([]);
    expect(hostRefuses(V2022, { machine: wide(1026) })).toEqual(["host.maxLogicalCpus"]);
    expect(hostRefuses(V2025, { machine: wide(2048) })).toEqual([]);
    expect(hostRefuses(V2025, { machine: wide(2050) })).toEqual(["host.maxLogicalCpus"]);
  });

  it("impose no ratio, but no machine is wider than its host and 2048 virtual CPUs run at most", () => {
    expect(refuses(V2022, { vcpus: 16 })).toEqual([]);
    expect(refuses(V2022, { vcpus: 17 })).toEqual(["vm.maxVcpuHost"]);
    const site = siteOf(V2022, x86({ memoryMiB: TIB }));
    const many = (count: number, vcpus: number) =>
      Array.from({ length: count }, (_, n) => V2022.size(wish(`w${n}`, { vcpus, memoryMiB: 128 }), site));
    expect(V2022.misfits(site, many(128, 16))).toEqual([]);
    expect(V2022.misfits(site, many(129, 16)).map((misfit) => misfit.rule)).toEqual(["host.maxVcpus"]);
    expect(V2022.misfits(site, many(1024, 1))).toEqual([]);
    expect(V2022.misfits(site, many(1025, 1)).map((misfit) => misfit.rule)).toEqual(["host.maxVms"]);
  });

  it("form clusters of at most 64 nodes and 8000 machines", () => {
    expect(hostRefuses(V2022, { settings: { clusterNodes: 64, clusterVms: 8000 } })).toEqual([]);
    expect(hostRefuses(V2022, { settings: { clusterNodes: 65 } })).toEqual(["cluster.maxNodes"]);
    expect(hostRefuses(V2022, { settings: { clusterVms: 8001 } })).toEqual(["cluster.maxVms"]);
  });

  it("move machines between CPUs of one maker, without assigned devices", () => {
    const needs = ["live-migration"] as const;
    expect(refuses(V2022, { needs })).toEqual([]);
    expect(refuses(V2022, { needs }, { settings: { clusterCpuVendor: "intel" } })).toEqual([]);
    expect(refuses(V2022, { needs }, { settings: { clusterCpuVendor: "amd" } })).toEqual(["mig.vendor"]);
    expect(refuses(V2022, {}, { settings: { clusterCpuVendor: "amd" } })).toEqual([]);
    expect(refuses(V2022, { needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.dda"]);
  });

  it("assign devices with an IOMMU only", () => {
    const bare = x86({ features: ["vt-x", "slat"] });
    expect(refuses(V2022, { needs: ["passthrough-device"] })).toEqual([]);
    expect(refuses(V2022, { needs: ["passthrough-device"] }, { machine: bare })).toEqual(["io.dda"]);
  });

  it("warn of Windows from before Server 2008 and of systems that are not listed", () => {
    const windows = (version: string) =>
      warns(V2022, { vcpus: 2, os: { family: "windows", version, architecture: "x86-64" } });
    expect(windows("2003")).toEqual(["os.old"]);
    expect(windows("2008")).toEqual([]);
    expect(windows("2022")).toEqual([]);
    expect(warns(V2022, { vcpus: 2, os: { family: "solaris", architecture: "x86-64" } })).toEqual(["os.unlisted"]);
    expect(refuses(V2022, { os: { family: "solaris", architecture: "sparc" } })).toEqual(["os"]);
  });

  it("cost a few percent of CPU for synthetic devices, an assumption", () => {
    const site = siteOf(V2022, HOST);
    expect(V2022.claim(specOf(V2022, site), site).cpuFactor).toBeCloseTo(1.03, 9);
    expect(V2022.description.facts["io.cost"]?.source.kind).toBe("assumed");
  });
});
