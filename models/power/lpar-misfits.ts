/**
 * Refusals that POWER5 and its successors share: processing units and virtual processors out of range, memory off the
 * logical memory block, profiles that grow too far, more active cores than there are. Each under the generation's own id.
 */
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { fewestVps, isOnUnitGrid, roundUpUnits } from "./entitlement.ts";
import { ruleOf } from "./evidence.ts";
import { type LparGeneration, type LparSettings, activeCores, lmbOf, unitsOf } from "./lpar-generation.ts";
import { isOnLmb, mostGrowthMiB, roundUpToLmb } from "./memory.ts";

type Generation<S extends LparSettings> = LparGeneration<S>;

/** Units that are too few or between two steps, and virtual processors that the units cannot back. */
function processorMisfits<S extends LparSettings>(
  generation: Generation<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  if (site.settings.processorMode === "dedicated") return [];
  const { grid, rules, description } = generation;
  const units = unitsOf(spec);
  if (units < grid.min) {
    const found = { resource: "processingUnits", value: units, bound: grid.min };
    return [{ code: "below-minimum", scope: "partition", ...found, ...ruleOf(description, rules.units) }];
  }
  if (!isOnUnitGrid(units, grid)) {
    const above = roundUpUnits(units, grid);
    const allowed = [roundUpUnits(Math.max(grid.min, above - grid.step), grid), above];
    const found = { resource: "processingUnits", value: units, allowed };
    return [{ code: "off-grid", ...found, ...ruleOf(description, rules.units) }];
  }
  const evidence = {
    scope: "partition",
    resource: "vcpus",
    value: spec.vcpus,
    ...ruleOf(description, rules.vps),
  } as const;
  const most = generation.mostVps(units, site);
  if (spec.vcpus > most) return [{ code: "over-limit", bound: most, ...evidence }];
  if (spec.vcpus < fewestVps(units)) return [{ code: "below-minimum", bound: fewestVps(units), ...evidence }];
  return [];
}

/** Memory between two blocks, and a profile maximum beyond what the initial memory may grow to. */
function memoryMisfits<S extends LparSettings>(
  generation: Generation<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const { rules, description } = generation;
  const lmbMiB = lmbOf(generation, site);
  const above = roundUpToLmb(spec.memoryMiB, lmbMiB);
  const off: readonly Misfit[] = isOnLmb(spec.memoryMiB, lmbMiB)
    ? []
    : [
        {
          code: "off-grid",
          resource: "memoryMiB",
          value: spec.memoryMiB,
          allowed: [above - lmbMiB, above].filter((amount) => amount > 0),
          ...ruleOf(description, rules.memory),
        },
      ];
  const value = roundUpToLmb(spec.memoryMiB * site.settings.maxMemoryRatio, lmbMiB);
  const bound = mostGrowthMiB(spec.memoryMiB, generation.growth);
  const evidence = { scope: "partition", resource: "memoryMiB", ...ruleOf(description, rules.growth) } as const;
  return value > bound ? [...off, { code: "over-limit", value, bound, ...evidence }] : off;
}

/** Refusals of one partition. */
export function partitionMisfits<S extends LparSettings>(
  generation: Generation<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  return [...processorMisfits(generation, spec, site), ...memoryMisfits(generation, spec, site)];
}

/** Refusals of the machine under these settings: cores activated that are not there, service partitions beyond it. */
export function siteMisfits<S extends LparSettings>(
  generation: Generation<S>,
  site: Site<S>,
  keptMiB: number,
): readonly Misfit[] {
  const { rules, description } = generation;
  const { machine, settings } = site;
  const found: Misfit[] = [];
  const active = settings.activeCores ?? machine.cores;
  if (active > machine.cores) {
    const evidence = { resource: "cores", value: active, bound: machine.cores, ...ruleOf(description, "cod") };
    found.push({ code: "over-limit", scope: "machine", ...evidence });
  }
  const { count, coresEach } = generation.services(site);
  const cores = count * coresEach;
  if (cores >= activeCores(site)) {
    const evidence = { needs: cores, has: activeCores(site), ...ruleOf(description, rules.entitlement) };
    found.push({ code: "over-capacity", resource: "entitledCores", ...evidence });
  }
  if (keptMiB >= machine.memoryMiB) {
    const evidence = { needs: keptMiB, has: machine.memoryMiB, ...ruleOf(description, rules.memory) };
    found.push({ code: "over-capacity", resource: "memoryMiB", ...evidence });
  }
  return found;
}
