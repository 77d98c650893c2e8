/**
 * What licences make a host cost, in the only form that packing understands: a price for the number of licensed
 * workloads it holds. Written by the licence room, read by the objective.
 */

/** One licence as the packer sees it. */
export interface LicenceSteps {
  readonly id: string;
  /** Indices of the estate's workloads that need it, ascending, each once. */
  readonly items: readonly number[];
  /**
   * [target][n] money over the years (discounted as the money of the request is) for one host of that target that holds
   * n of the items, n = 0 … items.length; never falling, 0 at n = 0. Never above what the rule really asks for such a
   * host: bounds rest on it.
   */
  readonly steps: readonly Float64Array[];
  /**
   * host: a host pays for what it holds. target: as soon as one host of the target holds one of the items, every host of
   * the target, spares included, pays steps[target][items.length]: soft partitions, guests that may move anywhere.
   */
  readonly radius: "host" | "target";
  /** True: the spare hosts of a target that holds items are licensed too, each as the fullest host. */
  readonly hasSpares: boolean;
  /** Money for units that are owned already: at most so much of the sum is not due. */
  readonly heldMoney: number;
}
