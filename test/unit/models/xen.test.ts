/** Xen's generations by hand: overhead, what hypervisor and dom0 take, builds, and every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Layer, Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, TIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const XEN_304 = layerOf("xen-3.0.4");
const XEN_4 = layerOf("xen-4");
const XCP_NG = layerOf("xcp-ng-8.3");

const WINDOWS = { family: "windows", version: "2003", architecture: "x86-32" } as const;
const LINUX_32 = { family: "linux", architecture: "x86-32" } as const;
const LINUX_64 = { family: "linux", architecture: "x86-64" } as const;

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}

/** MiB that one domain claims beyond its memory. */
function overheadMiB(layer: Layer, change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) {
  const site = siteOf(layer, machine, settings);
  const spec = layer.size(wish("a", change), site);
  return (layer.claim(spec, site).constant.memoryMiB ?? 0) - spec.memoryMiB;
}

const refuses = (layer: Layer, change: Partial<PartitionWants>, { machine = x86(), settings = {} }: Case = {}) =>
  refusals(layer, siteOf(layer, machine, settings), change);

const supplied = (layer: Layer, machine: Machine, settings: Record<string, unknown> = {}) =>
  layer.supply(siteOf(layer, machine, settings));

describe("Xen 3.0.4", () => {
  it("takes nothing for a paravirtual domain, and video and shadow memory for an HVM one", () => {
    expect(overheadMiB(XEN_304, { os: LINUX_64, memoryMiB: GIB })).toBe(0);
    // 8 + 4 KiB x (256 + 2048) = 8 + 9.
    expect(overheadMiB(XEN_304, { os: WINDOWS, memoryMiB: GIB })).toBe(17);
    // 8 + 4 KiB x (1024 + 8192) = 8 + 36.
    expect(overheadMiB(XEN_304, { os: WINDOWS, vcpus: 4, memoryMiB: 4 * GIB })).toBe(44);
    // 4 KiB x (256 + 256) = 2, less than the configured 8; configured 64 wins over 9.
    expect(overheadMiB(XEN_304, { os: WINDOWS, memoryMiB: 128 })).toBe(16);
    expect(overheadMiB(XEN_304, { os: WINDOWS, memoryMiB: GIB }, { settings: { shadowMiB: 64 } })).toBe(72);
  });

  it("keeps heap, frame table and dom0 from the domains, by build", () => {
    const memory = (machine: Machine, settings: Record<string, unknown>) =>
      supplied(XEN_304, machine, settings).constant.memoryMiB;
    // 65536 − 16 − 65536 x 40 / 4096 (640) − 512.
    expect(memory(x86(), {})).toBe(64_368);
    // PAE addresses 16384: less 12, 16384 x 24 / 4096 (96) and 512.
    expect(memory(x86(), { build: "x86_32p" })).toBe(15_764);
    // 4096 − 12 − 24 − 512.
    expect(memory(x86(), { build: "x86_32" })).toBe(3548);
    expect(memory(x86({ memoryMiB: 2 * TIB }), {})).toBe(memory(x86({ memoryMiB: TIB }), {}));
    // dom0 of 1024 MiB instead of 512.
    expect(memory(x86(), { dom0MemoryMiB: 1024 })).toBe(63_856);
  });

  it("does not let dom0 fall below dom0-min-mem", () => {
    expect(XEN_304.settings.safeParse({ dom0MemoryMiB: 196 }).success).toBe(true);
    expect(XEN_304.settings.safeParse({ dom0MemoryMiB: 195 }).success).toBe(false);
  });

  it("leaves CPUs beyond the thirty-second dark", () => {
    // 20 cores with 40 threads: 32 of 40 threads are 16 cores.
    expect(supplied(XEN_304, x86({ cores: 20, threads: 40 })).sharedCores).toBeCloseTo(16, 9);
    expect(supplied(XEN_304, x86({ cores: 16, threads: 32 })).sharedCores).toBe(16);
  });

  it("charges dom0's I/O to the domain: a quarter of its CPU, 20 % dearer", () => {
    const factor = (settings: Record<string, unknown>) => {
      const site = siteOf(XEN_304, x86(), settings);
      return XEN_304.claim(specOf(XEN_304, site), site).cpuFactor;
    };
    // 1 + 0.25 x 0.2; all I/O at 30 %: 1.3; none: 1.
    expect(factor({})).toBeCloseTo(1.05, 9);
    expect(factor({ ioShareRatio: 1, ioCostPercent: 30 })).toBeCloseTo(1.3, 9);
    expect(factor({ ioShareRatio: 0 })).toBe(1);
  });

  it("runs Windows only with VT-x or AMD-V", () => {
    expect(refuses(XEN_304, { os: WINDOWS }, { machine: x86({ features: [] }) })).toEqual(["os"]);
    expect(refuses(XEN_304, { os: WINDOWS }, { machine: x86({ features: ["vt-x"] }) })).toEqual([]);
    expect(refuses(XEN_304, { os: WINDOWS }, { machine: x86({ features: ["amd-v"] }) })).toEqual([]);
  });

  it("refuses 32-bit paravirtual guests on the 64-bit build, where hardware assistance is the way out", () => {
    const bare = x86({ features: [] });
    expect(refuses(XEN_304, { os: LINUX_32 }, { machine: bare })).toEqual(["os.build"]);
    expect(refuses(XEN_304, { os: LINUX_32 }, { machine: bare, settings: { build: "x86_32p" } })).toEqual([]);
    const mode = (settings: Record<string, unknown>) =>
      XEN_304.size(wish("a", { os: LINUX_32 }), siteOf(XEN_304, x86(), settings)).mode;
    expect(mode({})).toBe("hvm");
    expect(mode({ build: "x86_32p" })).toBe("pv");
  });

  it("refuses 64-bit guests on a 32-bit build", () => {
    expect(refuses(XEN_304, { os: LINUX_64 }, { settings: { build: "x86_32p" } })).toEqual(["os.build"]);
    expect(refuses(XEN_304, { os: LINUX_64 })).toEqual([]);
  });

  it("refuses a paravirtual kernel stated to be of the other PAE mode", () => {
    const under = (build: string, version: string | undefined) =>
      refuses(XEN_304, { os: { ...LINUX_32, version } }, { machine: x86({ features: [] }), settings: { build } });
    expect(under("x86_32", "2.6.16 PAE")).toEqual(["vm.memMatch"]);
    expect(under("x86_32p", "2.6.16 PAE")).toEqual([]);
    expect(under("x86_32p", "2.6.16 non-PAE")).toEqual(["vm.memMatch"]);
    expect(under("x86_32", "2.6.16 nopae")).toEqual([]);
    expect(under("x86_32", undefined)).toEqual([]);
  });

  it("boots each build on the processors it was built for", () => {
    const rules = (machine: Machine, build: string) =>
      XEN_304.machineMisfits(siteOf(XEN_304, machine, { build })).map((misfit) => misfit.rule);
    const old = x86({ architecture: "x86-32", features: [] });
    expect(rules(old, "x86_64")).toEqual(["hw.arch"]);
    expect(rules(old, "x86_32")).toEqual([]);
    expect(rules(old, "x86_32p")).toEqual(["hw.pae"]);
    expect(rules({ ...old, features: ["pae"] }, "x86_32p")).toEqual([]);
    expect(rules(x86({ features: [] }), "x86_32p")).toEqual([]);
  });

  it("moves paravirtual domains only", () => {
    expect(refuses(XEN_304, { os: LINUX_64, needs: ["live-migration"] })).toEqual([]);
    expect(refuses(XEN_304, { os: WINDOWS, needs: ["live-migration"] })).toEqual(["mig.hvm"]);
    expect(refuses(XEN_304, { os: LINUX_64, needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.hvm"]);
  });

  it("passes devices to paravirtual domains only", () => {
    expect(refuses(XEN_304, { os: LINUX_64, needs: ["passthrough-device"] })).toEqual([]);
    expect(refuses(XEN_304, { os: WINDOWS, needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
  });

  it("gives out memory once, whatever overcommit the plan asks for", () => {
    const site = { ...siteOf(XEN_304, x86()), memoryOvercommitRatio: 2 };
    const halves = (memoryMiB: number) => [1, 2].map((n) => XEN_304.size(wish(`w${n}`, { memoryMiB }), site));
    // 64368 MiB supplied.
    expect(XEN_304.misfits(site, halves(32_184))).toEqual([]);
    expect(XEN_304.misfits(site, halves(32_185)).map((misfit) => misfit.rule)).toEqual(["mem.fit"]);
  });

  it("gives at most 32 virtual CPUs and warns of more than the host has", () => {
    expect(refuses(XEN_304, { vcpus: 32 })).toEqual([]);
    expect(refuses(XEN_304, { vcpus: 33 })).toEqual(["vm.maxVcpu"]);
    const site = siteOf(XEN_304, x86());
    expect(warnings(XEN_304, site, { vcpus: 16 })).toEqual([]);
    expect(warnings(XEN_304, site, { vcpus: 17 })).toEqual(["vm.vcpuOverPcpu"]);
  });

  it("warns of memory that a 32-bit build leaves dark", () => {
    const of = (build: string, memoryMiB: number) =>
      warnings(XEN_304, siteOf(XEN_304, x86({ memoryMiB }), { build }), { os: LINUX_32 });
    expect(of("x86_32p", 16 * GIB)).toEqual([]);
    expect(of("x86_32p", 16 * GIB + 1)).toEqual(["host.maxRam.x86_32p"]);
    expect(of("x86_32", 4 * GIB + 1)).toEqual(["host.maxRam.x86_32"]);
  });

  it("warns of HVM domains with more disks than IDE carries, of caps and of guests nobody names", () => {
    const site = siteOf(XEN_304, x86());
    expect(warnings(XEN_304, site, { os: WINDOWS, disks: 4 })).toEqual([]);
    expect(warnings(XEN_304, site, { os: WINDOWS, disks: 5 })).toEqual(["vm.maxDisks.hvm"]);
    expect(warnings(XEN_304, site, { os: LINUX_64, disks: 5 })).toEqual([]);
    expect(warnings(XEN_304, site, { os: { family: "freebsd", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
    const capped = siteOf(XEN_304, x86(), { capPercent: 50 });
    expect(warnings(XEN_304, capped, { peakCores: 0.5 })).toEqual([]);
    expect(warnings(XEN_304, capped, { peakCores: 0.6 })).toEqual(["cpu.capped"]);
    const tiny = specOf(XEN_304, site, { mode: "hvm", memoryMiB: 31 });
    expect(XEN_304.cautions(site, [tiny]).map((misfit) => misfit.rule)).toEqual(["vm.minRam.hvm"]);
  });

  it("reports weight 256, no cap and the way the domain is built", () => {
    const { settings } = XEN_304.size(wish("a", { os: WINDOWS }), siteOf(XEN_304, x86()));
    expect(settings).toEqual({ builder: "hvm", scheduler: "credit", weight: 256, capPercent: 0 });
  });
});

describe("Xen 4", () => {
  it("counts paging memory as xl does and rounds the whole up to 2 MiB", () => {
    const two = { os: LINUX_64, vcpus: 2, memoryMiB: 4 * GIB };
    // 4 KiB x (512 + 4096) + 2 = 20; without nested paging 4 KiB x (512 + 8192) + 2 = 36.
    expect(overheadMiB(XEN_4, two)).toBe(20);
    expect(overheadMiB(XEN_4, two, { machine: x86({ features: ["vt-x"] }) })).toBe(36);
    // Paravirtual: 18 + 1 = 19, and 4115 is rounded up to 4116.
    expect(overheadMiB(XEN_4, two, { machine: x86({ features: [] }) })).toBe(20);
    // 4097 + 18.004 + 2 = 4117.004 → 4118.
    expect(overheadMiB(XEN_4, { ...two, memoryMiB: 4097 })).toBe(21);
  });

  it("keeps the frame table, and 4 or 8 GiB for dom0 by host size", () => {
    // 65536 − 512 − 4096; 131072 − 1024 − 8192; 65536 − 512 − 2048.
    expect(supplied(XEN_4, x86()).constant.memoryMiB).toBe(60_928);
    expect(supplied(XEN_4, x86({ memoryMiB: 128 * GIB })).constant.memoryMiB).toBe(121_856);
    expect(supplied(XEN_4, x86(), { dom0MemoryMiB: 2048 }).constant.memoryMiB).toBe(62_976);
  });

  it("runs Windows with hardware assistance, and Linux and BSD without it as well", () => {
    const bare = x86({ features: [] });
    expect(refuses(XEN_4, { os: { family: "windows", architecture: "x86-64" } }, { machine: bare })).toEqual(["os"]);
    expect(refuses(XEN_4, { os: { family: "windows", architecture: "x86-64" } })).toEqual([]);
    expect(refuses(XEN_4, { os: LINUX_64 }, { machine: bare })).toEqual([]);
    expect(warnings(XEN_4, siteOf(XEN_4, bare), { os: LINUX_32 })).toEqual(["os.pv32"]);
    expect(warnings(XEN_4, siteOf(XEN_4, x86()), { os: LINUX_32 })).toEqual([]);
    expect(warnings(XEN_4, siteOf(XEN_4, x86()), { os: { family: "plan9", architecture: "x86-64" } })).toEqual([
      "os.unlisted",
    ]);
  });

  it("bounds a domain at 128 virtual CPUs and 16 TiB, supported up to 8", () => {
    const wide = x86({ cores: 128, threads: 256, memoryMiB: 16 * TIB });
    expect(refuses(XEN_4, { vcpus: 128 }, { machine: wide })).toEqual([]);
    expect(refuses(XEN_4, { vcpus: 129 }, { machine: wide })).toEqual(["vm.maxVcpu"]);
    expect(warnings(XEN_4, siteOf(XEN_4, wide), { memoryMiB: 8 * TIB })).toEqual([]);
    expect(warnings(XEN_4, siteOf(XEN_4, wide), { memoryMiB: 8 * TIB + 1 })).toEqual(["vm.maxRam"]);
    expect(refuses(XEN_4, { memoryMiB: 16 * TIB + 1 }, { machine: wide })).toContain("vm.maxRamHard");
  });

  it("does not move a domain with a passed-through device, and passes one only with an IOMMU", () => {
    const noIommu = x86({ features: ["vt-x", "slat"] });
    expect(refuses(XEN_4, { needs: ["live-migration"] })).toEqual([]);
    expect(refuses(XEN_4, { needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.passthrough"]);
    expect(refuses(XEN_4, { needs: ["passthrough-device"] }, { machine: noIommu })).toEqual(["io.passthrough"]);
  });

  it("schedules by credit2 unless told otherwise", () => {
    const scheduler = (settings: Record<string, unknown>) =>
      XEN_4.size(wish("a"), siteOf(XEN_4, x86(), settings)).settings["scheduler"];
    expect(scheduler({})).toBe("credit2");
    expect(scheduler({ scheduler: "credit" })).toBe("credit");
  });
});

describe("XCP-ng 8.3", () => {
  it("counts memory as XAPI does", () => {
    // 2 + ceil(8704 / 256) + ceil(76 / 256) = 2 + 34 + 1; 2 + 9 + 1; 2 + 136 + 2.
    expect(overheadMiB(XCP_NG, { vcpus: 2, memoryMiB: 4096 })).toBe(37);
    expect(overheadMiB(XCP_NG, { vcpus: 1, memoryMiB: 1024 })).toBe(12);
    expect(overheadMiB(XCP_NG, { vcpus: 8, memoryMiB: 16_384 })).toBe(140);
  });

  it("sizes dom0 by its own guidance: 4 GiB up to hosts of 64, 8 above", () => {
    // 65536 − 512 − 4096; 66560 − 520 − 8192.
    expect(supplied(XCP_NG, x86()).constant.memoryMiB).toBe(60_928);
    expect(supplied(XCP_NG, x86({ memoryMiB: 65 * GIB })).constant.memoryMiB).toBe(57_848);
    expect(XCP_NG.settings.safeParse({ dom0MemoryMiB: 2047 }).success).toBe(false);
  });

  it("refuses hosts without nested paging", () => {
    const rules = (machine: Machine) => XCP_NG.machineMisfits(siteOf(XCP_NG, machine)).map((misfit) => misfit.rule);
    expect(rules(x86({ features: ["vt-x"] }))).toEqual(["hw.slat"]);
    expect(rules(x86({ features: ["amd-v", "slat"] }))).toEqual([]);
  });

  it("bounds Windows at 64 virtual CPUs, any machine at 128, and warns above 32 for guests it does not trust", () => {
    const wide = x86({ cores: 128, threads: 256 });
    const windows = { family: "windows", architecture: "x86-64" } as const;
    expect(refuses(XCP_NG, { os: windows, vcpus: 64 }, { machine: wide })).toEqual([]);
    expect(refuses(XCP_NG, { os: windows, vcpus: 65 }, { machine: wide })).toEqual(["vm.maxVcpuWindows"]);
    expect(refuses(XCP_NG, { os: LINUX_64, vcpus: 128 }, { machine: wide })).toEqual([]);
    expect(refuses(XCP_NG, { os: LINUX_64, vcpus: 129 }, { machine: wide })).toEqual(["vm.maxVcpu"]);
    expect(warnings(XCP_NG, siteOf(XCP_NG, wide), { vcpus: 33 })).toEqual([]);
    const untrusted = siteOf(XCP_NG, wide, { trustedGuests: false });
    expect(warnings(XCP_NG, untrusted, { vcpus: 32 })).toEqual([]);
    expect(warnings(XCP_NG, untrusted, { vcpus: 33 })).toEqual(["vm.maxVcpuUntrusted"]);
  });

  it("bounds memory at 1.5 TiB where memory snapshots are wanted", () => {
    const machine = x86({ memoryMiB: 4 * TIB });
    const settings = { memorySnapshots: true };
    expect(refuses(XCP_NG, { memoryMiB: 1.5 * TIB }, { machine, settings })).toEqual([]);
    expect(refuses(XCP_NG, { memoryMiB: 1.5 * TIB + 1 }, { machine, settings })).toEqual(["vm.maxRamSnapshot"]);
    expect(refuses(XCP_NG, { memoryMiB: 1.5 * TIB + 1 }, { machine })).toEqual([]);
  });

  it("warns of Dynamic Memory Control", () => {
    expect(warnings(XCP_NG, siteOf(XCP_NG, x86(), { dynamicMemory: true }))).toEqual(["mem.dynamic"]);
    expect(warnings(XCP_NG, siteOf(XCP_NG, x86()))).toEqual([]);
  });
});
