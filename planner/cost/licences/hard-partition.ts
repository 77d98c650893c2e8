/**
 * Hard partitioning as the layers of a platform state it, in facts that name the settings of a partition, so that no rule
 * learns a platform's name: `lic.hardPartition` ("yes", "if-capped"), `lic.cappedIf` ("setting: value, value"),
 * `lic.capSetting` ("setting, setting": the ceiling), `lic.capUnit` ("cores", "threads").
 */
import type { Layer } from "#models/partitioning/index.ts";
import type { ResolvedTarget } from "../../size/index.ts";
import type { HardPartition, LicensedGuest } from "./input.ts";

/** A partition as the vendor builds it. */
export interface BuiltPartition {
  readonly vcpus: number;
  readonly settings: Readonly<Record<string, number | string | boolean>>;
}

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

/** Does a setting of the partition say that its CPU has a ceiling? */
function isCapped(layer: Layer, { settings }: BuiltPartition): boolean {
  const stated = textOf(layer, "lic.cappedIf");
  if (stated === undefined) return hardPartitionOf(layer) === "yes";
  const [setting = "", values = ""] = stated.split(":");
  return listOf(values).includes(String(settings[setting.trim()]));
}

/** The ceiling of a partition in cores: the setting that the layer names, else its virtual CPUs. */
function capCores(layer: Layer, partition: BuiltPartition, threadsPerCore: number): number {
  const named = listOf(textOf(layer, "lic.capSetting") ?? "").map((key) => partition.settings[key]);
  const stated = named.find((value) => typeof value === "number") ?? partition.vcpus;
  return textOf(layer, "lic.capUnit") === "threads" ? stated / threadsPerCore : stated;
}

/** A guest of the plan as licence rules see it. */
export function guestOf(workload: string, partition: BuiltPartition, target: ResolvedTarget): LicensedGuest {
  const { layer, hostType } = target;
  const hasCap = isCapped(layer, partition);
  const cores = hasCap ? capCores(layer, partition, hostType.threadsPerCore.value) : partition.vcpus;
  return { workload, vcpus: partition.vcpus, isCapped: hasCap, capCores: cores };
}

/** Cores that the guests of a host share: those of its outer partition where an outer layer is a hard border. */
export function innerCoresOf(target: ResolvedTarget): number {
  const outer = target.platform.layers.slice(0, -1);
  return outer.some((layer) => hardPartitionOf(layer) === "yes") ? target.site.machine.cores : target.cores;
}
