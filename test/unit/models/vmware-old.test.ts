/** ESX Server 2.5 and VMware Server 1.0 by hand: sizes, overhead, what the host keeps, every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Layer, Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, warnings, wish, x86 } from "../../support/site.ts";

const ESX_25 = layerOf("esx-2.5");
const SERVER_1 = layerOf("vmware-server-1");

const LINUX_32 = { family: "linux", architecture: "x86-32" } as const;
const LINUX_64 = { family: "linux", architecture: "x86-64" } as const;

/** 4 cores, 8 threads of 2000 MHz, 16 GiB. */
const HOST = x86({ architecture: "x86-32", cores: 4, threads: 8, memoryMiB: 16 * GIB, features: ["pae"] });
/** One core, one thread. */
const SINGLE = { ...HOST, sockets: 1, cores: 1, threads: 1 };

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}

const refuses = (layer: Layer, change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}) =>
  refusals(layer, siteOf(layer, machine, settings), { os: LINUX_32, ...change });
const warns = (layer: Layer, change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}) =>
  warnings(layer, siteOf(layer, machine, settings), { os: LINUX_32, ...change });

const sized = (layer: Layer, change: Partial<PartitionWants>, { machine = HOST, settings = {} }: Case = {}) =>
  layer.size(wish("a", { os: LINUX_32, ...change }), siteOf(layer, machine, settings));

/** MiB that one machine claims beyond its memory. */
function overheadMiB(layer: Layer, vcpus: number, memoryMiB: number, settings: Record<string, unknown> = {}): number {
  const spec = sized(layer, { vcpus, memoryMiB });
  return (layer.claim(spec, siteOf(layer, HOST, settings)).constant.memoryMiB ?? 0) - memoryMiB;
}

/** Rules that refuse `count` equal machines, under an overcommit ratio. */
function refusesMany(
  layer: Layer,
  change: Partial<PartitionWants>,
  how: Case & { readonly count: number; readonly ratio?: number },
): readonly string[] {
  const site = { ...siteOf(layer, how.machine ?? HOST, how.settings), memoryOvercommitRatio: how.ratio ?? 1 };
  const specs = Array.from({ length: how.count }, (_, i) =>
    layer.size(wish(`w${i}`, { os: LINUX_32, peakCores: 0.1, ...change }), site),
  );
  return layer.misfits(site, specs).map((misfit) => misfit.rule);
}

