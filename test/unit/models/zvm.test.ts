/** z/VM in a logical partition: what it stands on, every refusal once refusing and once passing, sizing by hand. */
import { describe, expect, it } from "vitest";
import { type Partition, groundOf, innermost } from "#models/partitioning/index.ts";
import {
  ZVM_51_Z990,
  ZVM_52_SECOND_LEVEL_Z9_EC,
  ZVM_52_Z9_EC,
  ZVM_53_Z9_BC,
  ZVM_53_Z9_EC,
  ZVM_73_Z16,
  ZVM_74_Z17,
} from "#models/zvm/index.ts";
import { GIB, S08, S54, linux, mainframeOf, many, refused, standing, warned } from "./zvm-builders.ts";

const V51 = innermost(ZVM_51_Z990);
const V52 = innermost(ZVM_52_Z9_EC);
const V53 = innermost(ZVM_53_Z9_EC);
const V73 = innermost(ZVM_73_Z16);
const NEST = innermost(ZVM_52_SECOND_LEVEL_Z9_EC);
const A01 = mainframeOf("z16-a01", 200, 40_960);

const zos = { family: "z-os", architecture: "s390x" } as const;

describe("the logical partition that z/VM stands on", () => {
  const size = (platform: typeof ZVM_51_Z990, machine: Parameters<typeof groundOf>[1]) => {
    const ground = groundOf(platform, machine);
    expect(ground.misfits).toEqual([]);
    const { kind, cores, threads, memoryMiB } = ground.machine;
    return { kind, cores, threads, gib: memoryMiB / GIB };
  };

  it("is the whole machine where that is within the release's limits", () => {
    // 128 GiB less 4.5 of the hardware system area.
    expect(size(ZVM_53_Z9_EC, S08)).toEqual({ kind: "lpar", cores: 8, threads: 8, gib: 123.5 });
    expect(size(ZVM_53_Z9_BC, mainframeOf("z9-bc-s07", 7, 64))).toMatchObject({ cores: 7, gib: 59.5 });
  });

  it("is as large as the release supports where the machine is larger", () => {
    expect(size(ZVM_52_Z9_EC, S54)).toMatchObject({ cores: 24, gib: 128 });
    expect(size(ZVM_53_Z9_EC, S54)).toMatchObject({ cores: 32, gib: 256 });
    expect(size(ZVM_73_Z16, A01)).toMatchObject({ cores: 80, threads: 80, gib: 4096 });
    expect(size(ZVM_74_Z17, mainframeOf("z17-me1", 208, 65_536))).toMatchObject({ cores: 80, gib: 4096 });
  });

  it("is bounded by the outer layer too: 128 GiB in one LP of a z990 of 256", () => {
    expect(size(ZVM_51_Z990, mainframeOf("z990-d32", 32, 256))).toMatchObject({ cores: 24, gib: 128 });
  });

  it("is refused, not thrown, by the layer that cannot be cut", () => {
    const ground = groundOf(ZVM_52_Z9_EC, { ...S08, architecture: "x86-64" });
    expect(ground.misfits.map(({ rule }) => rule)).toEqual(["hw.arch"]);
    expect(ground.refusedBy).toBe("prsm-z9-ec");
  });

  it("is cut twice for z/VM in z/VM: an LPAR, then a guest of at most its memory less CP and page tables", () => {
    const { machine } = groundOf(ZVM_52_SECOND_LEVEL_Z9_EC, S54);
    expect(machine.kind).toBe("virtual-machine");
    expect(machine.cores).toBe(24);
    // 131,072 − 512 − 2,048 = 128,512; one guest takes 1 + 8/1,024 of its memory: 127,515.78…, found to a MiB.
    expect(machine.memoryMiB).toBeGreaterThan(127_514.7);
    expect(machine.memoryMiB * (1 + 8 / 1024)).toBeLessThanOrEqual(128_512);
    expect((machine as Partition).on.kind).toBe("lpar");
  });
});

