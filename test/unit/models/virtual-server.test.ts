/** Virtual Server's releases by hand: 3.6 GB, reserves in percent of the system, editions, and every refusal twice. */
import { describe, expect, it } from "vitest";
import type { Layer, Machine, PartitionWants } from "#models/partitioning/index.ts";
import { plainAmount } from "#planner/report/words.ts";
import { GIB, layerOf, refusals, siteOf, specOf, warnings, wish, x86 } from "../../support/site.ts";

const FIRST = layerOf("virtual-server-2005");
const R2 = layerOf("virtual-server-2005-r2");
const SP1 = layerOf("virtual-server-2005-r2-sp1");
const ALL = [FIRST, R2, SP1];

const W2003 = { family: "windows", version: "2003", architecture: "x86-32" } as const;

/** Four sockets of one core, no hyper-threads, 2 GHz, 16 GiB. */
const FOUR_WAY = x86({ sockets: 4, cores: 4, threads: 4, memoryMiB: 16 * GIB });

interface Case {
  readonly machine?: Machine;
  readonly settings?: Record<string, unknown>;
}

const refuses = (layer: Layer, change: Partial<PartitionWants>, { machine = FOUR_WAY, settings = {} }: Case = {}) =>
  refusals(layer, siteOf(layer, machine, settings), { os: W2003, ...change });

const warns = (layer: Layer, change: Partial<PartitionWants>, { machine = FOUR_WAY, settings = {} }: Case = {}) =>
  warnings(layer, siteOf(layer, machine, settings), { os: W2003, ...change });

const hostRefuses = (layer: Layer, { machine = FOUR_WAY, settings = {} }: Case) =>
  layer.machineMisfits(siteOf(layer, machine, settings)).map((misfit) => misfit.rule);

const sizedSettings = (
  layer: Layer,
  change: Partial<PartitionWants>,
  { machine = FOUR_WAY, settings = {} }: Case = {},
) => layer.size(wish("a", { os: W2003, ...change }), siteOf(layer, machine, settings)).settings;

