/**
 * How Xen's schedulers state one domain's share of the CPU, in their own terms for the report, and the ceiling that these
 * terms set. Semantics differ and stay apart: credit has a weight and a cap in percent of one CPU, bvt an advance that is
 * the inverse of a weight and no ceiling, atropos and sedf a slice of each period, with or without extra time. What the
 * values may be is each generation's own statement.
 */
import type { Source } from "../fact.ts";
import type { Misfit } from "../partitioning/index.ts";

/** A scheduler's name and terms, key → value with the unit in the key. */
export type SchedulerTerms = Readonly<Record<string, number | string | boolean>>;

/** Nanoseconds in one millisecond, by definition; sedf counts in ns. */
const NS_PER_MS = 1e6;
const PERCENT = 100;

export interface CreditSettings {
  /** Weight of every domain, spread over its virtual CPUs. */
  readonly weight: number;
  /** Ceiling of every domain in percent of one CPU; 0 = none. */
  readonly capPercent: number;
}

/** Terms of the credit schedulers; `scheduler` is "credit" or "credit2". */
export const creditTerms = (scheduler: string, { weight, capPercent }: CreditSettings): SchedulerTerms => ({
  scheduler,
  weight,
  capPercent,
});

/** Cores a domain may use under its cap; no cap = infinite. */
export const creditCapCores = ({ capPercent }: CreditSettings): number =>
  capPercent > 0 ? capPercent / PERCENT : Number.POSITIVE_INFINITY;

/** Terms of borrowed virtual time: half the advance is twice the CPU. */
export const bvtTerms = ({ mcuAdvance }: { readonly mcuAdvance: number }): SchedulerTerms => ({
  scheduler: "bvt",
  mcuAdvance,
});

/** A slice of every period on each virtual CPU, and whether idle time may be used beyond it. */
export interface SliceSettings {
  readonly periodMs: number;
  readonly sliceMs: number;
  readonly extraTime: boolean;
}

/** Terms of atropos, in ms. */
export const atroposTerms = ({ periodMs, sliceMs, extraTime }: SliceSettings): SchedulerTerms => ({
  scheduler: "atropos",
  periodMs,
  sliceMs,
  extraTime,
});

/** Terms of sedf, in its own ns; the weight counts for extra time. */
export const sedfTerms = (settings: SliceSettings & { readonly extraWeight: number }): SchedulerTerms => ({
  scheduler: "sedf",
  periodNs: settings.periodMs * NS_PER_MS,
  sliceNs: settings.sliceMs * NS_PER_MS,
  extraTime: settings.extraTime,
  weight: settings.extraWeight,
});

/** Share of one CPU that a slice guarantees. */
export const sliceRatio = ({ periodMs, sliceMs }: SliceSettings): number => sliceMs / periodMs;

/** Cores a domain may use under its slice; with extra time = infinite. */
export const sliceCapCores = (settings: SliceSettings, vcpus: number): number =>
  settings.extraTime ? Number.POSITIVE_INFINITY : vcpus * sliceRatio(settings);

/** A slice that its period cannot hold, or none at all where nothing else is given: the domain would not run. */
export function sliceMisfits(
  { periodMs, sliceMs, extraTime }: SliceSettings,
  evidence: { readonly rule: string; readonly source: Source },
): readonly Misfit[] {
  if (sliceMs > periodMs) {
    return [
      { code: "over-limit", scope: "machine", resource: "sliceMs", value: sliceMs, bound: periodMs, ...evidence },
    ];
  }
  if (sliceMs > 0 || extraTime) return [];
  const told = { what: "scheduler-setting", value: "no slice and no extra time", needs: "a slice, or extra time" };
  return [{ code: "not-supported", ...told, ...evidence }];
}
