/**
 * The packing problem, free of names: items with demands that vary over slots and claims that do not, bins of several
 * types. Struct of arrays; all amounts are whole numbers in Float64Array, so sums are exact in any order.
 *
 * Item order is canonical (by workload id), so the same estate gives the same problem whatever order it was handed in.
 */
import type { LinearSolver } from "./solver.ts";
import type { PackTeam } from "./team.ts";

/** A kind of host: how much it holds, how many there may be, and what each item asks of it. */
export interface BinType {
  /** Target id, for messages. */
  readonly id: string;
  /** Most bins of this type that may be opened; Infinity = as many as needed. */
  readonly maxBins: number;
  /** Highest number a bin of it may have, where numbers run further than bins may be opened; absent = `maxBins`. */
  readonly lastNumber?: number;
  /** What one bin costs in the objective, > 0 (1 = count hosts). */
  readonly cost: number;
  /** [varying dim] capacity in every slot; Infinity where the type does not share that resource. */
  readonly capacity: Float64Array;
  /** [constant dim] capacity; Infinity = not limited. */
  readonly room: Float64Array;
  /** [varying dim] → demand [item * slots + slot] on this type; types may share the arrays. */
  readonly demand: readonly Float64Array[];
  /** [item * constantDims + dim] claim on this type. */
  readonly claim: Float64Array;
  /** [item] 1 = the item alone is acceptable to this type, whatever its size. */
  readonly eligible: Uint8Array;
}

export interface PackProblem {
  readonly items: number;
  readonly slots: number;
  /** Names, for bounds and messages: "cpu", "network", "disk" … */
  readonly varying: readonly string[];
  /** Names: "memoryMiB", "partitions", "vcpus", "block:cpu-board" … */
  readonly constant: readonly string[];
  readonly types: readonly BinType[];
  /** Rules over item indices; see planner/constrain. */
  readonly rules: readonly PackRule[];
  /** What a bin costs on top of its type's cost because of what it holds (a licence per host); absent = nothing. */
  readonly charges?: readonly Charge[];
}

/**
 * A bin that holds at least one of the items costs more: a licence bought per host, a containment fee. Once, whatever the
 * number of items, or by steps.
 */
export interface Charge {
  readonly id: string;
  /** Ascending. */
  readonly items: readonly number[];
  /** [type] what such a bin of that type costs in addition, ≥ 0: by steps, at least. */
  readonly cost: Float64Array;
  /**
   * [type][n] what a bin that holds n of the items costs in addition; 0 at n = 0, `cost` at n = 1, never falling; more
   * than the last n count as that. Absent = `cost` for any n.
   */
  readonly steps?: readonly Float64Array[];
  /** As how many each of the items counts for the steps, whole, ≥ 1; absent = 1 each. */
  readonly weights?: readonly number[];
  /** At most so much of the sum over all bins is not due (units owned already), ≥ 0. Known to bounds only. */
  readonly heldMoney?: number;
}

/** A rule compiled to indices: cheap to ask while packing. */
export interface PackRule {
  readonly id: string;
  readonly kind: string;
  /** Items it speaks of, ascending. */
  readonly items: readonly number[];
  /** May `item` join bin `bin` as the board stands? Asked only for items in `items`. */
  allows(board: Board, item: number, bin: number): boolean;
  /**
   * For a rule that keeps counts instead of looking around: told of every item of `items` after it joined a bin of the
   * board the rule serves. A bin index is used again only after every item in it was taken out, so counts end at 0.
   */
  placed?(item: number, bin: number): void;
  /** Told of every item of `items` after it left the bin, which is still open then. */
  removed?(item: number, bin: number): void;
  /** The same rule, counts at 0, to serve this (empty) board: several packings live side by side. */
  fresh?(board: Board): PackRule;
  /** What it means for the fewest bins; absent = nothing that a bound could count on. */
  readonly counts?: RuleCount;
  /** At least so many bins of a place must hold any of the items; met by a last step (use-more.ts). */
  readonly least?: { readonly bins: number; readonly include: (board: Board, bin: number) => boolean };
  /** True: its items had better be placed early, because what others take away from them cannot be had back. */
  readonly isUrgent?: boolean;
}

/**
 * What a bound may count on: no bin holds more than `most` of the rule's items · the items share no bin with `from`
 * (absent = with anybody else) · at least so many bins are used.
 */
export type RuleCount =
  | { readonly what: "per-bin"; readonly most: number }
  | { readonly what: "never-share"; readonly items: readonly number[]; readonly from?: readonly number[] }
  | { readonly what: "at-least"; readonly bins: number };

/** Where everything is at the moment, read-only. */
export interface Board {
  readonly bins: number;
  /** Type index of a bin. */
  typeOf(bin: number): number;
  /** 1-based number of the bin within its type: with the type's id it is the host's id. */
  numberOf(bin: number): number;
  /** Bin of an item, −1 = not placed. */
  binOf(item: number): number;
  itemsIn(bin: number): readonly number[];
}

/** Why a packer ended: the bound is met · the effort is used up · it was asked to stop. */
export type Ending = "proved" | "effort" | "stopped";

export interface PackSolution {
  /** [item] bin, −1 = unplaced. */
  readonly binOf: Int32Array;
  /** [bin] type index. Every bin holds at least one item. */
  readonly typeOf: readonly number[];
  /** [bin] 1-based number within its type. */
  readonly numberOf: readonly number[];
  readonly packer: string;
  /** The best bound proved on the way, for the items placed; absent = none beyond `lowerBound`. */
  readonly bound?: PackBound;
  readonly ended?: Ending;
}

/** How far a packer has come. */
export interface PackProgress {
  /** 0–1, never falling. */
  readonly doneRatio: number;
  /** Bins of the best packing so far. */
  readonly bins: number;
  /** Best proved bound so far, in bins. */
  readonly bound?: number;
}

export interface PackOptions {
  readonly seed: number;
  /**
   * Work the search may do, in seconds of the reference machine (one core). Counted, never timed, so that the same
   * problem, seed and effort give the same packing; 0 = construct only, Infinity = until stopped or proved.
   */
  readonly effort: number;
  /** Asked often (at least every 50 ms of work); true = stop with the best so far. */
  readonly stopped: () => boolean;
  readonly progress: (progress: PackProgress) => void;
  /** Solves linear programs; without it no column generation. */
  readonly solver?: LinearSolver;
  /** Threads that repair big fleets together; without it the calling thread does it alone. */
  readonly team?: PackTeam;
}

/** A packer is one file and one line in packers.ts. */
export interface Packer {
  readonly name: string;
  pack(problem: PackProblem, options: PackOptions): PackSolution;
}

/** A proved lower bound on the cost of bins that hold the given items. */
export interface PackBound {
  readonly bins: number;
  readonly kind: "continuous" | "pairwise" | "count" | "apart-rule" | "rule" | "separate" | "columns" | "none";
  /** For "separate": the bound of each part and the ids of its types; parts share no item. */
  readonly parts?: readonly (Omit<PackBound, "parts"> & { readonly types: readonly string[] })[];
  /** Index into `varying` then `constant` names, as a name. */
  readonly resource?: string;
  readonly slot?: number;
  readonly rule?: string;
  /**
   * For "columns": what each item is worth in cost, [item], ≥ 0. No bin of any type can hold items worth more than it
   * costs, so their sum is a bound on the cost; anybody can check it without the program that found the prices.
   */
  readonly prices?: Float64Array;
  /** For "columns" where stock binds: [type] what a bin may hold beyond its cost; the sum pays it for the whole stock. */
  readonly stockPrices?: Float64Array;
}