describe.each(ALL.map((layer) => [layer.id, layer] as const))("%s", (_id, layer) => {
  it("refuses 5 GB and names 3.6 GB, its value and its source", () => {
    const site = siteOf(layer, FOUR_WAY);
    const misfits = layer.partitionMisfits(specOf(layer, site, { memoryMiB: 5 * GIB }), site);
    // 3.6 x 1024 MiB.
    expect(misfits).toEqual([
      {
        code: "over-limit",
        scope: "partition",
        resource: "memoryMiB",
        value: 5120,
        bound: 3686.4,
        rule: "vm.maxRam",
        source: { kind: "seen", ref: "MSVS-doc" },
      },
    ]);
    expect(plainAmount("memoryMiB", 3686.4)).toBe("3.6 GiB");
    expect(refuses(layer, { memoryMiB: 3686 })).toEqual([]);
  });

  it("gives whole MiB from 4 on, and 32 more to each machine", () => {
    const site = siteOf(layer, FOUR_WAY);
    const claimed = (memoryMiB: number) =>
      layer.claim(layer.size(wish("a", { memoryMiB }), site), site).constant.memoryMiB;
    // 128 + 32; 100.2 goes up to 101; 1 goes up to 4.
    expect(claimed(128)).toBe(160);
    expect(claimed(100.2)).toBe(133);
    expect(claimed(1)).toBe(36);
  });

  it("gives memory out once, whatever overcommit the plan asks for", () => {
    const site = { ...siteOf(layer, x86({ ...FOUR_WAY, memoryMiB: 2 * GIB })), memoryOvercommitRatio: 2 };
    const pair = (memoryMiB: number) => ["a", "b"].map((id) => layer.size(wish(id, { os: W2003, memoryMiB }), site));
    // 2048 - 512 = 1536 = 2 x (736 + 32).
    expect(layer.misfits(site, pair(736))).toEqual([]);
    expect(layer.misfits(site, pair(737)).map((misfit) => misfit.rule)).toEqual(["mem.fit"]);
  });

  it("keeps 512 MiB and a quarter of a core for the host, or what is set, not below 256 MiB", () => {
    const supply = (settings: Record<string, unknown>) => layer.supply(siteOf(layer, FOUR_WAY, settings));
    expect(supply({}).constant.memoryMiB).toBe(16_384 - 512);
    expect(supply({ hostMemoryMiB: 1024 }).constant.memoryMiB).toBe(16_384 - 1024);
    expect(supply({}).sharedCores).toBe(3.75);
    expect(layer.settings.safeParse({ hostMemoryMiB: 256 }).success).toBe(true);
    expect(layer.settings.safeParse({ hostMemoryMiB: 255 }).success).toBe(false);
  });

  it("has one virtual CPU, 32 disks and 4 network cards for a machine", () => {
    expect(refuses(layer, { vcpus: 1, disks: 32, nics: 4 })).toEqual([]);
    expect(refuses(layer, { vcpus: 2 })).toEqual(["vm.maxVcpu"]);
    expect(refuses(layer, { disks: 33 })).toEqual(["vm.maxDisks"]);
    expect(refuses(layer, { nics: 5 })).toEqual(["vm.maxNics"]);
  });

  it("carries 32-bit guests only, on a 64-bit processor too", () => {
    expect(refuses(layer, { os: { ...W2003, architecture: "x86-64" } })).toEqual(["os"]);
    expect(refuses(layer, { os: { ...W2003, architecture: "unknown" } })).toEqual([]);
    expect(refuses(layer, {})).toEqual([]);
  });

  it("neither moves a running machine nor passes a device through", () => {
    expect(refuses(layer, { needs: ["live-migration"] })).toEqual(["mig.none"]);
    expect(refuses(layer, { needs: ["passthrough-device"] })).toEqual(["io.passthrough"]);
    expect(refuses(layer, { needs: ["own-kernel", "kernel-modules"] })).toEqual([]);
  });

  it("states weight, reserve and maximum in its own terms: percent of the system and of one CPU", () => {
    // One of four CPUs is 25 % of the system. 1000 of 4 x 2000 MHz is 12.5 %.
    expect(sizedSettings(layer, { cpuReservedMhz: 1000 })).toMatchObject({
      relativeWeight: 100,
      reservedPctOfSystem: 12.5,
      maximumPctOfSystem: 25,
      maximumPctOfOneCpu: 100,
    });
    // 10 % of four CPUs is 40 % of one.
    expect(sizedSettings(layer, {}, { settings: { maximumPctOfSystem: 10 } })).toMatchObject({
      maximumPctOfSystem: 10,
      maximumPctOfOneCpu: 40,
    });
  });

  it("refuses a maximum or a reserve beyond one CPU", () => {
    expect(hostRefuses(layer, { settings: { maximumPctOfSystem: 25 } })).toEqual([]);
    expect(hostRefuses(layer, { settings: { maximumPctOfSystem: 25.5 } })).toEqual(["cpu.max"]);
    expect(refuses(layer, { cpuReservedMhz: 2000 })).toEqual([]);
    expect(refuses(layer, { cpuReservedMhz: 2001 })).toEqual(["cpu.reservedOfOne"]);
  });

  it("takes a maximum from 1 to 100 and weights from 1 to 10,000", () => {
    for (const [settings, is] of [
      [{ maximumPctOfSystem: 1 }, true],
      [{ maximumPctOfSystem: 0.9 }, false],
      [{ weight: 10_000 }, true],
      [{ weight: 10_001 }, false],
      [{ weight: 0 }, false],
    ] as const) {
      expect(layer.settings.safeParse(settings).success).toBe(is);
    }
  });

  it("refuses reserves that together pass the whole system", () => {
    const site = siteOf(layer, FOUR_WAY, { reservedPctOfSystem: 20 });
    const rules = (count: number) =>
      layer
        .misfits(
          site,
          Array.from({ length: count }, (_, n) => layer.size(wish(`w${n}`, { os: W2003 }), site)),
        )
        .map((misfit) => misfit.rule);
    // 5 x 20 = 100.
    expect(rules(5)).toEqual([]);
    expect(rules(6)).toEqual(["cpu.reserved"]);
  });

  it("charges a quarter of a machine's CPU 30 % more for emulated devices", () => {
    const factor = (settings: Record<string, unknown>) => {
      const site = siteOf(layer, FOUR_WAY, settings);
      return layer.claim(specOf(layer, site), site).cpuFactor;
    };
    // 1 + 0.25 x 0.3; half I/O at 10 %.
    expect(factor({})).toBeCloseTo(1.075, 9);
    expect(factor({ ioShareRatio: 0.5, ioCostPercent: 10 })).toBeCloseTo(1.05, 9);
  });

  it("refuses a host below 256 MiB, below 550 MHz, or of another architecture", () => {
    expect(hostRefuses(layer, { machine: { ...FOUR_WAY, memoryMiB: 255 } })).toEqual(["hw.minRam"]);
    expect(hostRefuses(layer, { machine: { ...FOUR_WAY, coreMhz: 549 } })).toEqual(["hw.minMhz"]);
    expect(hostRefuses(layer, { machine: { ...FOUR_WAY, memoryMiB: 256, coreMhz: 550 } })).toEqual([]);
    expect(hostRefuses(layer, { machine: { ...FOUR_WAY, architecture: "ia64" } })).toEqual(["hw.arch"]);
    expect(hostRefuses(layer, { machine: { ...FOUR_WAY, architecture: "x86-32" } })).toEqual([]);
  });

  it("uses 64 GiB of a larger host", () => {
    const supplied = layer.supply(siteOf(layer, { ...FOUR_WAY, memoryMiB: 128 * GIB })).constant.memoryMiB;
    expect(supplied).toBe(64 * GIB - 512);
  });

  it("warns of a maximum below the peak and of systems that are not listed", () => {
    // 10 % of four cores is 0.4.
    expect(warns(layer, { peakCores: 0.4 }, { settings: { maximumPctOfSystem: 10 } })).toEqual([]);
    expect(warns(layer, { peakCores: 0.5 }, { settings: { maximumPctOfSystem: 10 } })).toEqual(["cpu.capped"]);
    expect(warns(layer, { os: { family: "windows", version: "NT 4.0", architecture: "x86-32" } })).toEqual([]);
    expect(warns(layer, { os: { family: "netware", architecture: "x86-32" } })).toEqual(["os.unlisted"]);
  });

  it("counts a Windows licence for every four guests, the deck's rule, and says what documents hold", () => {
    expect(layer.description.facts["lic.guestsPerLicence"]?.value).toBe(4);
    expect(layer.description.facts["lic.guestsPerLicence"]?.source.kind).toBe("deck");
    expect(layer.description.deck.find((one) => one.id === "seed.licence")?.verdict).toBe("differs");
  });
});

