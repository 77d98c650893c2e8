/**
 * What every layer of every platform must keep, whatever it models. A platform that lands in the catalogue is tested
 * here without a line of its own; where one may differ, the deviation stands in deviations.ts with its reason.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Source, parseSource, sourceText } from "#models/fact.ts";
import {
  type Architecture,
  CPU_FEATURES,
  type Layer,
  type Limit,
  type Machine,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type ResourceClass,
  type Site,
  hasFeatures,
  rowsFor,
} from "#models/partitioning/index.ts";
import { SOURCES } from "#models/sources/index.ts";
import { estates, wishes } from "../../support/estates.ts";
import { GUEST_SETTINGS, TELLS_WASTE } from "./deviations.ts";
import { SUBJECTS, machineFor, siteOf, specOf, wish } from "../../support/site.ts";

const SEED = 20_060_614;
const RUNS = { seed: SEED, numRuns: 60 };

/** Guests of either word size run on one machine; all others on their own kind of processor. */
const isX86 = (one: Architecture) => one === "x86-32" || one === "x86-64";

const Z_OS = { family: "z-os", architecture: "s390x" } as const;
const WINDOWS = { family: "windows", architecture: "x86-64" } as const;

/** What a layer counts a wish in: cores of whole blocks, or virtual CPUs. */
const cpuWanted = (layer: Layer, wants: PartitionWants) => (layer.cpu === "dedicated" ? wants.peakCores : wants.vcpus);

const sized = (layer: Layer, site: Site, wants: readonly PartitionWants[]) => wants.map((one) => layer.size(one, site));

/** A misfit without the amount that grows with every further partition. */
const keyOf = (misfit: Misfit): string =>
  JSON.stringify(misfit.code === "over-capacity" ? { ...misfit, needs: 0 } : misfit);

