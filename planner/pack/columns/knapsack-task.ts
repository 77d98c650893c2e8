/** What a pricing search of one bin type is asked, and what it answers; shared by the two ways to search. */

/** What a search is to do. */
export interface KnapsackTask {
  /** [class] worth of one item: whole numbers. */
  readonly price: Float64Array;
  /** [class] most items of it in a bin. */
  readonly most: Int32Array;
  /** Sets worth no more than this are of no interest. */
  readonly bar: number;
  /** Steps of the search; it gives up after them. */
  readonly steps: number;
  /**
   * "best" = only what is worth more than all before. "each" = for every class the best set that has it first, each
   * search cut off after `stepsEach`. "all" = every set to which nothing can be added.
   */
  readonly want: "best" | "each" | "all";
  readonly stepsEach?: number;
  /** Asked now and then; a search that is stopped is one that was cut off there. */
  readonly stopped?: () => boolean;
  /** Called with the counts [class] of a set worth more than the bar; the array is live. Yes = go on. */
  readonly found: (counts: Int32Array, worth: number) => boolean;
}

export interface KnapsackAnswer {
  /** No set is worth more than this; at least the bar. */
  readonly worth: number;
  /** True: `worth` is the bar or that of a set. False: the search was cut off, and it is a bound. */
  readonly isComplete: boolean;
  readonly steps: number;
}
