/**
 * Amounts for rules that speak of cores and MiB, twice: in the whole numbers of the packing problem, and in plain floats by
 * names for the judge. What is reserved for a workload (preserve) is already in both.
 */

/** What a type offers and each item asks of one resource on it. */
export interface TypeAmount {
  /** Of one host, in the problem's units; Infinity = the type does not share that resource. */
  readonly capacity: number;
  /** [item * width + at] for every slot of `at` … `at + slots − 1`. */
  readonly rows: Float64Array;
  readonly width: number;
  readonly at: number;
  readonly slots: number;
  /** Units per core or MiB. */
  readonly perUnit: number;
}

export interface PackAmounts {
  /** [type] */
  readonly cpu: readonly TypeAmount[];
  /** [type] */
  readonly memory: readonly TypeAmount[];
  /** [type] most hosts there may be; Infinity = no limit. */
  readonly stock: readonly number[];
}

/** The same for the judge of names. */
export interface Amounts {
  /** Cores of a host of the target that the workload uses, slot by slot. */
  readonly cores: (workload: string, target: string) => ArrayLike<number>;
  readonly memoryMiB: (workload: string, target: string) => number;
  /** What one host of the target offers, ceilings applied; Infinity where CPUs are not shared. */
  readonly hostCores: (target: string) => number;
  readonly hostMemoryMiB: (target: string) => number;
  /** Most hosts of the target; Infinity = no limit. */
  readonly stock: (target: string) => number;
  /** Target ids in the order of the request. */
  readonly targets: readonly string[];
}

/** Slack for sums of fractional cores and MiB: far below a thousandth of a core or a KiB, the units of packing. */
export const AMOUNT_SLACK = 1e-6;

/** What may be used of `whole` when some share and some amount of it is to stay free: each of the two holds, nought is left. */
export const usable = (whole: number, keep: { readonly percent: number; readonly amount: number }): number =>
  Math.max(0, Math.min(whole * (1 - keep.percent / 100), whole - keep.amount));
