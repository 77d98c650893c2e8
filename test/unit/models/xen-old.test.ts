/** Xen 2.0 and the releases of 3.0 before 3.0.4 by hand: what differs between them, every refusal once and once not. */
import { describe, expect, it } from "vitest";
import type { Layer, Machine, PartitionWants } from "#models/partitioning/index.ts";
import { GIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const XEN_20 = layerOf("xen-2.0");
const XEN_300 = layerOf("xen-3.0.0");
const XEN_302 = layerOf("xen-3.0.2");
const XEN_303 = layerOf("xen-3.0.3");
const XEN_304 = layerOf("xen-3.0.4");

const WINDOWS = { family: "windows", version: "2003", architecture: "x86-32" } as const;
const LINUX_32 = { family: "linux", architecture: "x86-32" } as const;
const LINUX_64 = { family: "linux", architecture: "x86-64" } as const;

/** A dual Xeon of 2004: 2 cores, 4 threads, 4 GiB. */
const OLD = x86({ architecture: "x86-32", sockets: 2, cores: 2, threads: 4, memoryMiB: 4 * GIB, features: ["pae"] });

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}

const refuses = (layer: Layer, change: Partial<PartitionWants>, { machine = OLD, settings = {} }: Case = {}) =>
  refusals(layer, siteOf(layer, machine, settings), change);
const warns = (layer: Layer, change: Partial<PartitionWants>, { machine = OLD, settings = {} }: Case = {}) =>
  warnings(layer, siteOf(layer, machine, settings), change);
const supplied = (layer: Layer, { machine = OLD, settings = {} }: Case = {}) =>
  layer.supply(siteOf(layer, machine, settings));
const termsOf = (layer: Layer, { machine = OLD, settings = {} }: Case = {}, change: Partial<PartitionWants> = {}) =>
  layer.size(wish("a", { os: LINUX_32, ...change }), siteOf(layer, machine, settings)).settings;

