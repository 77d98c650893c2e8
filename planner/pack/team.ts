/**
 * What the packer asks of a team of threads: repair groups of bins that share nothing, all at once. Which member takes
 * which group is fixed (group number modulo size), a member works only on its own groups' items, and all meet before the
 * next round, so the result depends on the seed and the size of the team, never on who is faster. The team itself is
 * handed in: packing stays pure and runs without one.
 */

/** Whole numbers, exact either way. */
export type Amounts = Int32Array | Float64Array;

export interface FlatProblem {
  readonly items: number;
  /** Numbers per item. */
  readonly width: number;
  /** How many leading columns tell most about a fit: all constants and the scarcest slots. */
  readonly lead: number;
  /** How many of them are constants. */
  readonly constants: number;
  /** [type] which of `rows` it uses. */
  readonly kindOf: Int32Array;
  /** [kind] → [item * width + column]; one row of zeros behind the last item. */
  readonly rows: readonly Amounts[];
  /** [type] → [column] */
  readonly limit: readonly Amounts[];
  /** [type] → [column] what one unit above the limit weighs. */
  readonly weight: readonly Float64Array[];
  /** [type] → [item] */
  readonly eligible: readonly Uint8Array[];
  /** [item] 1 = stays in its bin: a rule or a charge speaks of it. */
  readonly isFixed: Uint8Array;
}

/** Where everything is: arrays that several threads may read; a group writes only the entries of its own items. */
export interface Placing {
  /** [item] bin, −1 = nowhere. */
  readonly binOf: Int32Array;
  /** [bin] type. */
  readonly typeOf: Int32Array;
  /** [bin] … [bin + 1]: where the bin's items stand in `order`. */
  readonly start: Int32Array;
  /** Items by bin. */
  readonly order: Int32Array;
}

/** One group to repair: plain data, so that it can be handed to another thread. */
export interface RepairJob {
  /** Bins of the group. */
  readonly bins: Int32Array;
  readonly seed: number;
  /** Most work, in seconds of the reference machine. */
  readonly effort: number;
  /** Strain begins this share below a limit, 0–1. */
  readonly softness: number;
}

export interface RepairReport {
  /** How far the group's bins are over now, summed; 0 = all hold. */
  readonly over: number;
  /** Bins that are. */
  readonly overs: readonly number[];
  /** Work done, in seconds of the reference machine. */
  readonly spent: number;
  /** It was asked to stop before the effort was spent. */
  readonly isStopped: boolean;
}

/** What a team works on. With `isShared` true all large arrays lie in shared memory. */
export interface TeamTask {
  readonly flat: FlatProblem;
  readonly placing: Placing;
  readonly jobs: readonly RepairJob[];
}

/** Threads that repair groups of bins; the call returns when all groups are done. */
export interface PackTeam {
  /** Members, ≥ 1. */
  readonly size: number;
  /** Do the arrays of a task have to lie in shared memory? */
  readonly isShared: boolean;
  /**
   * Repair every group, rewriting `placing.binOf` of their items.
   * @param stopped asked at least every 50 ms; true = every member ends soon with its best so far
   * @returns reports in the order of the jobs
   */
  repair(task: TeamTask, stopped: () => boolean): readonly RepairReport[];
}
