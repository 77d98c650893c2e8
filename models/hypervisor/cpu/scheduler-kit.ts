/**
 * A scheduler as a platform offers it: the operations, and the fluid counterpart the planner may use instead, with how
 * far the two may lie apart and why. One conformance suite runs every kit.
 */
import type { Sourced } from "../../fact.ts";
import type { SchedulerOps } from "./scheduler.ts";

/** Forms A, B and C of the fluid problem, z/VM's two steps, or none where the rules reach no steady share. */
export type FluidForm = "clamp" | "base-excess" | "static" | "absolute-first";

/** One VM in the fluid problem: saturated up to its demand. */
export interface FluidGuest<Terms> {
  readonly terms: Terms;
  readonly vcpus: number;
  /** CPUs it would use if it were alone, 0 … vcpus. */
  readonly demandCpus: number;
}

export interface FluidCounterpart<Terms> {
  readonly form: FluidForm;
  /** Solved for the whole host, or for each CPU's own queue. */
  readonly scope: "host" | "cpu";
  /** CPUs each VM gets in the long run, in the order given. */
  shares(cpus: number, guests: readonly FluidGuest<Terms>[]): Float64Array;
  /** Largest distance of a simulated from a fluid share, as a part of the host, over runs of a minute. */
  readonly tolerance: Sourced<number>;
}

export interface SchedulerKit<Terms = unknown, Pool = unknown> {
  /** Unique: "credit-3.0.4", "esx-relaxed". */
  readonly id: string;
  readonly title: string;
  readonly ops: SchedulerOps<Pool, Terms>;
  /** Terms of a VM nobody says anything about. */
  readonly defaults: Terms;
  /** No CPU idles while somebody without a ceiling is ready; "unless-capped" where terms can forbid it. */
  readonly workConserving: "always" | "unless-capped" | "never";
  /** Ns over which a ceiling holds; absent = the scheduler knows no ceiling. */
  readonly capPeriodNs?: Sourced<number>;
  readonly fluid: FluidCounterpart<Terms>;
  /** What somebody who builds this host should know: records, worded by the report. Empty = nothing. */
  warnings?(cpus: number, guests: readonly FluidGuest<Terms>[]): readonly SchedulerWarning[];
}

/** A property of a scheduler that shows on this very host. */
export interface SchedulerWarning {
  readonly code: string;
  /** Index of the VM it strikes most. */
  readonly vm: number;
  /** Share of a CPU by weight, and what the scheduler's rules lead to, where that is known. */
  readonly fluidCpus: number;
  readonly note: string;
}

/** Kits of different terms in one list. */
// oxlint-disable-next-line typescript/no-explicit-any -- each kit is consistent in itself; lists of them never mix terms
export type AnySchedulerKit = SchedulerKit<any, any>;
