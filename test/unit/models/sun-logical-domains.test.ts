/** Logical domains: strands, whole cores, channels, aligned memory, the control domain, migration, what is refused. */
import { describe, expect, test } from "vitest";
import type { Machine, PartitionSpec } from "#models/partitioning/index.ts";
import {
  SF6800,
  T2000,
  T4_4,
  V490,
  layerOf,
  refusals,
  siteOf,
  strandServer,
  warnings,
  wish,
  wishes,
} from "./sun-builders.ts";

const GIB = 1024;
const early = layerOf("ldoms-1");
const late = layerOf("ovm-sparc-3");
const t1 = siteOf(early, T2000);
const t4 = siteOf(late, T4_4);
const guest = { disks: 1, nics: 1 };
const T2 = strandServer("sparc-t5220", 1, 8, 64 * GIB);
const T5440 = strandServer("sparc-t5440", 4, 8, 256 * GIB);

describe("channels (LDOM-3)", () => {
  test("eight guests of three devices take 45 channels of the 256 of a T1", () => {
    // 12 + 1 for each of 9 domains + 8 x 3 clients (disk, network, console) = 12 + 9 + 24 = 45.
    const taken = wishes(8, guest)
      .map((w) => early.claim(early.size(w, t1), t1).constant.channels ?? 0)
      .reduce((sum, channels) => sum + channels, 0);
    const budget = early.supply(t1).constant.channels ?? 0;
    // What the 12 and the control domain take is already out of the supply.
    expect(budget).toBe(256 - 13);
    expect(256 - budget + taken).toBe(45);
    expect(refusals(early, t1, wishes(8, { ...guest, peakCores: 0.5 }))).toEqual([]);
  });

  test("a guest with fewer devices still takes the minimum of three clients, one with more takes one for each", () => {
    const channels = (disks: number, nics: number) => early.size(wish("a", { disks, nics }), t1).settings["channels"];
    expect(channels(0, 0)).toBe(4);
    expect(channels(1, 1)).toBe(4);
    expect(channels(3, 2)).toBe(1 + 3 + 2 + 1);
  });

  test("a budget that is used up refuses the next domain", () => {
    // 243 channels: 6 domains of 38 disks and 1 network take 6 x 41 = 246, of 37 disks 6 x 40 = 240.
    const six = (disks: number) => wishes(6, { disks, nics: 1, peakCores: 0.25 });
    expect(refusals(early, t1, six(37))).toEqual([]);
    expect(refusals(early, t1, six(38))).toEqual(["LDOM-3"]);
  });

  test("the budget goes by processor and release", () => {
    const budget = (machine: Machine, settings: Record<string, unknown> = {}) =>
      early.supply(siteOf(early, machine, settings)).constant.channels;
    expect(budget(T2)).toBe(512 - 13);
    expect(budget(T5440)).toBe(768 - 13);
    expect(budget(T5440, { release: "1.2" })).toBe(512 - 13);
    expect(late.supply(t4).constant.channels).toBe(1984 - 13);
    expect(late.supply(siteOf(late, { ...T4_4, model: "sparc-m7-8" })).constant.channels).toBe(4080 - 13);
  });
});