describe("ESX Server 2.5", () => {
  it("takes 54 or 64 MiB, and 32 more for each GiB above 512 MiB", () => {
    // The guide's own example: 1 CPU and 2 GiB: 54 + 1.5 x 32 = 102.
    expect(overheadMiB(ESX_25, 1, 2048)).toBe(102);
    expect(overheadMiB(ESX_25, 1, 512)).toBe(54);
    expect(overheadMiB(ESX_25, 2, 256)).toBe(64);
    // 64 + 32 x (3600 − 512) / 1024 = 64 + 96.5.
    expect(overheadMiB(ESX_25, 2, 3600)).toBe(160.5);
  });

  it("keeps console, VMkernel and 6 % of the machines' memory", () => {
    const { constant, sharedCores } = ESX_25.supply(siteOf(ESX_25, HOST));
    // 16384 − 512 − 24 = 15848, less 6 % of it; 4 − 0.08 cores of 2000 MHz.
    expect(constant.memoryMiB).toBe(15_848);
    expect(constant.memoryReservedMiB).toBeCloseTo(14_897.12, 6);
    expect(sharedCores).toBeCloseTo(3.92, 9);
    expect(constant.cpuReservedMhz).toBeCloseTo(7840, 6);
  });

  it("serves as many virtual CPUs as its console has memory for", () => {
    const of = (consoleMemoryMiB: number) => ESX_25.supply(siteOf(ESX_25, HOST, { consoleMemoryMiB })).constant.vcpus;
    expect([192, 271, 272, 383, 384, 511, 512, 800].map(of)).toEqual([8, 8, 16, 16, 32, 32, 80, 80]);
    expect(ESX_25.settings.safeParse({ consoleMemoryMiB: 191 }).success).toBe(false);
    expect(ESX_25.settings.safeParse({ consoleMemoryMiB: 801 }).success).toBe(false);
    const small = { settings: { consoleMemoryMiB: 192 } };
    expect(refusesMany(ESX_25, { memoryMiB: 64 }, { ...small, count: 8 })).toEqual([]);
    expect(refusesMany(ESX_25, { memoryMiB: 64 }, { ...small, count: 9 })).toEqual(["host.vcpus"]);
  });

  it("runs 80 machines", () => {
    const large = { ...HOST, memoryMiB: 64 * GIB };
    expect(refusesMany(ESX_25, { memoryMiB: 64 }, { machine: large, count: 80 })).toEqual([]);
    expect(refusesMany(ESX_25, { memoryMiB: 64 }, { machine: large, count: 81 })).toEqual([
      "host.maxVms",
      "host.vcpus",
    ]);
  });

  it("overcommits as far as its swap file goes", () => {
    // 15848 MiB: 5 x (2880 + 54 + 74) = 15040 fit, 6 = 18048 do not; at 2x 6 x (1440 + 128) = 9408 do.
    const six = { memoryMiB: 2880 };
    expect(refusesMany(ESX_25, six, { count: 5 })).toEqual([]);
    expect(refusesMany(ESX_25, six, { count: 6 })).toEqual(["mem.fit"]);
    expect(refusesMany(ESX_25, six, { count: 6, ratio: 2 })).toEqual([]);
    expect(refusesMany(ESX_25, six, { count: 6, ratio: 2, settings: { swapFileMiB: 0 } })).toEqual(["mem.fit"]);
  });

  it("gets no more overcommit than the swap file allows, and says so", () => {
    const claimed = (ratio: number, settings: Record<string, unknown>) => {
      const site = { ...siteOf(ESX_25, HOST, settings), memoryOvercommitRatio: ratio };
      return ESX_25.claim(sized(ESX_25, { memoryMiB: 512 }), site).constant.memoryMiB;
    };
    // 512 / 2 + 54; a swap file of 4 GiB for 16 allows 1.25: 409.6 + 54; none: 512 + 54.
    expect(claimed(3, {})).toBe(310);
    expect(claimed(3, { swapFileMiB: 4 * GIB })).toBeCloseTo(463.6, 9);
    expect(claimed(3, { swapFileMiB: 0 })).toBe(566);
    const cautions = (memoryOvercommitRatio: number) =>
      ESX_25.cautions({ ...siteOf(ESX_25, HOST), memoryOvercommitRatio }, []).map((misfit) => misfit.rule);
    expect(cautions(2)).toEqual([]);
    expect(cautions(2.1)).toEqual(["mem.swap"]);
  });

  it("states CPU in percent of one CPU, shares by virtual CPU", () => {
    const spec = sized(ESX_25, { vcpus: 2, memoryMiB: 1021, cpuReservedMhz: 500, memoryReservedMiB: 256 });
    // 500 of 2000 MHz = 25 %; 2 x 1000 shares; 1021 → 1024 MiB.
    expect(spec.settings).toEqual({
      shares: "normal",
      cpuShares: 2000,
      cpuMinPercent: 25,
      cpuMaxPercent: 200,
      memoryMinMiB: 256,
      memoryMaxMiB: 1024,
    });
    const low = sized(ESX_25, {}, { settings: { shares: "low", cpuMaxPercent: 150 } });
    expect(low.settings).toMatchObject({ cpuShares: 500, cpuMinPercent: 0, cpuMaxPercent: 100 });
    expect(ESX_25.settings.safeParse({ cpuMaxPercent: 200 }).success).toBe(true);
    expect(ESX_25.settings.safeParse({ cpuMaxPercent: 201 }).success).toBe(false);
  });

  it("refuses a minimum above the maximum, and minimums beyond the host", () => {
    expect(refuses(ESX_25, { cpuReservedMhz: 2000 })).toEqual([]);
    expect(refuses(ESX_25, { cpuReservedMhz: 2001 })).toEqual(["cpu.range"]);
    expect(refuses(ESX_25, { cpuReservedMhz: 1001 }, { settings: { cpuMaxPercent: 50 } })).toEqual(["cpu.range"]);
    // 7840 MHz: 4 x 1960 fit, 4 x 1970 do not.
    expect(refusesMany(ESX_25, { cpuReservedMhz: 1960 }, { count: 4 })).toEqual([]);
    expect(refusesMany(ESX_25, { cpuReservedMhz: 1970 }, { count: 4 })).toEqual(["cpu.admission"]);
  });

  it("refuses memory minimums beyond what is unreserved", () => {
    // 14897.12: 5 x (2800 + 54 + 74) = 14640 fit; 5 x (2860 + 128) = 14940 do not.
    const of = (memoryReservedMiB: number) =>
      refusesMany(ESX_25, { memoryMiB: 2880, memoryReservedMiB }, { count: 5, ratio: 2 });
    expect(of(2800)).toEqual([]);
    expect(of(2860)).toEqual(["mem.admission"]);
  });

  it("gives one or two virtual CPUs, two only with the add-on and a host of two CPUs", () => {
    expect(refuses(ESX_25, { vcpus: 2 })).toEqual([]);
    expect(refuses(ESX_25, { vcpus: 3 })).toEqual(["vm.maxVcpu"]);
    expect(refuses(ESX_25, { vcpus: 2 }, { settings: { virtualSmp: false } })).toEqual(["lic.smp"]);
    expect(refuses(ESX_25, { vcpus: 1 }, { settings: { virtualSmp: false } })).toEqual([]);
    expect(refuses(ESX_25, { vcpus: 2 }, { machine: SINGLE })).toEqual(["sched.strict"]);
    expect(refuses(ESX_25, { vcpus: 1 }, { machine: SINGLE })).toEqual([]);
  });

  it("bounds memory at 3600 MiB, adapters at 4 and disks at 60", () => {
    expect(refuses(ESX_25, { memoryMiB: 3600, nics: 4, disks: 60 })).toEqual([]);
    expect(refuses(ESX_25, { memoryMiB: 3601 })).toEqual(["vm.maxRam"]);
    expect(refuses(ESX_25, { nics: 5 })).toEqual(["vm.maxNics"]);
    expect(refuses(ESX_25, { disks: 61 })).toEqual(["vm.maxDisks"]);
  });

  it("carries 32-bit guests only, whatever the processor assists", () => {
    expect(refuses(ESX_25, { os: LINUX_64 }, { machine: x86() })).toEqual(["os"]);
    expect(refuses(ESX_25, { os: { family: "windows", architecture: "x86-32" } }, { machine: x86() })).toEqual([]);
    expect(warns(ESX_25, { os: { family: "plan9", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
  });

  it("refuses hosts of more than 16 CPUs or 64 GiB, or of another architecture", () => {
    const rules = (machine: Machine) => ESX_25.machineMisfits(siteOf(ESX_25, machine)).map((misfit) => misfit.rule);
    expect(rules({ ...HOST, threads: 16, memoryMiB: 64 * GIB })).toEqual([]);
    expect(rules({ ...HOST, threads: 17 })).toEqual(["host.maxLogicalCpus"]);
    expect(rules({ ...HOST, memoryMiB: 64 * GIB + 1 })).toEqual(["host.maxRam"]);
    expect(rules({ ...HOST, architecture: "ia64" })).toEqual(["hw.arch"]);
  });

  it("moves machines with VirtualCenter and passes no device through", () => {
    expect(refuses(ESX_25, { needs: ["live-migration"] })).toEqual([]);
    expect(refuses(ESX_25, { needs: ["live-migration"] }, { settings: { virtualCenter: false } })).toEqual([
      "lic.vmotion",
    ]);
    expect(refuses(ESX_25, { needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
  });

  it("warns of a maximum below the peak", () => {
    const settings = { cpuMaxPercent: 50 };
    expect(warns(ESX_25, { peakCores: 0.5 }, { settings })).toEqual([]);
    expect(warns(ESX_25, { peakCores: 0.6 }, { settings })).toEqual(["cpu.capped"]);
    expect(warns(ESX_25, { peakCores: 0.6 })).toEqual([]);
  });
});

describe("VMware Server 1.0", () => {
  it("stands on a host operating system that keeps memory and CPU for itself", () => {
    expect(SERVER_1.hypervisorType).toBe(2);
    const { constant, sharedCores } = SERVER_1.supply(siteOf(SERVER_1, HOST));
    // 16384 − 512; 4 − 0.1 cores.
    expect(constant.memoryMiB).toBe(15_872);
    expect(sharedCores).toBeCloseTo(3.9, 9);
    const memory = (settings: Record<string, unknown>) =>
      SERVER_1.supply(siteOf(SERVER_1, HOST, settings)).constant.memoryMiB;
    expect(memory({ hostMemoryMiB: 1024 })).toBe(15_360);
    expect(memory({ memoryLimitMiB: 8000 })).toBe(8000);
    expect(memory({ memoryLimitMiB: 20_000 })).toBe(15_872);
  });

  it("takes 54 MiB, and 32 more for each GiB above 512 MiB", () => {
    expect(overheadMiB(SERVER_1, 1, 512)).toBe(54);
    expect(overheadMiB(SERVER_1, 1, 2048)).toBe(102);
  });

  it("refuses machines beyond the memory limit", () => {
    // 8 x (512 + 54) = 4528.
    const eight = (memoryLimitMiB: number) =>
      refusesMany(SERVER_1, { memoryMiB: 512 }, { count: 8, settings: { memoryLimitMiB } });
    expect(eight(4528)).toEqual([]);
    expect(eight(4527)).toEqual(["mem.fit"]);
  });

  it("overcommits only where the host may swap memory of machines", () => {
    // 2x: 8 x (256 + 54) = 2480.
    const eight = (swapping: string, memoryLimitMiB: number) =>
      refusesMany(SERVER_1, { memoryMiB: 512 }, { count: 8, ratio: 2, settings: { swapping, memoryLimitMiB } });
    expect(eight("some", 2480)).toEqual([]);
    expect(eight("most", 2479)).toEqual(["mem.fit"]);
    expect(eight("none", 2480)).toEqual(["mem.fit"]);
    const cautions = (swapping: string) =>
      SERVER_1.cautions({ ...siteOf(SERVER_1, HOST, { swapping }), memoryOvercommitRatio: 2 }, []);
    expect(cautions("none").map((misfit) => misfit.rule)).toEqual(["mem.overcommit"]);
    expect(cautions("some")).toEqual([]);
  });

  it("charges the upper end of the deck's I/O cost", () => {
    const site = siteOf(SERVER_1, HOST);
    // 1 + 0.25 x 0.3.
    expect(SERVER_1.claim(sized(SERVER_1, {}), site).cpuFactor).toBeCloseTo(1.075, 9);
  });

  it("gives one virtual CPU, two by the experimental setting on a host of two", () => {
    const settings = { virtualSmp: true };
    expect(refuses(SERVER_1, { vcpus: 1 })).toEqual([]);
    expect(refuses(SERVER_1, { vcpus: 2 })).toEqual(["vm.smp"]);
    expect(refuses(SERVER_1, { vcpus: 2 }, { settings })).toEqual([]);
    expect(warns(SERVER_1, { vcpus: 2 }, { settings })).toEqual(["vm.smpExperimental"]);
    expect(refuses(SERVER_1, { vcpus: 3 }, { settings })).toEqual(["vm.maxVcpu"]);
    expect(refuses(SERVER_1, { vcpus: 2 }, { settings, machine: SINGLE })).toEqual(["vm.smpHost"]);
  });

  it("bounds memory at 3600 MiB, adapters at 3 and disks at 64", () => {
    expect(refuses(SERVER_1, { memoryMiB: 3600, nics: 3, disks: 64 })).toEqual([]);
    expect(refuses(SERVER_1, { memoryMiB: 3601 })).toEqual(["vm.maxRam"]);
    expect(refuses(SERVER_1, { nics: 4 })).toEqual(["vm.maxNics"]);
    expect(refuses(SERVER_1, { disks: 65 })).toEqual(["vm.maxDisks"]);
  });

  it("carries 64-bit guests with VT-x or a 64-bit AMD processor", () => {
    const under = (features: Machine["features"]) =>
      refuses(SERVER_1, { os: LINUX_64 }, { machine: x86({ features }) });
    expect(under([])).toEqual(["os"]);
    expect(under(["vt-x"])).toEqual([]);
    expect(under(["segment-limits-64"])).toEqual([]);
    expect(refuses(SERVER_1, { os: LINUX_64 }, { machine: { ...HOST, features: ["vt-x"] } })).toEqual(["os"]);
    expect(warns(SERVER_1, { os: { family: "plan9", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
  });

  it("runs on x86 hosts of up to 32 CPUs", () => {
    const rules = (machine: Machine) => SERVER_1.machineMisfits(siteOf(SERVER_1, machine)).map((misfit) => misfit.rule);
    expect(rules({ ...HOST, threads: 32 })).toEqual([]);
    expect(rules({ ...HOST, threads: 33 })).toEqual(["host.maxLogicalCpus"]);
    expect(rules({ ...HOST, architecture: "power" })).toEqual(["hw.arch"]);
  });

  it("runs 64 machines and warns above 4 for each CPU", () => {
    const large = { ...HOST, memoryMiB: 64 * GIB };
    expect(refusesMany(SERVER_1, { memoryMiB: 64 }, { machine: large, count: 64 })).toEqual([]);
    expect(refusesMany(SERVER_1, { memoryMiB: 64 }, { machine: large, count: 65 })).toEqual(["host.maxVms"]);
    const cautions = (count: number) => {
      const specs = Array.from({ length: count }, (_, i) => ({ ...sized(SERVER_1, {}), id: `w${i}` }));
      return SERVER_1.cautions(siteOf(SERVER_1, HOST), specs).map((misfit) => misfit.rule);
    };
    expect(cautions(16)).toEqual([]);
    expect(cautions(17)).toEqual(["host.vmsPerCpu"]);
  });

  it("neither moves machines, nor passes devices through, nor keeps floors", () => {
    expect(refuses(SERVER_1, { needs: ["live-migration"] })).toEqual(["mig.none"]);
    expect(refuses(SERVER_1, { needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
    expect(refuses(SERVER_1, { needs: ["own-kernel"] })).toEqual([]);
    expect(warns(SERVER_1, { cpuReservedMhz: 500 })).toEqual(["cpu.noFloor"]);
    expect(warns(SERVER_1, {})).toEqual([]);
    expect(sized(SERVER_1, {}).settings).toEqual({ hostOs: "windows", swapping: "none" });
  });
});