describe("Xen 2.0", () => {
  it("keeps dom0's 64,000 kB and Xen's heap from the domains", () => {
    // 4096 − 64000 / 1024 (62.5) − 12.
    expect(supplied(XEN_20).constant.memoryMiB).toBe(4021.5);
    // 4096 − 262144 / 1024 (256) − 12.
    expect(supplied(XEN_20, { settings: { dom0MemoryKb: 262_144 } }).constant.memoryMiB).toBe(3828);
  });

  it("gives a domain what it asks for in whole MB and takes nothing on top", () => {
    const site = siteOf(XEN_20, OLD);
    const spec = XEN_20.size(wish("a", { os: LINUX_32, memoryMiB: 100.2 }), site);
    expect(spec.memoryMiB).toBe(101);
    expect(XEN_20.claim(spec, site).constant.memoryMiB).toBe(101);
    expect(XEN_20.size(wish("a", { os: LINUX_32, memoryMiB: 8 }), site).memoryMiB).toBe(32);
  });

  it("fits 15 domains of 256 MiB on 4 GiB and refuses the sixteenth", () => {
    const site = siteOf(XEN_20, OLD);
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => XEN_20.size(wish(`w${i}`, { os: LINUX_32, memoryMiB: 256 }), site));
    // 15 x 256 = 3840, 16 x 256 = 4096, of 4021.5.
    expect(XEN_20.misfits(site, many(15))).toEqual([]);
    expect(XEN_20.misfits({ ...site, memoryOvercommitRatio: 2 }, many(16)).map((m) => m.rule)).toEqual(["mem.fit"]);
  });

  it("counts 4 GiB and 16 CPUs of a larger host and says so", () => {
    const large = x86({ cores: 16, threads: 32, memoryMiB: 16 * GIB });
    expect(supplied(XEN_20, { machine: large }).constant.memoryMiB).toBe(4021.5);
    // 16 of 32 threads are 8 of 16 cores.
    expect(supplied(XEN_20, { machine: large }).sharedCores).toBeCloseTo(8, 9);
    expect(warns(XEN_20, {}, { machine: large })).toEqual(["host.maxLogicalCpus", "host.maxRam"]);
    expect(warns(XEN_20, {})).toEqual([]);
  });

  it("carries ported 32-bit systems and nothing else, whatever the processor assists", () => {
    for (const family of ["linux", "netbsd", "freebsd", "plan9", "solaris"] as const) {
      expect(refuses(XEN_20, { os: { family, architecture: "x86-32" } })).toEqual([]);
    }
    expect(refuses(XEN_20, { os: WINDOWS }, { machine: x86() })).toEqual(["os"]);
    expect(refuses(XEN_20, { os: LINUX_64 }, { machine: x86() })).toEqual(["os"]);
    expect(refuses(XEN_20, { os: { family: "netware", architecture: "x86-32" } })).toEqual(["os"]);
  });

  it("boots on x86 only, on 64-bit processors too", () => {
    expect(XEN_20.machineMisfits(siteOf(XEN_20, x86()))).toEqual([]);
    const rules = XEN_20.machineMisfits(siteOf(XEN_20, x86({ architecture: "ia64" }))).map((m) => m.rule);
    expect(rules).toEqual(["hw.arch"]);
  });

  it("gives one virtual CPU", () => {
    expect(refuses(XEN_20, { vcpus: 1 })).toEqual([]);
    expect(refuses(XEN_20, { vcpus: 2 })).toEqual(["vm.maxVcpu"]);
  });

  it("moves a domain unless it has a device of its own, which is not safe in any case", () => {
    expect(refuses(XEN_20, { needs: ["live-migration"] })).toEqual([]);
    expect(refuses(XEN_20, { needs: ["live-migration", "passthrough-device"] })).toEqual(["mig.passthrough"]);
    expect(refuses(XEN_20, { needs: ["passthrough-device"] })).toEqual([]);
    expect(warns(XEN_20, { needs: ["passthrough-device"] })).toEqual(["io.dma"]);
  });

  it("reports each scheduler in its own terms", () => {
    expect(termsOf(XEN_20)).toEqual({ builder: "pv", scheduler: "bvt", mcuAdvance: 10 });
    expect(termsOf(XEN_20, { settings: { scheduler: "atropos" } })).toEqual({
      builder: "pv",
      scheduler: "atropos",
      periodMs: 10_000,
      sliceMs: 10,
      extraTime: true,
    });
    expect(termsOf(XEN_20, { settings: { scheduler: "rrobin" } })).toMatchObject({ scheduler: "rrobin", sliceMs: 10 });
    expect(XEN_20.settings.safeParse({ mcuAdvance: 1 }).success).toBe(true);
    expect(XEN_20.settings.safeParse({ mcuAdvance: 0 }).success).toBe(false);
  });

  it("guarantees slices under atropos as long as dom0's and theirs are within the CPUs", () => {
    const settings = { scheduler: "atropos", periodMs: 100, sliceMs: 25 };
    const site = siteOf(XEN_20, OLD, settings);
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => XEN_20.size(wish(`w${i}`, { os: LINUX_32, memoryMiB: 64 }), site));
    // 2 cores − 15/20 of dom0 = 1.25 of 2000 MHz; each domain takes a quarter of a CPU: 5 fit.
    expect(XEN_20.supply(site).constant.cpuReservedMhz).toBe(2500);
    expect(XEN_20.misfits(site, many(5))).toEqual([]);
    expect(XEN_20.misfits(site, many(6)).map((m) => m.rule)).toEqual(["sched.guarantee"]);
    expect(XEN_20.misfits(siteOf(XEN_20, OLD), many(6))).toEqual([]);
  });

  it("refuses a slice beyond its period and a domain that would never run", () => {
    const rules = (settings: Record<string, unknown>) =>
      XEN_20.machineMisfits(siteOf(XEN_20, OLD, { scheduler: "atropos", ...settings })).map((m) => m.rule);
    expect(rules({ periodMs: 20, sliceMs: 20 })).toEqual([]);
    expect(rules({ periodMs: 20, sliceMs: 21 })).toEqual(["sched.slice"]);
    expect(rules({ sliceMs: 0, extraTime: false })).toEqual(["sched.slice"]);
    expect(rules({ sliceMs: 0 })).toEqual([]);
    expect(rules({ scheduler: "bvt", periodMs: 20, sliceMs: 21 })).toEqual([]);
  });

  it("warns of a slice without extra time below the peak, of round robin, of too many loop devices", () => {
    const capped = { scheduler: "atropos", periodMs: 20, sliceMs: 10, extraTime: false };
    expect(warns(XEN_20, { peakCores: 0.5 }, { settings: capped })).toEqual([]);
    expect(warns(XEN_20, { peakCores: 0.51 }, { settings: capped })).toEqual(["cpu.capped"]);
    expect(warns(XEN_20, { peakCores: 0.51 }, { settings: { ...capped, extraTime: true } })).toEqual([]);
    expect(warns(XEN_20, {}, { settings: { scheduler: "rrobin" } })).toEqual(["sched.rrobin"]);
    const site = siteOf(XEN_20, OLD, { fileBackedDisks: true });
    const two = (disks: number) => ["a", "b"].map((id) => XEN_20.size(wish(id, { os: LINUX_32, disks }), site));
    expect(XEN_20.cautions(site, two(4))).toEqual([]);
    expect(XEN_20.cautions(site, two(5)).map((m) => m.rule)).toEqual(["vm.maxLoopDisks"]);
    expect(XEN_20.cautions(siteOf(XEN_20, OLD), two(5))).toEqual([]);
  });

  it("charges dom0's I/O to the domain", () => {
    const site = siteOf(XEN_20, OLD);
    // 1 + 0.25 x 0.2.
    expect(XEN_20.claim(specOf(XEN_20, site), site).cpuFactor).toBeCloseTo(1.05, 9);
  });
});