describe("strands (LDOM-1)", () => {
  test("a peak is rounded up to strands of a quarter core on a T1, at least one", () => {
    // 0.6 cores x 4 strands = 2.4, so 3, of which 0.6 are waste.
    expect(early.size(wish("a", { peakCores: 0.6 }), t1)).toMatchObject({
      vcpus: 3,
      settings: { strands: 3, memoryMiB: 1024, channels: 4, wastedStrands: 0.6 },
    });
    expect(early.size(wish("a", { peakCores: 0 }), t1).vcpus).toBe(1);
  });

  test("the control domain keeps one core: seven domains of four strands fit 32, an eighth does not", () => {
    expect(refusals(early, t1, wishes(7))).toEqual([]);
    expect(refusals(early, t1, wishes(8))).toEqual(["LDOM-1"]);
  });

  test("less than a strand, a part of one, and a part of a core where cores are given are refused", () => {
    const rules = (vcpus: number) =>
      late.partitionMisfits({ ...late.size(wish("a"), t4), vcpus }, t4).map((m) => m.rule);
    expect(rules(0)).toEqual(["LDOM-1"]);
    expect(rules(8.5)).toEqual(["LDOM-1"]);
    expect(rules(12)).toEqual(["cpu.wholeCore"]);
    expect(rules(16)).toEqual([]);
    const strands = siteOf(late, T4_4, { cpu: "strand" });
    expect(late.partitionMisfits({ ...late.size(wish("a"), strands), vcpus: 12 }, strands)).toEqual([]);
  });

  test("whole cores are given whole, with a cap as a hard partition", () => {
    // 1.1 cores are 8.8 strands, so 9, so 2 cores of 8; 16 - 8.8 = 7.2 strands are waste.
    const sized = (cpu: string) => late.size(wish("a", { peakCores: 1.1 }), siteOf(late, T4_4, { cpu })).settings;
    expect(sized("hard-partition")).toMatchObject({ strands: 16, wholeCores: 2, maxCores: 2, wastedStrands: 7.2 });
    expect(sized("whole-core")).toMatchObject({ strands: 16, wholeCores: 2 });
    expect(sized("whole-core")).not.toHaveProperty("maxCores");
    expect(sized("strand")).toMatchObject({ strands: 9 });
    expect(sized("strand")).not.toHaveProperty("wholeCores");
  });

  test("a domain is a machine of its strands: 12 of 8 per core are a core and a half", () => {
    const strands = siteOf(late, T4_4, { cpu: "strand" });
    const [domain] = late.carve(strands, [late.size(wish("a", { peakCores: 1.5 }), strands)]);
    expect(domain).toMatchObject({ kind: "domain", cores: 1.5, threads: 12, sockets: 1 });
  });
});

describe("domains by processor (LDOM-2)", () => {
  const tiny = { peakCores: 0.1, memoryMiB: 1024 };
  test.each([
    [32, early, strandServer("sparc-t5220", 1, 8, 512 * GIB), { processor: "T1" }],
    [64, early, strandServer("sparc-t5220", 2, 8, 512 * GIB), {}],
    [128, early, T5440, {}],
    [128, late, T4_4, { cpu: "strand" }],
    [256, late, strandServer("sparc-m7-8", 8, 32, 4096 * GIB), { cpu: "strand" }],
  ] as const)("%i domains with the control domain pass and one more is refused", (most, layer, machine, settings) => {
    const site = siteOf(layer, machine, settings);
    expect(refusals(layer, site, wishes(most - 1, tiny))).not.toContain("LDOM-2");
    expect(refusals(layer, site, wishes(most, tiny))).toContain("LDOM-2");
  });
});

describe("memory", () => {
  test("is rounded to 4 MiB and to no less than Solaris needs, from release 3 to 256 MiB", () => {
    const memory = (layer: typeof early, site: typeof t1, memoryMiB: number) =>
      layer.size(wish("a", { memoryMiB }), site).memoryMiB;
    expect(memory(early, t1, 100)).toBe(1024);
    expect(memory(early, t1, 1025)).toBe(1028);
    expect(memory(late, t4, 1025)).toBe(1280);
    expect(memory(late, siteOf(late, T4_4, { memoryDr: "off" }), 1025)).toBe(1028);
  });

  test("LDOM-4: unaligned memory is refused where it is kept as asked, and adjusted by default", () => {
    const asked = siteOf(late, T4_4, { memoryDr: "as-asked" });
    expect(refusals(late, asked, [wish("a", { memoryMiB: 1500 })])).toEqual(["LDOM-4"]);
    expect(refusals(late, asked, [wish("a", { memoryMiB: 1536 })])).toEqual([]);
    expect(refusals(late, t4, [wish("a", { memoryMiB: 1500 })])).toEqual([]);
    expect(refusals(late, siteOf(late, T4_4, { memoryDr: "off" }), [wish("a", { memoryMiB: 1500 })])).toEqual([]);
    expect(late.misfits(asked, [late.size(wish("a", { memoryMiB: 1500 }), asked)])).toMatchObject([
      { code: "off-grid", value: 1500, allowed: [1280, 1536] },
    ]);
  });

  test("what the control domain and the hypervisor take is not given out", () => {
    // T2000: 32,768 - 2,048 - 256 = 30,464 MiB. T4-4: 524,288 - 4,096 - 256.
    expect(early.supply(t1).constant.memoryMiB).toBe(30_464);
    expect(late.supply(t4).constant.memoryMiB).toBe(519_936);
    expect(refusals(early, t1, [wish("a", { memoryMiB: 30_464 })])).toEqual([]);
    expect(refusals(early, t1, [wish("a", { memoryMiB: 30_465 })])).toEqual(["capacity.memoryMiB"]);
  });

  test("less than the Solaris minimum is pointed out", () => {
    const spec: PartitionSpec = { ...early.size(wish("a"), t1), memoryMiB: 1020 };
    expect(early.cautions(t1, [spec]).map((m) => m.rule)).toEqual(["mem.minDomain"]);
  });
});

