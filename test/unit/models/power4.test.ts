/** POWER4 LPAR by hand: whole processors, memory steps, page tables, slots, and every refusal once and once not. */
import { describe, expect, it } from "vitest";
import { GIB } from "../../support/site.ts";
import { POWER4, at, many, power, refused, refusedAsIs, warned, wish } from "./power-builders.ts";

const aix = (version: string) => ({ family: "aix", version, architecture: "power" }) as const;
const AIX51 = aix("5.1");
const BIG = power({ cores: 32, threads: 32, memoryMiB: 64 * GIB, ioSlots: 80 });
const one = (change: Parameters<typeof wish>[1] = {}, settings: Record<string, unknown> = {}, machine = BIG) =>
  refused(POWER4, at(POWER4, settings, machine), [wish("a", change)]);
const claimed = (memoryMiB: number) => {
  const site = at(POWER4, {}, BIG);
  return POWER4.claim(POWER4.size(wish("a", { memoryMiB }), site), site).constant.memoryMiB;
};

describe("sizing", () => {
  it("rounds to whole processors, 256 MiB and two slots", () => {
    const spec = POWER4.size(wish("a", { peakCores: 1.2, memoryMiB: 1000 }), at(POWER4));
    expect(spec).toMatchObject({ vcpus: 2, memoryMiB: 1024 });
    expect(spec.settings).toEqual({ dedicatedProcessors: 2, pageTableMiB: 256, ioSlots: 2 });
  });

  it("sets a page table aside: 256 MiB, and 256 more for each full 16 GiB", () => {
    expect(claimed(1024)).toBe(1024 + 256);
    expect(claimed(16 * GIB)).toBe(16 * GIB + 512);
    expect(claimed(40 * GIB)).toBe(40 * GIB + 768);
  });

  it("shares nothing and keeps the firmware's memory", () => {
    // 16,384 - 512 MiB.
    expect(POWER4.supply(at(POWER4))).toEqual({
      constant: { partitions: 4, entitledCores: 4, ioSlots: 6, memoryMiB: 15_872, "block:large-real-mode-area": 0 },
      sharedCores: 0,
    });
    expect(POWER4.supply(at(POWER4, { firmwareMiB: 1000 })).constant.memoryMiB).toBe(15_360);
  });
});

describe("refusals", () => {
  it("cpuGrain: processors are whole, and each belongs to one partition", () => {
    const site = at(POWER4, {}, power({ ioSlots: 20 }));
    expect(refused(POWER4, site, many(2, { peakCores: 2 }))).toEqual([]);
    expect(refused(POWER4, site, many(2, { peakCores: 2.1 }))).toEqual(["cpuGrain"]);
    expect(refusedAsIs(POWER4, site, { vcpus: 1.5 })).toEqual(["cpuGrain"]);
  });

  it("memoryGrain and minMemory: 256 MiB and its multiples", () => {
    const site = at(POWER4);
    expect(refusedAsIs(POWER4, site, { memoryMiB: 512 })).toEqual([]);
    expect(refusedAsIs(POWER4, site, { memoryMiB: 600 })).toEqual(["memoryGrain"]);
    expect(refusedAsIs(POWER4, site, { memoryMiB: 128 })).toEqual(["minMemory", "memoryGrain"]);
  });

  it("memory.fit: memory, page tables and firmware within the machine", () => {
    // 15,872 MiB: 15,360 + 256 fit, 15,872 + 256 do not.
    expect(one({ memoryMiB: 15_360 }, {}, power())).toEqual([]);
    expect(one({ memoryMiB: 15_616 }, {}, power())).toEqual([]);
    expect(one({ memoryMiB: 15_872 }, {}, power())).toEqual(["memory.fit"]);
  });

  it("largePartition: one of AIX 5.1 above 16 GiB needs more than 32 GiB, two more than 48", () => {
    const large = { os: AIX51, memoryMiB: 17 * GIB };
    const on = (gib: number, count: number, os = AIX51) =>
      refused(POWER4, at(POWER4, {}, { ...BIG, memoryMiB: gib * GIB }), many(count, { ...large, os }));
    expect([on(32, 1), on(33, 1)]).toEqual([["largePartition"], []]);
    expect([on(48, 2), on(49, 2)]).toEqual([["largePartition"], []]);
    expect(on(32, 1, aix("5.2"))).toEqual([]);
  });

  it("ioNeed: a boot slot and a network slot each", () => {
    const site = at(POWER4, {}, power());
    expect(refused(POWER4, site, many(3, { disks: 0, nics: 0 }))).toEqual([]);
    expect(refused(POWER4, site, many(4, { disks: 0, nics: 0 }))).toEqual(["ioNeed"]);
  });

  it("maxPartitions: 32 on a p690, 8 on a p650, never more than cores", () => {
    const most = (machine: Parameters<typeof at>[2]) => POWER4.supply(at(POWER4, {}, machine)).constant.partitions;
    expect(most({ ...BIG, model: "ibm-p690" })).toBe(32);
    expect(most(power({ model: "ibm-p650", cores: 8 }))).toBe(8);
    expect(most(power({ model: "ibm-p690", cores: 16 }))).toBe(16);
    const wide = { ...BIG, cores: 40, model: "test" };
    const small = { memoryMiB: 256 };
    expect(refused(POWER4, at(POWER4, {}, wide), many(32, small))).toEqual([]);
    expect(refused(POWER4, at(POWER4, {}, wide), many(33, small))).toEqual(["maxPartitions"]);
  });

  it("dlpar: AIX 5.2 changes online, AIX 5.1 and Linux do not", () => {
    const online = { onlineChanges: true };
    expect(one({ os: aix("5.2") }, online)).toEqual([]);
    expect(one({ os: AIX51 }, online)).toEqual(["dlpar"]);
    expect(one({ os: { family: "linux", architecture: "power" } }, online)).toEqual(["dlpar"]);
    expect(one({ os: AIX51 })).toEqual([]);
  });

  it("os, os.release, mig.none: what never ran here", () => {
    expect(one({ os: { family: "windows", architecture: "x86-32" } })).toEqual(["os"]);
    expect([one({ os: aix("4.3") }), one({ os: aix("7.2") })]).toEqual([["os.release"], ["os.release"]]);
    expect(one({ needs: ["live-migration"] })).toEqual(["mig.none"]);
  });

  it("machine.model and machine.architecture: POWER4 servers only", () => {
    expect(one({}, {}, { ...BIG, model: "ibm-p5-595" })).toEqual(["machine.model"]);
    expect(one({}, {}, { ...BIG, architecture: "ia64" })).toContain("machine.architecture");
    expect(one({}, {}, { ...BIG, model: "ibm-p690" })).toEqual([]);
  });

  it("os.unstated warns of an AIX without release", () => {
    const site = at(POWER4);
    expect(warned(POWER4, site, [wish("a", { os: { family: "aix", architecture: "power" } })])).toEqual([
      "os.unstated",
    ]);
    expect(warned(POWER4, site, [wish("a")])).toEqual([]);
  });
});