describe.each([XEN_300, XEN_302, XEN_303])("Xen 3.0 before 3.0.4: $id", (layer) => {
  it("takes shadow memory and video for an HVM domain, nothing for a paravirtual one", () => {
    const site = siteOf(layer, x86());
    const overhead = (change: Partial<PartitionWants>) => {
      const spec = layer.size(wish("a", change), site);
      return (layer.claim(spec, site).constant.memoryMiB ?? 0) - spec.memoryMiB;
    };
    // 8 + 4 KiB x (256 + 2048) = 8 + 9.
    expect(overhead({ os: WINDOWS, memoryMiB: GIB })).toBe(17);
    expect(overhead({ os: LINUX_64, memoryMiB: GIB })).toBe(0);
  });

  it("keeps heap, frame table and dom0 from the domains, by build", () => {
    const memory = (build: string) => supplied(layer, { machine: x86(), settings: { build } }).constant.memoryMiB;
    // 65536 − 16 − 640 − 512; 16384 − 12 − 96 − 512; 4096 − 12 − 24 − 512.
    expect([memory("x86_64"), memory("x86_32p"), memory("x86_32")]).toEqual([64_368, 15_764, 3548]);
  });

  it("leaves memory of a 32-bit build dark and says so", () => {
    const dark = (build: string, memoryMiB: number) =>
      warns(layer, { os: LINUX_32 }, { machine: { ...OLD, memoryMiB }, settings: { build } });
    expect(dark("x86_32", 4 * GIB)).toEqual([]);
    expect(dark("x86_32", 4 * GIB + 1)).toEqual(["host.maxRam.x86_32"]);
    expect(dark("x86_32p", 16 * GIB)).toEqual([]);
    expect(dark("x86_32p", 16 * GIB + 1)).toEqual(["host.maxRam.x86_32p"]);
  });

  it("carries 32-bit paravirtual guests on a 32-bit build only, and of its own PAE mode", () => {
    const bare = x86({ features: [] });
    expect(refuses(layer, { os: LINUX_32 }, { machine: bare })).toEqual(["os.build"]);
    expect(refuses(layer, { os: LINUX_32 }, { machine: bare, settings: { build: "x86_32p" } })).toEqual([]);
    expect(refuses(layer, { os: LINUX_64 }, { machine: bare, settings: { build: "x86_32p" } })).toEqual(["os.build"]);
    const pae = { ...LINUX_32, version: "2.6.12 PAE" };
    expect(refuses(layer, { os: pae }, { machine: bare, settings: { build: "x86_32" } })).toEqual(["vm.memMatch"]);
    expect(refuses(layer, { os: pae }, { machine: bare, settings: { build: "x86_32p" } })).toEqual([]);
  });

  it("boots a PAE build only with PAE, and the 64-bit build only on 64-bit processors", () => {
    const rules = (machine: Machine, build: string) =>
      layer.machineMisfits(siteOf(layer, machine, { build })).map((m) => m.rule);
    expect(rules({ ...OLD, features: [] }, "x86_32p")).toEqual(["hw.pae"]);
    expect(rules(OLD, "x86_32p")).toEqual([]);
    expect(rules(OLD, "x86_64")).toEqual(["hw.arch"]);
  });

  it("moves and gives devices to paravirtual domains only", () => {
    const machine = x86();
    expect(refuses(layer, { os: LINUX_64, needs: ["live-migration"] }, { machine })).toEqual([]);
    expect(refuses(layer, { os: WINDOWS, needs: ["live-migration"] }, { machine })).toEqual(["mig.hvm"]);
    expect(refuses(layer, { os: LINUX_64, needs: ["passthrough-device"] }, { machine })).toEqual([]);
    expect(refuses(layer, { os: WINDOWS, needs: ["passthrough-device"] }, { machine })).toEqual(["io.passthrough"]);
  });

  it("gives a paravirtual domain up to 32 virtual CPUs", () => {
    const machine = x86({ cores: 16, threads: 32 });
    expect(refuses(layer, { os: LINUX_64, vcpus: 32 }, { machine })).toEqual([]);
    expect(refuses(layer, { os: LINUX_64, vcpus: 33 }, { machine })).toEqual(["vm.maxVcpu"]);
    expect(warns(layer, { os: LINUX_64, vcpus: 17 }, { machine: x86() })).toEqual(["vm.vcpuOverPcpu"]);
  });

  it("gives out memory once", () => {
    const site = { ...siteOf(layer, x86()), memoryOvercommitRatio: 2 };
    const halves = (memoryMiB: number) => [1, 2].map((n) => layer.size(wish(`w${n}`, { memoryMiB }), site));
    expect(layer.misfits(site, halves(32_184))).toEqual([]);
    expect(layer.misfits(site, halves(32_185)).map((m) => m.rule)).toEqual(["mem.fit"]);
  });

  it("keeps the deck's status table row by row", () => {
    const rows = layer.description.deck.filter((said) => said.slide === "Current Status");
    expect(rows.map((said) => said.id.slice("seed.arch.".length))).toEqual([
      "privileged",
      "guests",
      "smp",
      "migrate",
      "memory",
      "vt",
      "drivers",
    ]);
    const says = (row: string) => rows.find((said) => said.id === `seed.arch.${row}`)?.says;
    expect(says("smp")).toBe("SMP guests: green on x86_32, x86_32p, x86_64; red on IA64, Power");
    expect(says("memory")).toBe("more than 4 GB of memory: green on x86_32p, x86_64, IA64, Power; blank on x86_32");
    expect(says("vt")).toBe("VT: green on x86_32, x86_32p, x86_64, IA64; blank on Power");
  });
});