describe("sizing a guest", () => {
  const site = standing(ZVM_53_Z9_EC, S08);

  it("gives a relative share by virtual CPU, and the maximum that is worth defining", () => {
    const spec = V53.size(linux("a", { vcpus: 2, memoryMiB: 1000.001 }), site);
    expect(spec.settings).toEqual({
      share: "RELATIVE 200",
      maximumShare: "NOLIMIT",
      virtualCpus: 2,
      maximumVirtualCpus: 8,
    });
    // Pages of 4 KiB: 256 × 1,000.001 = 256,000.256, so 256,001 pages.
    expect(spec.memoryMiB).toBe(256_001 / 256);
  });

  it("gives an absolute share by peak in tenths of a percent, and always one where CPU is guaranteed", () => {
    // 0.5 of 8 engines is 6.25 %, so 6.3; 3,400 MHz of 8 × 1,700 is 25 %.
    const absolute = { ...site, settings: V53.settings.parse({ share: "absolute" }) };
    expect(V53.size(linux("a"), absolute).settings["share"]).toBe("ABSOLUTE 6.3%");
    expect(V53.size(linux("a", { peakCores: 0 }), absolute).settings["share"]).toBe("ABSOLUTE 0.1%");
    expect(V53.size(linux("a", { cpuReservedMhz: 3400 }), site).settings["share"]).toBe("ABSOLUTE 25%");
  });

  it("claims memory over the overcommit ratio and 8 KiB of page tables per MiB", () => {
    const spec = V53.size(linux("a", { memoryMiB: 2 * GIB, memoryReservedMiB: 100 }), site);
    expect(spec.settings["reservedMiB"]).toBe(100);
    // 2,048 + 16, and 1,024 + 16 at two to one.
    expect(V53.claim(spec, site).constant.memoryMiB).toBe(2064);
    expect(V53.claim(spec, { ...site, memoryOvercommitRatio: 2 }).constant.memoryMiB).toBe(1040);
  });

  it("charges total over virtual time on top of PR/SM's own", () => {
    const spec = V53.size(linux("a"), site);
    // 1.1 / (1 − 0.003).
    expect(V53.claim(spec, site).cpuFactor).toBeCloseTo(1.1 / 0.997, 9);
  });

  it("supplies what CP, its service machines and expanded storage leave", () => {
    // 123.5 GiB = 126,464 − 512 − 2,048 (25 % is more than 2 GiB); 8 engines less 5 %.
    expect(V53.supply(site)).toMatchObject({ constant: { memoryMiB: 123_904 }, sharedCores: 7.6 });
    const none = { ...site, settings: V53.settings.parse({ expandedStorageMiB: 0, dcssMiB: 1024 }) };
    expect(V53.supply(none).constant.memoryMiB).toBe(124_928);
    // No expanded storage from 6.3: 4 TiB − 2 GiB.
    expect(V73.supply(standing(ZVM_73_Z16, A01)).constant.memoryMiB).toBe(4094 * GIB);
  });
});

