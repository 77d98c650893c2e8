/**
 * Hard partitioning as the layers of a platform state it, in facts that name the settings of a partition, so that no rule
 * learns a platform's name (models/partitioning/hard-partition.ts writes them); and `lic.hypervisor`, the family of
 * hypervisor licences that the layer is sold under.
 */
import type { Layer } from "#models/partitioning/index.ts";
import type { ResolvedTarget } from "../../size/index.ts";
import type { HardPartition, LicensedGuest } from "./input.ts";

/** A partition as the vendor builds it. */
export interface BuiltPartition {
  readonly vcpus: number;
  readonly settings: Readonly<Record<string, number | string | boolean>>;
}

const PERCENT = 100;

const textOf = (layer: Layer, key: string): string | undefined => {
  const value = layer.description.facts[key]?.value;
  return typeof value === "string" ? value : undefined;
};
const listOf = (text: string): readonly string[] => text.split(",").map((part) => part.trim());

/** What the layer's vendor position is; "no" where the layer states nothing. */
export function hardPartitionOf(layer: Layer): HardPartition {
  const stated = textOf(layer, "lic.hardPartition");
  return stated === "yes" || stated === "if-capped" ? stated : "no";
}

/** Is the ceiling meant, by the setting that says so? */
function isMeant(layer: Layer, { settings }: BuiltPartition): boolean {
  const [setting = "", values] = (textOf(layer, "lic.cappedIf") ?? "").split(":");
  return values === undefined || listOf(values).includes(String(settings[setting.trim()]));
}

/** Cores of the machine in one unit of a stated ceiling. */
function coresPer(unit: string | undefined, { site }: ResolvedTarget): number {
  const { cores, threads } = site.machine;
  if (unit === "threads") return cores / threads;
  return unit === "percent" ? cores / PERCENT : 1;
}

/** The ceiling of a partition in cores, where a setting of its layer is one. */
function ceilingOf(target: ResolvedTarget, partition: BuiltPartition): number | undefined {
  const stated = textOf(target.layer, "lic.capSetting");
  if (stated === undefined || !isMeant(target.layer, partition)) return undefined;
  for (const one of listOf(stated)) {
    const [setting = "", unit] = one.split(" ");
    const value = partition.settings[setting];
    if (typeof value === "number") return value * coresPer(unit, target);
  }
  return undefined;
}

/** A guest of the plan as licence rules see it; a hard partition without a stated ceiling is bounded by its CPUs. */
export function guestOf(workload: string, partition: BuiltPartition, target: ResolvedTarget): LicensedGuest {
  const { vcpus } = partition;
  const ceiling = ceilingOf(target, partition) ?? (hardPartitionOf(target.layer) === "yes" ? vcpus : undefined);
  return { workload, vcpus, isCapped: ceiling !== undefined, capCores: ceiling ?? vcpus };
}

/** Is any outer layer a border by itself? */
export const isInnerHard = ({ platform }: ResolvedTarget): boolean =>
  platform.layers.slice(0, -1).some((layer) => hardPartitionOf(layer) === "yes");

/** What hypervisor licences call the innermost layer (`lic.hypervisor`), or undefined. */
export const hypervisorOf = ({ layer }: ResolvedTarget): string | undefined => textOf(layer, "lic.hypervisor");