describe("Virtual Server 2005", () => {
  it("counts processors by core: 4 in Standard, 32 in Enterprise", () => {
    const cores = (count: number) => ({ ...FOUR_WAY, sockets: 2, cores: count, threads: count });
    expect(hostRefuses(FIRST, { machine: cores(4), settings: { edition: "standard" } })).toEqual([]);
    expect(hostRefuses(FIRST, { machine: cores(5), settings: { edition: "standard" } })).toEqual([
      "host.maxCpus.standard",
    ]);
    expect(hostRefuses(FIRST, { machine: cores(32) })).toEqual([]);
    expect(hostRefuses(FIRST, { machine: cores(33) })).toEqual(["host.maxCpus"]);
  });

  it("wants hyper-threading off and counts cores in its percentages", () => {
    const threaded = { ...FOUR_WAY, threads: 8 };
    expect(warns(FIRST, {}, { machine: threaded })).toEqual(["host.ht"]);
    expect(warns(FIRST, {})).toEqual([]);
    expect(sizedSettings(FIRST, {}, { machine: threaded })).toMatchObject({ maximumPctOfSystem: 25 });
  });

  it("warns beyond eight ways, where the deck sees its best", () => {
    const cores = (count: number) => ({ ...FOUR_WAY, cores: count, threads: count });
    expect(warns(FIRST, {}, { machine: cores(8) })).toEqual([]);
    expect(warns(FIRST, {}, { machine: cores(9) })).toEqual(["host.optimumMax"]);
  });

  it("runs 64 machines and no more", () => {
    const site = siteOf(FIRST, FOUR_WAY);
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => FIRST.size(wish(`w${n}`, { os: W2003, memoryMiB: 64 }), site));
    // 64 x (64 + 32) = 6144 of 15872 MiB.
    expect(FIRST.misfits(site, many(64))).toEqual([]);
    expect(FIRST.misfits(site, many(65)).map((misfit) => misfit.rule)).toEqual(["host.maxVms"]);
  });
});

