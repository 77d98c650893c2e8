/** QEMU 0.8 by hand: one host thread per machine, translated or by kqemu, and every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, warnings, wish, x86 } from "../../support/site.ts";

const LAYER = layerOf("qemu-0.8");
const SPARC = { family: "linux", architecture: "sparc" } as const;
const PC_32 = { family: "windows", architecture: "x86-32" } as const;

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}
const refuses = (change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  refusals(LAYER, siteOf(LAYER, machine, settings), change);

/** CPU per CPU that the work would take natively. */
function factor(change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}): number {
  const site = siteOf(LAYER, machine, settings);
  return LAYER.claim(LAYER.size(wish("a", change), site), site).cpuFactor;
}

describe("QEMU 0.8", () => {
  it("is twice as slow for a PC on a PC with kqemu, ten times without or for another processor", () => {
    expect(factor({ os: PC_32 })).toBe(2);
    expect(factor({ os: PC_32 }, { settings: { accelerator: "none" } })).toBe(10);
    expect(factor({ os: PC_32 }, { settings: { accelerator: "none", slowdown: 4 } })).toBe(4);
    expect(factor({ os: SPARC })).toBe(10);
    expect(factor({ os: PC_32 }, { machine: x86({ architecture: "power", features: [] }) })).toBe(10);
    const narrow = x86({ architecture: "x86-32" });
    expect(factor({ os: { ...PC_32, architecture: "x86-64" } }, { machine: narrow })).toBe(10);
    expect(factor({ os: PC_32 }, { machine: narrow })).toBe(2);
  });

  it("takes slowdowns from 4 to 10", () => {
    const takes = (slowdown: number) => LAYER.settings.safeParse({ slowdown }).success;
    expect([takes(3.9), takes(4), takes(10), takes(10.1)]).toEqual([false, true, true, false]);
  });

  it("runs a machine on one host thread: a peak that takes more is refused, however many virtual CPUs", () => {
    // 0.5 x 2 = 1; 0.1 x 10 = 1.
    expect(refuses({ os: PC_32, peakCores: 0.5, vcpus: 4 })).toEqual([]);
    expect(refuses({ os: PC_32, peakCores: 0.51, vcpus: 4 })).toEqual(["cpu.oneThread"]);
    expect(refuses({ os: SPARC, peakCores: 0.1 })).toEqual([]);
    expect(refuses({ os: SPARC, peakCores: 0.11 })).toEqual(["cpu.oneThread"]);
  });

  it("carries systems of other processors, but none that it does not emulate", () => {
    const small = { peakCores: 0.05 };
    expect(refuses({ os: SPARC, ...small })).toEqual([]);
    expect(refuses({ os: { family: "linux", architecture: "power" }, ...small })).toEqual([]);
    expect(refuses({ os: { family: "solaris", architecture: "sparc" }, ...small })).toEqual(["os"]);
    expect(refuses({ os: { family: "hp-ux", architecture: "pa-risc" }, ...small })).toEqual(["os"]);
    expect(refuses({ os: { family: "plan9", architecture: "x86-32" }, ...small })).toEqual([]);
  });

  it("has 2047 MiB, 4 disks and 8 network cards for a machine", () => {
    expect(refuses({ memoryMiB: 2047, disks: 4, nics: 8 })).toEqual([]);
    expect(refuses({ memoryMiB: 2048 })).toEqual(["vm.maxRam"]);
    expect(refuses({ disks: 5 })).toEqual(["vm.maxDisks"]);
    expect(refuses({ nics: 9 })).toEqual(["vm.maxNics"]);
  });

  it("adds 32 MiB to a machine and keeps 512 for the host: no overcommit", () => {
    const site = { ...siteOf(LAYER, x86({ memoryMiB: 2 * GIB })), memoryOvercommitRatio: 2 };
    const rules = (memoryMiB: number) =>
      LAYER.misfits(
        site,
        ["a", "b"].map((id) => LAYER.size(wish(id, { memoryMiB }), site)),
      ).map(({ rule }) => rule);
    // 2048 - 512 = 1536 = 2 x (736 + 32).
    expect(rules(736)).toEqual([]);
    expect(rules(737)).toEqual(["mem.fit"]);
  });

  it("neither moves machines nor passes devices through", () => {
    expect(refuses({ needs: ["live-migration"] })).toEqual(["mig.none"]);
    expect(refuses({ needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
    expect(refuses({ needs: ["own-kernel"] })).toEqual([]);
  });

  it("warns once that it is for tests, and of guarantees that it cannot give", () => {
    const site = siteOf(LAYER);
    expect(warnings(LAYER, site)).toEqual(["use.test"]);
    expect(warnings(LAYER, site, { cpuReservedMhz: 100 })).toEqual(["use.test", "cpu.reserved"]);
    expect(LAYER.cautions(site, [])).toEqual([]);
  });

  it("runs on x86 and PowerPC", () => {
    const rules = (architecture: Machine["architecture"]) =>
      LAYER.machineMisfits(siteOf(LAYER, x86({ architecture }))).map((misfit) => misfit.rule);
    expect(rules("ia64")).toEqual(["hw.arch"]);
    expect(rules("power")).toEqual([]);
  });
});
