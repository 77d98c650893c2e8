/**
 * The control domain of a server cut into logical domains, which here is its only service domain: how many strands and
 * how much memory it keeps, and when that is less than advised for the number of domains it serves.
 */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import type { Machine, Misfit, Site } from "../partitioning/index.ts";

interface ControlSettings {
  readonly controlStrands: number;
  readonly controlMemoryMiB: number;
}

/** Hardware threads of one core. */
export function strandsPerCore(machine: Machine): number {
  return machine.threads / machine.cores;
}

/** Strands of the control domain: as set, or whole cores with at least the planning default. */
export function controlStrands(facts: Facts, site: Site<ControlSettings>): number {
  if (site.settings.controlStrands > 0) return site.settings.controlStrands;
  const perCore = strandsPerCore(site.machine);
  return Math.ceil(numberOf(facts, "control.strands") / perCore) * perCore;
}

/** MiB of the control domain: as set, or enough for as many domains as the processor allows. */
export function controlMemoryMiB(facts: Facts, site: Site<ControlSettings>, maxDomains: number): number {
  if (site.settings.controlMemoryMiB > 0) return site.settings.controlMemoryMiB;
  const isCrowd = maxDomains > numberOf(facts, "control.crowdDomains");
  return numberOf(facts, isCrowd ? "control.crowdMemory" : "control.memory");
}

/** A control domain smaller than advised. @param domains all of them, the control domain included */
export function controlCautions(facts: Facts, site: Site<ControlSettings>, domains: number): readonly Misfit[] {
  const below = (rule: string, resource: string, value: number): readonly Misfit[] => {
    const { value: bound, source } = numberFact(facts, rule);
    return value >= bound ? [] : [{ code: "below-minimum", scope: "machine", resource, value, bound, rule, source }];
  };
  const isMany = domains > numberOf(facts, "control.manyDomains");
  const isCrowd = domains > numberOf(facts, "control.crowdDomains");
  return [
    ...(isMany ? below("control.manyStrands", "threads", controlStrands(facts, site)) : []),
    ...(isCrowd ? below("control.crowdMemory", "memoryMiB", controlMemoryMiB(facts, site, domains)) : []),
  ];
}