describe("z/VM refuses", () => {
  const site = standing(ZVM_53_Z9_EC, S54);
  const set = (settings: Record<string, unknown>) => ({ ...site, settings: V53.settings.parse(settings) });

  it("ZV-01: shares out of range", () => {
    expect(refused(V53, set({ sharePerVcpu: 5000 }), [linux("a", { vcpus: 2 })])).toEqual([]);
    expect(refused(V53, set({ sharePerVcpu: 5000 }), [linux("a", { vcpus: 3 })])).toEqual(["ZV-01"]);
    expect(refused(V53, set({ share: "absolute" }), [linux("a", { peakCores: 32 })])).toEqual([]);
    expect(refused(V53, set({ share: "absolute" }), [linux("a", { peakCores: 32.1 })])).toEqual(["ZV-01"]);
    expect(V53.settings.safeParse({ sharePerVcpu: 0 }).success).toBe(false);
  });

  it("ZV-02: more than 64 virtual CPUs", () => {
    expect(refused(V53, site, [linux("a", { vcpus: 64 })])).toEqual([]);
    expect(refused(V53, site, [linux("a", { vcpus: 65 })])).toEqual(["ZV-02"]);
  });

  it("ZV-03: z/OS where the partition has IFLs only", () => {
    expect(refused(V53, set({ engines: "ifl" }), [linux("a", { os: zos })])).toEqual(["ZV-03"]);
    expect(refused(V53, set({ engines: "ifl" }), [linux("a")])).toEqual([]);
    expect(refused(V53, site, [linux("a", { os: zos })])).toEqual([]);
  });

  it("ZV-04: more engines or memory than the release supports", () => {
    const lpar = (cores: number, gib: number) => ({
      ...site,
      machine: { ...site.machine, cores, memoryMiB: gib * GIB },
    });
    expect(refused(V53, lpar(32, 256), [])).toEqual([]);
    expect(refused(V53, lpar(33, 256), [])).toEqual(["ZV-04"]);
    expect(refused(V53, lpar(32, 257), [])).toEqual(["ZV-04"]);
    const small = standing(ZVM_52_Z9_EC, S08);
    expect(refused(V52, { ...small, machine: { ...small.machine, cores: 25 } }, [])).toEqual(["ZV-04"]);
  });

  it("ZV-05: more than 256 GiB of virtual storage on 5.2, none such on 5.3", () => {
    // Two to one: 2 × 128 GiB = 262,144 MiB of storage claim 131,072 + 2,048, so the paging ratio is 3 for test guests.
    const of = (memoryMiB: number) => {
      const here = standing(ZVM_52_Z9_EC, S54, { guestUse: "test" });
      return refused(V52, { ...here, memoryOvercommitRatio: 3 }, many(2, { memoryMiB }));
    };
    expect(of(128 * GIB)).toEqual([]);
    expect(of(128 * GIB + 1)).toEqual(["ZV-05"]);
    const later = standing(ZVM_53_Z9_EC, S54, { guestUse: "test" });
    expect(refused(V53, { ...later, memoryOvercommitRatio: 3 }, many(2, { memoryMiB: 129 * GIB }))).toEqual([]);
  });

  it("ZV-06: relocation before 6.2, outside a cluster, of another system, or with a device", () => {
    const moving = { needs: ["live-migration"] } as const;
    expect(refused(V53, site, [linux("a", moving)])).toEqual(["ZV-06"]);
    const cluster = standing(ZVM_73_Z16, A01, { ssiMembers: 2 });
    expect(refused(V73, cluster, [linux("a", moving)])).toEqual([]);
    expect(refused(V73, standing(ZVM_73_Z16, A01), [linux("a", moving)])).toEqual(["ZV-06"]);
    expect(refused(V73, cluster, [linux("a", { ...moving, os: zos })])).toEqual(["ZV-06"]);
    expect(refused(V73, cluster, [linux("a", { needs: ["live-migration", "passthrough-device"] })])).toEqual(["ZV-06"]);
    expect(refused(V73, cluster, [linux("a", { needs: ["passthrough-device"] })])).toEqual([]);
    expect(V73.settings.safeParse({ ssiMembers: 9 }).success).toBe(false);
  });

  it("ZV-07: more overcommitment than the class of guests bears", () => {
    const at = (guestUse: string, memoryOvercommitRatio: number) =>
      refused(V53, { ...set({ guestUse }), memoryOvercommitRatio }, []);
    expect(at("busy", 1)).toEqual([]);
    expect(at("busy", 1.1)).toEqual(["ZV-07"]);
    expect(at("production", 2)).toEqual([]);
    expect(at("production", 2.1)).toEqual(["ZV-07"]);
    expect(at("test", 3)).toEqual([]);
    expect(at("test", 3.1)).toEqual(["ZV-07"]);
  });

  it("ZV-08: Windows and x86 guests; and machines that are no mainframes", () => {
    expect(refused(V53, site, [linux("a", { os: { family: "windows", architecture: "x86-64" } })])).toEqual(["ZV-08"]);
    expect(refused(V53, site, [linux("a", { os: { family: "linux", architecture: "x86-64" } })])).toEqual(["ZV-08"]);
    expect(refused(V53, { ...site, machine: { ...site.machine, architecture: "power" } }, [])).toEqual(["hw.arch"]);
  });

  it("ZV-09: a shared segment above 2 GiB", () => {
    expect(refused(V53, set({ dcssMiB: 2048 }), [])).toEqual([]);
    expect(refused(V53, set({ dcssMiB: 2049 }), [])).toEqual(["ZV-09"]);
  });

  it("ZV-10: paging space below what real memory does not back", () => {
    // Two guests of 10 GiB at two to one: half of 20 GiB is paged.
    const at = (gib: number) =>
      refused(
        V53,
        { ...set({ pagingSpaceMiB: gib * GIB }), memoryOvercommitRatio: 2 },
        many(2, { memoryMiB: 10 * GIB }),
      );
    expect(at(10)).toEqual([]);
    expect(at(9.9)).toEqual(["ZV-10"]);
    expect(refused(V53, set({ pagingSpaceMiB: 0 }), many(2, { memoryMiB: 10 * GIB }))).toEqual([]);
  });

  it("ZV-11: engines that the Value Units do not cover, of the machine or with sub-capacity of the partition", () => {
    // 54 engines: 187 for 32 of them and 22 × 3 = 253. 80 of the z16: 187 + 48 × 3 = 331; all 200: 187 + 168 × 3 = 691.
    expect(refused(V53, set({ valueUnits: 253 }), [])).toEqual([]);
    expect(refused(V53, set({ valueUnits: 252 }), [])).toEqual(["ZV-11"]);
    expect(refused(V73, standing(ZVM_73_Z16, A01, { valueUnits: 331, subCapacity: true }), [])).toEqual([]);
    expect(refused(V73, standing(ZVM_73_Z16, A01, { valueUnits: 330, subCapacity: true }), [])).toEqual(["ZV-11"]);
    expect(refused(V73, standing(ZVM_73_Z16, A01, { valueUnits: 690 }), [])).toEqual(["ZV-11"]);
    expect(refused(V73, standing(ZVM_73_Z16, A01, { valueUnits: 691 }), [])).toEqual([]);
  });

  it("memory, guaranteed memory and guaranteed CPU beyond what there is, and guests above 1 TiB on 5.3", () => {
    const small = standing(ZVM_53_Z9_EC, S08);
    // 123,904 MiB: 120 guests of 1,024 + 8 take 123,840.
    expect(refused(V53, small, many(120))).toEqual([]);
    expect(refused(V53, small, many(121))).toEqual(["mem.fit"]);
    expect(refused(V53, small, many(2, { memoryReservedMiB: 61_952 }))).toEqual([]);
    expect(refused(V53, small, many(2, { memoryReservedMiB: 61_953 }))).toEqual(["mem.reserved"]);
    // 7.6 engines × 1,700 MHz = 12,920.
    expect(refused(V53, small, many(2, { cpuReservedMhz: 6460 }))).toEqual([]);
    expect(refused(V53, small, many(2, { cpuReservedMhz: 6461 }))).toEqual(["cpu.floor"]);
    expect(refused(V53, small, [linux("a", { memoryMiB: 1024 * GIB + 1 })])).toContain("vm.maxRam");
  });
});

