/**
 * What a release of logical domains hands in to the builder of its layer, and how its tables are read: processor, limits,
 * strands and channels of one domain.
 */
import type { z } from "zod";
import { type Facts, type Source, numberOf } from "../fact.ts";
import type {
  Grain,
  GuestSupport,
  LayerDescription,
  Machine,
  Misfit,
  NeedRule,
  PartitionSpec,
  PartitionWants,
  Resources,
  Site,
  SupplyEvidence,
} from "../partitioning/index.ts";
import { strandsPerCore } from "./ldom-control.ts";
import { type LdomProcessor, ldomProcessor } from "./ldom-machines.ts";

/** What every release's settings hold. */
export interface LdomSettings {
  /** The processor whose limits hold; "auto" = by the machine's model. */
  readonly processor: LdomProcessor | "auto";
  /** Strands and MiB of the control domain; 0 = the planning default. */
  readonly controlStrands: number;
  readonly controlMemoryMiB: number;
}

interface RuleEvidence {
  readonly rule: string;
  readonly source: Source;
}

export interface LdomRelease<S extends LdomSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  /** Processors this release runs on, weakest limits first. */
  readonly processors: (settings: S) => readonly LdomProcessor[];
  readonly grains: readonly Grain[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  /** Are whole cores given rather than single strands? */
  readonly wholeCores: (settings: S) => boolean;
  /** MiB that memory is rounded up to. */
  readonly memoryStepMiB: (settings: S) => number;
  /** Fact that states the channel budget of this processor. */
  readonly channelFact: (processor: LdomProcessor, settings: S) => string;
  readonly needRules: readonly NeedRule[];
  /** Further supplies and claims (root complexes). */
  readonly moreSupplies?: (machine: Machine) => Resources;
  readonly moreClaims?: (spec: PartitionSpec) => Resources;
  readonly moreEvidence?: SupplyEvidence;
  /** The vendor's terms beside strands, channels and waste. */
  readonly vendorSettings: (
    sized: PartitionWants,
    site: Site<S>,
  ) => Readonly<Record<string, number | string | boolean>>;
  readonly morePartitionMisfits?: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

/** Tolerance for a demand that is a whole number of strands but for rounding. */
export const STRAND_EPSILON = 1e-9;

/** The processor whose limits hold: stated, known by model, or the weakest one the release runs on. */
export function processorOf<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): LdomProcessor {
  const { processor } = site.settings;
  const found = processor === "auto" ? ldomProcessor(site.machine.model) : processor;
  const carried = release.processors(site.settings);
  return found !== undefined && carried.includes(found) ? found : (carried[0] ?? "T1");
}

/** Virtual device clients: disks, network cards and the console, at least what a guest cannot do without. */
function clientsOf(facts: Facts, wants: PartitionWants): number {
  return Math.max(numberOf(facts, "ldc.minClients"), wants.disks + wants.nics + numberOf(facts, "ldc.console"));
}

/** Channels one guest takes: its own and one for each of its virtual device clients. */
export function channelsOf(facts: Facts, wants: PartitionWants): number {
  return numberOf(facts, "ldc.perDomain") + clientsOf(facts, wants);
}

/** Strands of one domain for its peak, whole cores where those are given; at least one. */
export function strandsFor<S extends LdomSettings>(
  release: LdomRelease<S>,
  wants: PartitionWants,
  site: Site<S>,
): number {
  const perCore = strandsPerCore(site.machine);
  const strands = Math.max(1, Math.ceil(wants.peakCores * perCore - STRAND_EPSILON));
  return release.wholeCores(site.settings) ? Math.ceil(strands / perCore) * perCore : strands;
}

/** Key of the fact that states how many domains the site's processor allows. */
export function maxDomainsKey<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): string {
  return `cpu.${processorOf(release, site)}.maxDomains`;
}

/** Domains that the site's processor allows, the control domain included. */
export function maxDomains<S extends LdomSettings>(release: LdomRelease<S>, site: Site<S>): number {
  return numberOf(release.facts, maxDomainsKey(release, site));
}

/** A rule of the release as evidence. @throws Error when the release does not state it: a broken table */
export function ruleOf(description: Pick<LayerDescription, "rules">, id: string): RuleEvidence {
  const rule = description.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}
