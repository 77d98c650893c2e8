/**
 * What stands in the way of an item in a bin: the resources, and the slots of each, in which it would be over, and by
 * how much. Items that leave must free at least that much in each of these rows. The row that is over by the largest
 * share comes first, because it turns most candidates down.
 */
import type { BinLoads } from "../bin-loads.ts";

/** The rows in which one item is over in one bin; rewritten by every `measure`. */
export class Excess {
  readonly #loads: BinLoads;
  /** Rows over. */
  count = 0;
  /** [row] amount to be freed, > 0. */
  readonly need: Float64Array;
  /** [row] where an item's amount is read: source[item * stride + offset]. */
  readonly source: Float64Array[];
  readonly stride: Int32Array;
  readonly offset: Int32Array;
  #largest = 0;

  constructor(loads: BinLoads) {
    const { varying, constant, slots } = loads.problem;
    const rows = varying.length * slots + constant.length;
    this.#loads = loads;
    this.need = new Float64Array(rows);
    this.source = Array.from({ length: rows }, () => new Float64Array());
    this.stride = new Int32Array(rows);
    this.offset = new Int32Array(rows);
  }

  /** Work out the rows over for an eligible item in an open bin. */
  measure(item: number, bin: number): void {
    const loads = this.#loads;
    const { slots } = loads.problem;
    const type = loads.problem.types[loads.types[bin]!]!;
    this.count = 0;
    this.#largest = 0;
    const constants = type.room.length;
    for (let c = 0; c < constants; c++) {
      const over = loads.used[bin * constants + c]! + type.claim[item * constants + c]! - type.room[c]!;
      if (over > 0) this.#add(over, over / type.room[c]!, type.claim, constants, c);
    }
    const dimensions = type.capacity.length;
    for (let d = 0; d < dimensions; d++) {
      const limit = type.capacity[d]!;
      const peak = loads.peaks[loads.types[bin]!]![d]!.height[item]!;
      if (loads.tops[bin * dimensions + d]! + peak <= limit) continue;
      const row = type.demand[d]!;
      const own = (bin * dimensions + d) * slots;
      for (let s = 0; s < slots; s++) {
        const over = loads.loads[own + s]! + row[item * slots + s]! - limit;
        if (over > 0) this.#add(over, over / limit, row, slots, s);
      }
    }
  }

  // oxlint-disable-next-line max-params -- called for every row of every candidate: an object would be allocated each time
  #add(need: number, share: number, source: Float64Array, stride: number, offset: number): void {
    const at = this.count++;
    let to = at;
    if (share > this.#largest && at > 0) {
      this.need[at] = this.need[0]!;
      this.source[at] = this.source[0]!;
      this.stride[at] = this.stride[0]!;
      this.offset[at] = this.offset[0]!;
      to = 0;
    }
    if (share > this.#largest) this.#largest = share;
    this.need[to] = need;
    this.source[to] = source;
    this.stride[to] = stride;
    this.offset[to] = offset;
  }
}