describe("Virtual Server 2005 R2 and SP1", () => {
  it.each([R2, SP1])("count sockets, whatever is in them", (layer) => {
    const sockets = (count: number) => ({ ...FOUR_WAY, sockets: count, cores: 4 * count, threads: 8 * count });
    expect(hostRefuses(layer, { machine: sockets(4), settings: { edition: "standard" } })).toEqual([]);
    expect(hostRefuses(layer, { machine: sockets(5), settings: { edition: "standard" } })).toEqual([
      "host.maxCpus.standard",
    ]);
    expect(hostRefuses(layer, { machine: sockets(33) })).toEqual(["host.maxCpus"]);
  });

  it.each([R2, SP1])("count hyper-threads in their percentages", (layer) => {
    // One of eight.
    const told = sizedSettings(layer, {}, { machine: { ...FOUR_WAY, threads: 8 } });
    expect(told).toMatchObject({ maximumPctOfSystem: 12.5, maximumPctOfOneCpu: 100 });
  });

  it.each([R2, SP1])("install an x64 Windows on x64 processors only", (layer) => {
    const old = { ...FOUR_WAY, architecture: "x86-32" } as const;
    expect(hostRefuses(layer, { machine: old, settings: { hostSystem: "x64" } })).toEqual(["host.os"]);
    expect(hostRefuses(layer, { settings: { hostSystem: "x64" } })).toEqual([]);
    expect(sizedSettings(layer, {}, { machine: old })).toMatchObject({ hostSystem: "x86" });
    expect(sizedSettings(layer, {})).toMatchObject({ hostSystem: "x64" });
    expect(FIRST.settings.safeParse({ hostSystem: "x64" }).success).toBe(false);
  });

  it("run 64 machines in R2, and 512 in SP1 where the host's Windows is x64", () => {
    const most = (layer: Layer, hostSystem: string) =>
      layer.supply(siteOf(layer, FOUR_WAY, { hostSystem })).constant.partitions;
    expect(most(R2, "x64")).toBe(64);
    expect(most(SP1, "x86")).toBe(64);
    expect(most(SP1, "x64")).toBe(512);
    const site = siteOf(SP1, x86({ ...FOUR_WAY, memoryMiB: 64 * GIB }), { hostSystem: "x86" });
    const many = Array.from({ length: 65 }, (_, n) => SP1.size(wish(`w${n}`, { os: W2003, memoryMiB: 64 }), site));
    expect(SP1.misfits(site, many).map((misfit) => misfit.rule)).toEqual(["host.maxVms"]);
  });

  it("use hardware assistance from SP1 on, where processor and user allow", () => {
    const mode = (layer: Layer, features: Machine["features"], settings = {}) =>
      layer.size(wish("a", { os: W2003 }), siteOf(layer, { ...FOUR_WAY, features }, settings)).mode;
    expect(mode(R2, ["vt-x"])).toBe("trap-and-map");
    expect(mode(SP1, ["vt-x"])).toBe("hvm");
    expect(mode(SP1, ["amd-v"])).toBe("hvm");
    expect(mode(SP1, [])).toBe("trap-and-map");
    expect(mode(SP1, ["vt-x"], { hardwareAssist: false })).toBe("trap-and-map");
  });

  it("list Linux from SP1 on", () => {
    const rhel = { family: "linux", version: "RHEL 4", architecture: "x86-32" } as const;
    expect(warns(R2, { os: rhel })).toEqual(["os.unlisted"]);
    expect(warns(SP1, { os: rhel })).toEqual([]);
    expect(warns(SP1, { os: { ...rhel, version: "Debian 4" } })).toEqual(["os.unlisted"]);
  });
});