describe("z/VM warns", () => {
  const small = standing(ZVM_53_Z9_EC, S08);

  it("ZV-12: of more virtual than logical CPUs", () => {
    expect(warned(V53, small, [linux("a", { vcpus: 8 })])).toEqual([]);
    expect(warned(V53, small, [linux("a", { vcpus: 9 })])).toEqual(["ZV-12"]);
  });

  it("of absolute shares above 99 % together", () => {
    const site = { ...small, settings: V53.settings.parse({ share: "absolute" }) };
    expect(warned(V53, site, many(2, { peakCores: 3.9 }))).toEqual([]);
    expect(warned(V53, site, many(2, { peakCores: 4 }))).toEqual(["shareFormula"]);
  });

  it("of engines that one image does not reach", () => {
    expect(warned(V53, standing(ZVM_53_Z9_EC, S54), [])).toEqual(["lpar.rest"]);
    expect(warned(V53, small, [])).toEqual([]);
  });

  it("of pages below 2 GB on 5.1, of guests above 1 TiB on 7.3, of a third level", () => {
    const old = standing(ZVM_51_Z990, mainframeOf("z990-a08", 8, 64));
    expect(warned(V51, old, many(2))).toEqual([]);
    expect(warned(V51, old, many(3))).toEqual(["mem.below2g"]);
    const large = standing(ZVM_73_Z16, mainframeOf("z16-a02", 68, 4096));
    expect(warned(V73, large, [linux("a", { memoryMiB: 1024 * GIB })])).toEqual([]);
    expect(warned(V73, large, [linux("a", { memoryMiB: 1025 * GIB })])).toEqual(["vm.maxRam"]);
    expect(warned(NEST, standing(ZVM_52_SECOND_LEVEL_Z9_EC, S08), [linux("a")])).toEqual(["nest.third"]);
  });

  it("charges a third level three times as much, within 2 and 5", () => {
    const site = standing(ZVM_52_SECOND_LEVEL_Z9_EC, S08);
    expect(NEST.claim(NEST.size(linux("a"), site), site).cpuFactor).toBeCloseTo((3 * 1.1) / 0.997, 9);
    expect(NEST.settings.safeParse({ simulationFactor: 1.9 }).success).toBe(false);
    expect(NEST.settings.safeParse({ simulationFactor: 5 }).success).toBe(true);
  });
});

describe("worked examples of the documents", () => {
  it("fifteen guests of 1 GB in 10 GB of real memory are an overcommitment of 1.5", () => {
    // 15 × 1,024 / 1.5 = 10,240 MiB, and 8 KB of page tables per MB: 15 × 8 = 120 MiB; 512 and 2,048 MiB for CP itself.
    const partition = standing(ZVM_53_Z9_EC, S08, { guestUse: "production" });
    const small = { ...partition, machine: { ...partition.machine, memoryMiB: 10_240 + 120 + 512 + 2048 } };
    expect(refused(V53, { ...small, memoryOvercommitRatio: 1.5 }, many(15))).toEqual([]);
    expect(refused(V53, { ...small, memoryOvercommitRatio: 1.49 }, many(15))).not.toEqual([]);
  });

  it("z/VM 5.2 bears 256 GB in use: 2 GB of frames, two for the page tables of each MB", () => {
    // 2 GiB / 4 KiB = 524,288 frames; two to a PGMBK, one PGMBK to a MB.
    const frames = (2 * 2 ** 30) / 4096;
    expect(V52.description.facts["mem.maxInUse"]).toMatchObject({ value: frames / 2, unit: "MiB" });
  });
});
