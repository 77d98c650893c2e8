/** What PR/SM refuses: machines, settings that contradict each other, partitions that no firmware would activate. */
import { numberFact, numberOf } from "../fact.ts";
import { type Misfit, type PartitionSpec, type Site, machineLimit } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { type LparGeneration, type LparSettings, poolOf, setApart } from "./lpar-generation.ts";
import { granuleKey, granuleMiB } from "./lpar-granules.ts";
import { mainframe, modelsOf } from "./machines.ts";
import { above, ruleBy, ruleOf, unsupported } from "./rules.ts";

type Generation = LparGeneration<LparSettings>;

/** Another architecture, another family's machine, or more than the model takes. */
function modelMisfits(generation: Generation, site: Site): readonly Misfit[] {
  const { machine } = site;
  const { description, family } = generation;
  if (machine.architecture !== "s390x") {
    const told = { what: "machine-architecture", value: machine.architecture, needs: "s390x" };
    return [unsupported(ruleOf(description, "hw.arch"), told)];
  }
  const model = mainframe(machine.model);
  if (model === undefined) return [];
  if (model.family !== family) {
    const told = { what: "machine-model", value: machine.model, needs: `one of ${modelsOf(family).join(", ")}` };
    return [unsupported(ruleOf(description, "hw.model"), told)];
  }
  const memory = { value: machine.memoryMiB, bound: model.memoryGiB * MIB_PER_GIB };
  return [
    ...above(
      { rule: "hw.model", source: model.pusSource },
      { scope: "machine", resource: "cores", value: machine.cores, bound: model.pus },
    ),
    ...above({ rule: "hw.model", source: model.memorySource }, { scope: "machine", resource: "memoryMiB", ...memory }),
  ];
}

/** Engines set apart without a CP, or more of a kind than there are CPs. */
function specialtyMisfits(generation: Generation, site: Site<LparSettings>): readonly Misfit[] {
  const { settings } = site;
  if (setApart(settings) === 0) return [];
  const { description, facts } = generation;
  const pool = poolOf(site);
  if (settings.engines === "ifl" || pool === 0) {
    const told = { what: "specialty-engine", value: `${setApart(settings)} without a CP`, needs: "a CP beside it" };
    return [unsupported(ruleOf(description, "PR-06"), told)];
  }
  const kinds = [
    { name: "zAAPs", value: settings.zaaps ?? 0, ratio: "zaapRatio" },
    { name: "zIIPs", value: settings.ziips ?? 0, ratio: "ziipRatio" },
  ];
  return kinds.flatMap(({ name, value, ratio }) =>
    ratio in facts
      ? above(ruleBy(description, "PR-06", facts, ratio), {
          scope: "machine",
          resource: name,
          value,
          bound: pool * numberOf(facts, ratio),
        })
      : [],
  );
}

/** Settings that firmware does not take together. */
function settingMisfits(generation: Generation, site: Site<LparSettings>): readonly Misfit[] {
  const { settings } = site;
  const { description } = generation;
  const found: Misfit[] = [];
  if (settings.processors === "dedicated" && (settings.weight !== undefined || settings.capped)) {
    const told = { what: "weight", value: "dedicated processors", needs: "shared processors" };
    found.push(unsupported(ruleOf(description, "PR-03"), told));
  }
  if (settings.capped && settings.wlmManaged) {
    const told = { what: "initial-capping", value: "WLM management", needs: "one of the two" };
    found.push(unsupported(ruleOf(description, "PR-11"), told));
  }
  return found;
}

/** Why this machine, under these settings, cannot be cut. */
export function lparMachineMisfits(generation: Generation, site: Site<LparSettings>): readonly Misfit[] {
  return [
    ...modelMisfits(generation, site),
    ...specialtyMisfits(generation, site),
    ...settingMisfits(generation, site),
  ];
}

/** A partition larger than its operating system supports. */
function systemMisfits(generation: Generation, spec: PartitionSpec): readonly Misfit[] {
  const { facts, description } = generation;
  const limit = generation.systems.find(
    ({ families, versions }) =>
      families.includes(spec.os.family) &&
      (versions === undefined || versions.some((one) => spec.os.version?.startsWith(one))),
  );
  if (limit === undefined) return [];
  const bound = machineLimit(facts, limit.memory, "memoryMiB").bound;
  const amount = { scope: "partition" } as const;
  return [
    ...above(ruleBy(description, "PR-12", facts, limit.cores), {
      ...amount,
      resource: "vcpus",
      value: spec.vcpus,
      bound: numberOf(facts, limit.cores),
    }),
    ...above(ruleBy(description, "PR-12", facts, limit.memory), {
      ...amount,
      resource: "memoryMiB",
      value: spec.memoryMiB,
      bound,
    }),
  ];
}

/** Storage between two granules. */
function granuleMisfits(generation: Generation, spec: PartitionSpec, settings: LparSettings): readonly Misfit[] {
  const { facts, description } = generation;
  const largest = Math.max(spec.memoryMiB, settings.reservedStorageMiB);
  const granule = granuleMiB(facts, largest);
  const evidence = { ...ruleOf(description, "PR-07"), source: numberFact(facts, granuleKey(facts, largest)).source };
  return [spec.memoryMiB, settings.reservedStorageMiB].flatMap((value): readonly Misfit[] => {
    const below = Math.floor(value / granule) * granule;
    if (below === value) return [];
    return [{ code: "off-grid", resource: "memoryMiB", value, allowed: [below, below + granule], ...evidence }];
  });
}

/** Systems that are neither Linux nor z/VM, on engines that run nothing else. */
const needsCp = (spec: PartitionSpec) => spec.os.family === "z-os" || spec.os.family === "other";

const isCouplingFacility = (spec: PartitionSpec) =>
  spec.os.family === "other" && (spec.os.version?.startsWith("CFCC") ?? false);

/** Why this one partition cannot be activated. */
export function lparPartitionMisfits(
  generation: Generation,
  spec: PartitionSpec,
  site: Site<LparSettings>,
): readonly Misfit[] {
  const { description } = generation;
  const { settings } = site;
  const found: Misfit[] = [];
  if (settings.engines === "ifl" && needsCp(spec)) {
    const told = { what: "guest-os", value: `${spec.os.family} on an IFL`, needs: "a CP" };
    found.push(unsupported(ruleOf(description, "PR-05"), told));
  }
  if (isCouplingFacility(spec) && (settings.expandedStorageMiB ?? 0) > 0) {
    const told = { what: "expanded-storage", value: "coupling facility", needs: "another kind of partition" };
    found.push(unsupported(ruleOf(description, "PR-10"), told));
  }
  return [
    ...found,
    ...above(ruleOf(description, "PR-04"), {
      scope: "partition",
      resource: "vcpus",
      value: spec.vcpus,
      bound: poolOf(site),
    }),
    ...systemMisfits(generation, spec),
    ...granuleMisfits(generation, spec, settings),
  ];
}
