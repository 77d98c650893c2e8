/** Virtuozzo 3 by hand: one kernel for all, percent of one CPU, and every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const LAYER = layerOf("virtuozzo-3");
const WINDOWS = { family: "windows", version: "2003", architecture: "x86-64" } as const;
const LINUX_64 = { family: "linux", architecture: "x86-64" } as const;

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}
const refuses = (change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  refusals(LAYER, siteOf(LAYER, machine, settings), change);
const warns = (change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  warnings(LAYER, siteOf(LAYER, machine, settings), change);

describe("Virtuozzo 3", () => {
  it("carries what the host runs: Linux on Linux, Windows 2003 on Windows", () => {
    const windows = { hostSystem: "windows" };
    expect(refuses({ os: LINUX_64 })).toEqual([]);
    expect(refuses({ os: WINDOWS })).toEqual(["os.kernel"]);
    expect(refuses({ os: WINDOWS }, { settings: windows })).toEqual([]);
    expect(refuses({ os: LINUX_64 }, { settings: windows })).toEqual(["os.kernel"]);
  });

  it("carries no other Windows, no other system, and nothing of another word size than its kernel", () => {
    expect(refuses({ os: { ...WINDOWS, version: "NT 4.0" } }, { settings: { hostSystem: "windows" } })).toEqual(["os"]);
    expect(refuses({ os: { family: "solaris", architecture: "x86-64" } })).toEqual(["os"]);
    const narrow = x86({ architecture: "x86-32" });
    expect(refuses({ os: LINUX_64 }, { machine: narrow })).toEqual(["os.kernel"]);
    expect(refuses({ os: { ...LINUX_64, architecture: "x86-32" } }, { machine: narrow })).toEqual([]);
  });

  it("gives nobody a kernel or kernel modules of its own, but moves private servers", () => {
    expect(refuses({ needs: ["own-kernel"] })).toEqual(["os.ownKernel"]);
    expect(refuses({ needs: ["kernel-modules"] })).toEqual(["os.modules"]);
    expect(refuses({ needs: ["live-migration"] })).toEqual([]);
  });

  it("counts cpulimit in percent of one CPU: 150 are one and a half", () => {
    const settings = { cpuLimitPercent: 150 };
    expect(warns({ peakCores: 1.5, vcpus: 2 }, { settings })).toEqual([]);
    expect(warns({ peakCores: 1.6, vcpus: 2 }, { settings })).toEqual(["cpu.capped"]);
    expect(warns({ peakCores: 8, vcpus: 8 })).toEqual([]);
  });

  it("shows at most the host's CPUs inside, and says so", () => {
    const cpus = (vcpus: number) => LAYER.size(wish("a", { vcpus }), siteOf(LAYER)).settings["cpus"];
    expect([cpus(16), cpus(17)]).toEqual([16, 16]);
    expect(warns({ vcpus: 16 })).toEqual([]);
    expect(warns({ vcpus: 17 })).toEqual(["cpu.shown"]);
  });

  it("states its own terms: units, limit, guarantee in percent of one CPU", () => {
    const site = siteOf(LAYER, x86(), { cpuUnits: 2000, cpuLimitPercent: 50 });
    // 500 of 2000 MHz.
    expect(LAYER.size(wish("a", { cpuReservedMhz: 500 }), site).settings).toEqual({
      cpuunits: 2000,
      cpulimitPctOfOneCpu: 50,
      cpus: 1,
      guaranteePctOfOneCpu: 25,
      ioPriority: 4,
      oomguarMiB: 0,
    });
  });

  it("takes units from 8 to 500,000 and I/O priorities from 0 to 7", () => {
    const takes = (settings: Record<string, unknown>) => LAYER.settings.safeParse(settings).success;
    expect([takes({ cpuUnits: 8 }), takes({ cpuUnits: 7 })]).toEqual([true, false]);
    expect([takes({ cpuUnits: 500_000 }), takes({ cpuUnits: 500_001 })]).toEqual([true, false]);
    expect([takes({ ioPriority: 7 }), takes({ ioPriority: 8 })]).toEqual([true, false]);
  });

  it("may sell memory twice, but not what is guaranteed", () => {
    const site = { ...siteOf(LAYER, x86({ memoryMiB: 4 * GIB })), memoryOvercommitRatio: 2 };
    const rules = (change: Partial<PartitionWants>) =>
      LAYER.misfits(
        site,
        ["a", "b"].map((id) => LAYER.size(wish(id, change), site)),
      ).map((misfit) => misfit.rule);
    // 4096 - 512 = 3584 = 2 x (3544 / 2 + 20).
    expect(rules({ memoryMiB: 3544 })).toEqual([]);
    expect(rules({ memoryMiB: 3546 })).toEqual(["mem.fit"]);
    // 2 x (1772 + 20) = 3584.
    expect(rules({ memoryMiB: 3544, memoryReservedMiB: 1772 })).toEqual([]);
    expect(rules({ memoryMiB: 3544, memoryReservedMiB: 1773 })).toEqual(["mem.guaranteed"]);
  });

  it("guarantees no more CPU than the host has beside its own tenth of a core", () => {
    // (8 - 0.1) x 2000 = 15800 MHz.
    expect(refuses({ cpuReservedMhz: 15_800, vcpus: 8 })).toEqual([]);
    expect(refuses({ cpuReservedMhz: 15_801, vcpus: 8 })).toEqual(["cpu.guaranteed"]);
  });

  it("costs 20 MiB and 3 % of CPU", () => {
    const site = siteOf(LAYER);
    const claim = LAYER.claim(specOf(LAYER, site), site);
    expect(claim.constant.memoryMiB).toBe(GIB + 20);
    expect(claim.cpuFactor).toBeCloseTo(1.03, 9);
  });

  it("runs on x86 only", () => {
    const rules = (architecture: Machine["architecture"]) =>
      LAYER.machineMisfits(siteOf(LAYER, x86({ architecture }))).map((misfit) => misfit.rule);
    expect(rules("sparc")).toEqual(["hw.arch"]);
    expect(rules("x86-32")).toEqual([]);
  });
});