describe("the control domain", () => {
  test("LDOM-7: it must leave a strand and the memory of one domain", () => {
    const rules = (machine: Machine, settings: Record<string, unknown>) =>
      early.machineMisfits(siteOf(early, machine, settings)).map((m) => m.rule);
    expect(rules(T2000, { controlStrands: 31 })).toEqual([]);
    expect(rules(T2000, { controlStrands: 32 })).toEqual(["LDOM-7"]);
    // 2,048 + 256 + 1,024 = 3,328 MiB.
    expect(rules({ ...T2000, memoryMiB: 3328 }, {})).toEqual([]);
    expect(rules({ ...T2000, memoryMiB: 3327 }, {})).toEqual(["LDOM-7"]);
  });

  test("more than 32 domains ask for 4 strands, more than 64 for 4 GiB", () => {
    const small = siteOf(early, T5440, { controlStrands: 2, controlMemoryMiB: 2048 });
    const tiny = { peakCores: 0.1 };
    expect(warnings(early, small, wishes(31, tiny))).toEqual([]);
    expect(warnings(early, small, wishes(32, tiny))).toEqual(["control.manyStrands"]);
    expect(warnings(early, small, wishes(64, tiny))).toEqual(["control.manyStrands", "control.crowdMemory"]);
    expect(warnings(early, siteOf(early, T5440), wishes(100, tiny))).toEqual([]);
  });

  test("by default it keeps a core and what its processor's most domains ask for", () => {
    expect(early.supply(t1).constant.vcpus).toBe(28);
    expect(late.supply(t4).constant.vcpus).toBe(248);
    // T5440 allows 128 domains, so 4,096 MiB; a T2 allows 64, so 2,048.
    expect(early.supply(siteOf(early, T5440)).constant.memoryMiB).toBe(256 * GIB - 4096 - 256);
    expect(early.supply(siteOf(early, T2)).constant.memoryMiB).toBe(64 * GIB - 2048 - 256);
  });

  test("33 virtual networks take a second switch", () => {
    expect(warnings(early, t1, wishes(4, { nics: 8 }))).toEqual([]);
    expect(warnings(early, t1, [...wishes(4, { nics: 8 }), wish("b", { nics: 1 })])).toEqual(["net.maxVnetsPerSwitch"]);
  });
});

describe("migration (LDOM-5)", () => {
  const moving = (memoryMiB: number) => wish("a", { memoryMiB, needs: ["live-migration"] });

  test("release 1 moves no running domain", () => {
    expect(refusals(early, t1, [moving(1024)])).toEqual(["LDOM-5"]);
  });

  test("2 GiB do not go into two holes of 1 GiB, but into one of 2", () => {
    const holes = (...targetHolesMiB: readonly number[]) => siteOf(late, T4_4, { targetHolesMiB });
    expect(refusals(late, holes(1024, 1024), [moving(2048)])).toEqual(["LDOM-5"]);
    expect(refusals(late, holes(1024, 2048), [moving(2048)])).toEqual([]);
    expect(refusals(late, holes(1024, 1024), [wish("a", { memoryMiB: 2048 })])).toEqual([]);
    expect(refusals(late, t4, [moving(2048)])).toEqual([]);
  });

  test("a device of its own pins a domain", () => {
    expect(refusals(late, t4, [wish("a", { needs: ["live-migration", "passthrough-device"] })])).toEqual(["LDOM-5"]);
    expect(refusals(late, t4, [wish("a", { needs: ["passthrough-device"] })])).toEqual([]);
  });

  test("native processors are pointed out to who wants to move, generic ones are not", () => {
    expect(warnings(late, t4, [moving(1024)])).toEqual(["mig.cpuArch"]);
    expect(warnings(late, siteOf(late, T4_4, { cpuArch: "generic" }), [moving(1024)])).toEqual([]);
    expect(warnings(late, t4, wishes(1))).toEqual([]);
  });
});