describe("what the releases of Xen 3.0 differ in", () => {
  it("is AMD-V from 3.0.2 on", () => {
    const amd = x86({ features: ["amd-v"] });
    const by = (layer: Layer) => refuses(layer, { os: WINDOWS }, { machine: amd });
    expect([XEN_300, XEN_302, XEN_303, XEN_304].map(by)).toEqual([["os"], [], [], []]);
    expect(refuses(XEN_300, { os: WINDOWS }, { machine: x86({ features: ["vt-x"] }) })).toEqual([]);
    expect(refuses(XEN_302, { os: WINDOWS }, { machine: x86({ features: [] }) })).toEqual(["os"]);
  });

  it("is more than one virtual CPU in HVM domains: refused, warned of, then given", () => {
    const machine = x86();
    const two = { os: WINDOWS, vcpus: 2 };
    expect([XEN_300, XEN_302, XEN_303].map((layer) => refuses(layer, two, { machine }))).toEqual([
      ["vm.maxVcpu.hvm"],
      [],
      [],
    ]);
    expect([XEN_302, XEN_303].map((layer) => warns(layer, two, { machine }))).toEqual([["vm.maxVcpu.hvm"], []]);
    expect(refuses(XEN_300, { os: WINDOWS, vcpus: 1 }, { machine })).toEqual([]);
    expect(refuses(XEN_300, { os: LINUX_64, vcpus: 2 }, { machine })).toEqual([]);
    expect(warns(XEN_302, { os: WINDOWS, vcpus: 1 }, { machine })).toEqual([]);
  });

  it("is the scheduler: sedf or bvt, then credit", () => {
    const sedf = { scheduler: "sedf", periodNs: 100e6, sliceNs: 0, extraTime: true, weight: 1 };
    const here = { machine: x86() };
    expect(termsOf(XEN_300, here)).toMatchObject(sedf);
    expect(termsOf(XEN_302, here)).toMatchObject(sedf);
    expect(termsOf(XEN_300, { ...here, settings: { scheduler: "bvt" } })).toMatchObject({
      scheduler: "bvt",
      mcuAdvance: 10,
    });
    expect(termsOf(XEN_303, here)).toMatchObject({ scheduler: "credit", weight: 256, capPercent: 0 });
    expect(XEN_303.settings.safeParse({ weight: 65_536 }).success).toBe(false);
    expect(XEN_300.settings.safeParse({ weight: 256 }).success).toBe(false);
  });

  it.each([XEN_300, XEN_302])("$id refuses a slice that its period cannot hold", (layer) => {
    const rules = (settings: Record<string, unknown>) =>
      layer.machineMisfits(siteOf(layer, x86(), settings)).map((m) => m.rule);
    expect(rules({ periodMs: 20, sliceMs: 15 })).toEqual([]);
    expect(rules({ periodMs: 20, sliceMs: 25 })).toEqual(["sched.slice"]);
    expect(rules({ extraTime: false })).toEqual(["sched.slice"]);
    expect(rules({ scheduler: "bvt", extraTime: false })).toEqual([]);
  });

  it("is what caps a domain: a slice of each virtual CPU, or percent of one CPU", () => {
    const slice = { periodMs: 100, sliceMs: 40, extraTime: false };
    const machine = x86();
    // 2 virtual CPUs x 40/100 = 0.8 cores.
    const two = { os: LINUX_64, vcpus: 2 };
    expect(warns(XEN_302, { ...two, peakCores: 0.8 }, { machine, settings: slice })).toEqual([]);
    expect(warns(XEN_302, { ...two, peakCores: 0.9 }, { machine, settings: slice })).toEqual(["cpu.capped"]);
    expect(warns(XEN_302, { ...two, peakCores: 0.9 }, { machine, settings: { scheduler: "bvt" } })).toEqual([]);
    expect(warns(XEN_303, { ...two, peakCores: 0.9 }, { machine, settings: { capPercent: 80 } })).toEqual([
      "cpu.capped",
    ]);
  });
});
