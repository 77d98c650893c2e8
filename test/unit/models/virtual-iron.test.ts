/** Virtual Iron 3 by hand: hardware assistance or nothing, Xen's memory formula, a cap in percent of one CPU. */
import { describe, expect, it } from "vitest";
import type { Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const LAYER = layerOf("virtual-iron-3");

const refuses = (change: Partial<PartitionWants>, machine: Machine = x86()) =>
  refusals(LAYER, siteOf(LAYER, machine), change);
const hostRefuses = (machine: Machine) => LAYER.machineMisfits(siteOf(LAYER, machine)).map((misfit) => misfit.rule);

describe("Virtual Iron 3", () => {
  it("does not run without VT-x or AMD-V", () => {
    expect(hostRefuses(x86({ features: ["pae", "nx"] }))).toEqual(["hw.hvm"]);
    expect(hostRefuses(x86({ features: ["vt-x"] }))).toEqual([]);
    expect(hostRefuses(x86({ features: ["amd-v"] }))).toEqual([]);
    expect(hostRefuses(x86({ architecture: "x86-32" }))).toEqual(["hw.arch"]);
  });

  it("mixes 32- and 64-bit systems, unmodified Windows among them", () => {
    expect(refuses({ os: { family: "windows", architecture: "x86-32" } })).toEqual([]);
    expect(refuses({ os: { family: "windows", architecture: "x86-64" } })).toEqual([]);
    expect(refuses({ os: { family: "linux", architecture: "ia64" } })).toEqual(["os"]);
    const solaris = { os: { family: "solaris", architecture: "x86-64" } } as const;
    expect(warnings(LAYER, siteOf(LAYER), solaris)).toEqual(["os.unlisted"]);
  });

  it("has 8 virtual CPUs and 32 GiB for a virtual server", () => {
    expect(refuses({ vcpus: 8, memoryMiB: 32 * GIB })).toEqual([]);
    expect(refuses({ vcpus: 9 })).toEqual(["vm.maxVcpu"]);
    expect(refuses({ memoryMiB: 32 * GIB + 1 })).toEqual(["vm.maxRam"]);
  });

  it("takes video and shadow memory as Xen of the time, and gives memory out once", () => {
    const site = { ...siteOf(LAYER, x86({ memoryMiB: 4 * GIB })), memoryOvercommitRatio: 2 };
    const claimed = (vcpus: number, memoryMiB: number) =>
      LAYER.claim(LAYER.size(wish("a", { vcpus, memoryMiB }), site), site).constant.memoryMiB;
    // 1024 + 8 + (256 + 2048) / 256; the configured 8 is more than (256 + 256) / 256.
    expect(claimed(1, GIB)).toBe(1041);
    expect(claimed(1, 128)).toBe(144);
    // 4096 - 512 = 3584 = 2 x (1769 + 8 + (256 + 3538) / 256 = 14.82): 3583.6.
    const pair = (memoryMiB: number) => ["a", "b"].map((id) => LAYER.size(wish(id, { memoryMiB }), site));
    expect(LAYER.misfits(site, pair(1769))).toEqual([]);
    expect(LAYER.misfits(site, pair(1770)).map(({ rule }) => rule)).toEqual(["mem.fit"]);
  });

  it("uses 96 GiB and 32 logical CPUs of a larger host, less its control layer", () => {
    const supply = (change: Partial<Machine>) => LAYER.supply(siteOf(LAYER, x86(change)));
    expect(supply({ memoryMiB: 128 * GIB }).constant.memoryMiB).toBe(96 * GIB - 512);
    // 32 of 40 threads are 16 of 20 cores; the control layer takes 0.1.
    expect(supply({ cores: 20, threads: 40 }).sharedCores).toBeCloseTo(15.9, 9);
  });

  it("counts its cap in percent of one CPU and warns where it is below the peak", () => {
    const site = siteOf(LAYER, x86(), { capPercent: 150 });
    expect(warnings(LAYER, site, { peakCores: 1.5 })).toEqual([]);
    expect(warnings(LAYER, site, { peakCores: 1.6 })).toEqual(["cpu.capped"]);
    expect(warnings(LAYER, siteOf(LAYER), { peakCores: 8 })).toEqual([]);
    expect(specOf(LAYER, site).settings).toEqual({ weight: 256, capPctOfOneCpu: 150 });
  });

  it("takes weights from 1 to 65,535", () => {
    const takes = (weight: number) => LAYER.settings.safeParse({ weight }).success;
    expect([takes(0), takes(1), takes(65_535), takes(65_536)]).toEqual([false, true, true, false]);
  });

  it("moves virtual servers, but passes no device through", () => {
    expect(refuses({ needs: ["live-migration"] })).toEqual([]);
    expect(refuses({ needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
  });

  it("charges a quarter of the CPU 20 % more for I/O", () => {
    const site = siteOf(LAYER);
    // 1 + 0.25 x 0.2.
    expect(LAYER.claim(specOf(LAYER, site), site).cpuFactor).toBeCloseTo(1.05, 9);
  });
});