/** Every source found anywhere in a value. */
function sourcesIn(value: unknown): readonly Source[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "source" in value ? [value.source as Source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
}

/** Ids that a description states: facts, rules, and the machine's own size, which needs no document. */
const isStated = (layer: Layer, rule: string): boolean =>
  rule in layer.description.facts ||
  layer.description.rules.some((one) => one.id === rule) ||
  rule.startsWith("capacity.");

describe.each(SUBJECTS)("$name", ({ layer }) => {
  const machine = machineFor(layer);
  const site = siteOf(layer, machine);

  it("stands on the machine that its own description asks for", () => {
    expect(layer.machineMisfits(site)).toEqual([]);
    expect(layer.misfits(site, [specOf(layer, site)])).toEqual([]);
  });

  it("gives every statement a source, and every source that was read a line in the bibliography", () => {
    const { facts, rules, guests, licence, overheadFormula } = layer.description;
    expect(Object.keys(facts).length).toBeGreaterThan(0);
    expect(rules.length).toBeGreaterThan(0);
    const all = sourcesIn(layer.description);
    expect(all.length).toBeGreaterThanOrEqual(Object.keys(facts).length + rules.length + guests.length);
    expect([licence.value, overheadFormula.value].every((text) => text.length > 0)).toBe(true);
    for (const source of all) expect(parseSource(sourceText(source))).toEqual(source);
    const unread = all.flatMap((source) =>
      source.kind === "seen" ? source.ref.split(", ").filter((key) => !(key in SOURCES)) : [],
    );
    expect(unread).toEqual([]);
  });

  it("meets estates here that fit it and estates that do not", () => {
    const samples = fc.sample(estates(layer, machine), { seed: SEED, numRuns: 100 });
    const verdicts = samples
      .filter((wants) => wants.length > 1)
      .map((wants) => layer.misfits(site, sized(layer, site, wants)).length === 0);
    expect(verdicts.filter((fits) => fits).length).toBeGreaterThanOrEqual(5);
    expect(verdicts.filter((fits) => !fits).length).toBeGreaterThanOrEqual(5);
  });

  it("names facts of its own in limits and in what its service partition takes", () => {
    for (const limit of layer.description.limits) expect(layer.description.facts[limit.id]).toBe(limit.fact);
    for (const key of layer.service?.facts ?? []) expect(layer.description.facts).toHaveProperty([key]);
  });

  it("never sizes below the wish, and sizes a sized wish to itself", () => {
    fc.assert(
      fc.property(wishes(layer, machine), (wants) => {
        const spec = layer.size(wants, site);
        expect(spec.vcpus).toBeGreaterThanOrEqual(cpuWanted(layer, wants) - 1e-9);
        expect(spec.memoryMiB).toBeGreaterThanOrEqual(wants.memoryMiB - 1e-9);
        const again = layer.size(spec, site);
        const settings = TELLS_WASTE(layer) ? spec.settings : again.settings;
        expect({ ...again, settings }).toEqual(spec);
      }),
      RUNS,
    );
  });

  it("carves exactly when nothing refuses, and never more than the machine holds", () => {
    fc.assert(
      fc.property(estates(layer, machine), (wants) => {
        const specs = sized(layer, site, wants);
        if (layer.misfits(site, specs).length > 0) {
          expect(() => layer.carve(site, specs)).toThrow(layer.id);
          return;
        }
        const parts = layer.carve(site, specs);
        expect(parts.map((part) => [part.name, part.kind])).toEqual(specs.map((spec) => [spec.id, layer.yields]));
        for (const part of parts) {
          expect(part.cores).toBeLessThanOrEqual(machine.cores);
          expect(part.on).toBe(machine);
        }
        const sum = (read: (one: Machine) => number) => parts.reduce((total, part) => total + read(part), 0);
        expect(sum((part) => part.memoryMiB)).toBeLessThanOrEqual(machine.memoryMiB);
        if (layer.cpu === "dedicated") expect(sum((part) => part.cores)).toBeLessThanOrEqual(machine.cores);
      }),
      RUNS,
    );
  });

  it("holds every reason of each member against the set, and no further partition takes a reason away", () => {
    fc.assert(
      fc.property(estates(layer, machine), wishes(layer, machine), (wants, extra) => {
        const specs = sized(layer, site, wants);
        const set = new Set(layer.misfits(site, specs).map(keyOf));
        for (const spec of specs) {
          for (const misfit of layer.misfits(site, [spec])) expect(set).toContain(keyOf(misfit));
        }
        const more = layer.misfits(site, [...specs, layer.size({ ...extra, id: "extra" }, site)]);
        const larger = new Set(more.map(keyOf));
        for (const key of set) expect(larger).toContain(key);
      }),
      RUNS,
    );
  });

  it("fits exactly when every sum of claims is within the supply", () => {
    fc.assert(
      fc.property(estates(layer, machine), fc.constantFrom(1, 1.5), (wants, memoryOvercommitRatio) => {
        const here: Site = { ...site, memoryOvercommitRatio };
        const specs = sized(layer, here, wants);
        const has = layer.supply(here).constant;
        const needs = new Map<string, number>();
        for (const spec of specs) {
          for (const [name, amount] of Object.entries(layer.claim(spec, here).constant)) {
            needs.set(name, (needs.get(name) ?? 0) + (amount ?? 0));
          }
        }
        const over = [...needs]
          .filter(([name, amount]) => amount > (has[name as ResourceClass] ?? Number.POSITIVE_INFINITY) + 1e-6)
          .map(([name]) => name);
        const said = layer
          .misfits(here, specs)
          .flatMap((misfit) => (misfit.code === "over-capacity" ? [misfit.resource] : []));
        expect(said.toSorted()).toEqual(over.toSorted());
      }),
      RUNS,
    );
  });

  it("claims at least the memory it gives and never makes work cheaper than on bare hardware", () => {
    fc.assert(
      fc.property(wishes(layer, machine), (wants) => {
        const spec = layer.size(wants, site);
        const claim = layer.claim(spec, site);
        expect(claim.cpuFactor).toBeGreaterThanOrEqual(1);
        if (claim.constant.memoryMiB === undefined) return;
        expect(claim.constant.memoryMiB).toBeGreaterThanOrEqual(spec.memoryMiB);
      }),
      RUNS,
    );
  });

  it("supplies no more than the machine has", () => {
    const { constant, sharedCores } = layer.supply(site);
    expect(constant.memoryMiB ?? 0).toBeLessThanOrEqual(machine.memoryMiB);
    expect(sharedCores).toBeLessThanOrEqual(machine.cores);
    expect(sharedCores > 0).toBe(layer.cpu === "time-shared");
  });

  it("states every rule it refuses or warns by", () => {
    fc.assert(
      fc.property(estates(layer, machine), fc.subarray([...CPU_FEATURES]), (wants, features) => {
        const here: Site = { ...site, machine: { ...machine, features } };
        const specs = sized(layer, here, wants);
        const rules = [...layer.misfits(here, specs), ...layer.cautions(here, specs)].map((misfit) => misfit.rule);
        expect(rules.filter((rule) => !isStated(layer, rule))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("gives the same reasons in the same order, and the same ones whatever the order of the partitions", () => {
    fc.assert(
      fc.property(estates(layer, machine), (wants) => {
        const specs = sized(layer, site, wants);
        const first = layer.misfits(site, specs);
        expect(layer.misfits(site, specs)).toEqual(first);
        const backwards = layer.misfits(site, specs.toReversed()).map(keyOf);
        expect(backwards.toSorted()).toEqual(first.map(keyOf).toSorted());
        expect(layer.cautions(site, specs)).toEqual(layer.cautions(site, specs));
      }),
      RUNS,
    );
  });

  it("has a default for every setting and takes no unknown one", () => {
    expect(layer.settings.safeParse({}).success).toBe(true);
    expect(layer.settings.safeParse({ noSuchSetting: 1 }).success).toBe(false);
  });

  const { limits, guests } = layer.description;

  it.each(limits)("holds the limit $id at its bound and not beyond", (limit: Limit) => {
    const beyond = limit.bound + (limit.side === "max" ? 1 : -1);
    const refused = (value: number): readonly string[] => {
      if (limit.scope === "partition") {
        const spec: PartitionSpec = specOf(layer, site, { [limit.quantity]: value });
        const judged = limit.effect === "refuse" ? layer.partitionMisfits(spec, site) : layer.cautions(site, [spec]);
        return judged.map((misfit) => misfit.rule);
      }
      const here: Site = { ...site, machine: { ...machine, [limit.quantity]: value } };
      const judged = limit.effect === "refuse" ? layer.machineMisfits(here) : layer.cautions(here, []);
      return judged.map((misfit) => misfit.rule);
    };
    const rule = limit.rule ?? limit.id;
    expect(refused(limit.bound)).not.toContain(rule);
    expect(refused(beyond)).toContain(rule);
  });

  const clamps = limits.filter((limit) => limit.scope === "machine" && limit.effect === "clamp");

  it.each(clamps)("counts nothing beyond the clamp $id", (limit: Limit) => {
    const at = (factor: number) => {
      const threads = limit.quantity === "threads" ? limit.bound * factor : machine.threads;
      const memoryMiB = limit.quantity === "memoryMiB" ? limit.bound * factor : machine.memoryMiB;
      // Threads per core stay as they are: a host twice as wide has twice the cores.
      const cores = (machine.cores * threads) / machine.threads;
      return layer.supply({ ...site, machine: { ...machine, threads, cores, memoryMiB } });
    };
    expect(at(2).constant.memoryMiB).toBeCloseTo(at(1).constant.memoryMiB ?? 0, 6);
    expect(at(2).sharedCores).toBeCloseTo(at(1).sharedCores, 6);
    expect(at(0.5)).not.toEqual(at(1));
  });

  const rows = guests.flatMap((row, index) =>
    row.architectures.map((architecture) => ({
      row,
      architecture,
      title: `${index + 1}, ${row.mode}, ${architecture}`,
    })),
  );

  it.each(rows)("carries guest row $title on a machine with its features and refuses it without", (one) => {
    const { row, architecture } = one;
    const host = isX86(architecture) && isX86(machine.architecture) ? machine.architecture : architecture;
    const families = row.families === "any" ? (["other"] as const) : row.families;
    const tries = [{}, GUEST_SETTINGS[layer.id]?.settings ?? {}];
    for (const family of families) {
      const os = { family, architecture, version: row.versions?.[0] };
      const refused = (features: Machine["features"], settings: Record<string, unknown>) => {
        const ground: Machine = { ...machine, architecture: host, features };
        const here = siteOf(layer, ground, settings);
        const spec = layer.size({ ...specOf(layer, site), os }, here);
        return layer.partitionMisfits(spec, here).some((misfit) => misfit.code === "not-supported");
      };
      expect(tries.some((settings) => !refused(row.needsOneOf[0] ?? [], settings))).toBe(true);
      if (rowsFor(guests, os, host).every((other) => !hasFeatures(other.needsOneOf, []))) {
        expect(tries.every((settings) => refused([], settings))).toBe(true);
      }
    }
  });

  // Hardware partitioning knows its machines by model, whatever their architecture is called.
  if (layer.cpu === "time-shared") {
    it("refuses a machine of an architecture that it does not boot on", () => {
      const architecture = machine.architecture === "s390x" ? "x86-64" : "s390x";
      const here: Site = { ...site, machine: { ...machine, architecture } };
      expect(layer.machineMisfits(here)).not.toEqual([]);
    });
  }

  it("refuses a guest that no row speaks of", () => {
    const os = rowsFor(guests, Z_OS, machine.architecture).length > 0 ? WINDOWS : Z_OS;
    expect(layer.partitionMisfits(layer.size(wish("a", { os }), site), site)).not.toEqual([]);
  });
});