describe("machines and guests", () => {
  const rules = (layer: typeof early, machine: Machine, settings: Record<string, unknown> = {}) =>
    layer.machineMisfits(siteOf(layer, machine, settings)).map((m) => m.rule);

  test("UltraSPARC IV has no hypervisor, x86 is no SPARC", () => {
    expect(rules(early, V490)).toEqual(["machine.sun4v"]);
    expect(rules(late, SF6800)).toEqual(["machine.sun4v"]);
    expect(rules(late, { ...T4_4, architecture: "x86-64" })).toEqual(["machine.architecture"]);
  });

  test("every release has its processors", () => {
    expect(rules(early, T4_4)).toEqual(["cpu.release"]);
    expect(rules(late, T2000)).toEqual(["cpu.release"]);
    expect(rules(early, T2000, { release: "1.3" })).toEqual(["cpu.release"]);
    expect(rules(early, T2000, { release: "1.2" })).toEqual([]);
    expect(rules(early, T2, { release: "1.3" })).toEqual([]);
  });

  test("a model that nobody looked up counts as the weakest, unless its processor is stated", () => {
    const other = { ...T4_4, model: "somebody-elses" };
    expect(late.supply(siteOf(late, other)).constant.channels).toBe(768 - 13);
    expect(warnings(late, siteOf(late, other), wishes(1))).toEqual(["cpu.unknown"]);
    const told = siteOf(late, other, { processor: "T4" });
    expect(late.supply(told).constant.channels).toBe(1984 - 13);
    expect(warnings(late, told, wishes(1))).toEqual([]);
  });

  test("LDOM-6 refuses what is not Solaris on SPARC, and Solaris 9 by its release", () => {
    expect(refusals(late, t4, [wish("a", { os: { family: "linux", architecture: "sparc" } })])).toEqual(["LDOM-6"]);
    const solaris = (version: string) => wish("a", { os: { family: "solaris", version, architecture: "sparc" } });
    expect(refusals(late, t4, [solaris("9")])).toEqual(["os.release"]);
    expect(refusals(late, t4, [solaris("11.4"), { ...solaris("10"), id: "b" }])).toEqual([]);
  });

  test("a T2000 has one root complex beside the control domain's, a T5440 three", () => {
    const own = (count: number) => wishes(count, { needs: ["passthrough-device"], peakCores: 0.5 });
    expect(refusals(early, t1, own(1))).toEqual([]);
    expect(refusals(early, t1, own(2))).toEqual(["io.rootComplex"]);
    expect(refusals(early, siteOf(early, T5440), own(3))).toEqual([]);
    expect(refusals(early, siteOf(early, T5440), own(4))).toEqual(["io.rootComplex"]);
  });

  test("domains without a cap are no hard partitions", () => {
    expect(warnings(late, siteOf(late, T4_4, { cpu: "whole-core" }), wishes(1))).toEqual(["lic.hardPartition"]);
    expect(warnings(late, t4, wishes(1))).toEqual([]);
  });

  test("settings beyond their range are errors", () => {
    expect(() => early.settings.parse({ controlStrands: 257 })).toThrow(/controlStrands/);
    expect(() => early.settings.parse({ processor: "T4" })).toThrow(/processor/);
    expect(() => late.settings.parse({ targetHolesMiB: [0] })).toThrow(/targetHolesMiB/);
  });
});
