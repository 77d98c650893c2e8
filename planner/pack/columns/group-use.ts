/** Which rules "apart" and which charges a set of classes meets, kept while items join and leave. */

/** Rules and charges that a set of classes meets; both may be empty. */
export interface Groups {
  readonly rulesOf: readonly (readonly number[])[];
  readonly rules: number;
  readonly chargesOf: readonly (readonly number[])[];
  /** [charge] what it takes off the worth of the set, whole number. */
  readonly charge: Float64Array;
}

export class GroupUse {
  readonly #groups: Groups;
  readonly #rule: Int32Array;
  readonly #charge: Int32Array;
  readonly isEmpty: boolean;
  readonly hasCharges: boolean;

  constructor(groups: Groups) {
    this.#groups = groups;
    this.#rule = new Int32Array(groups.rules);
    this.#charge = new Int32Array(groups.charge.length);
    this.hasCharges = groups.charge.length > 0;
    this.isEmpty = groups.rules === 0 && !this.hasCharges;
  }

  /** Does no rule of the class hold an item already? */
  allows(c: number): boolean {
    for (const rule of this.#groups.rulesOf[c]!) if (this.#rule[rule]! > 0) return false;
    return true;
  }

  /** An item of the class joins. @returns what the charges it is the first to bring on take off, ≤ 0 */
  join(c: number): number {
    let gain = 0;
    for (const rule of this.#groups.rulesOf[c]!) this.#rule[rule]!++;
    for (const charge of this.#groups.chargesOf[c]!) {
      if (this.#charge[charge]!++ === 0) gain -= this.#groups.charge[charge]!;
    }
    return gain;
  }

  leave(c: number): void {
    for (const rule of this.#groups.rulesOf[c]!) this.#rule[rule]!--;
    for (const charge of this.#groups.chargesOf[c]!) this.#charge[charge]!--;
  }
}
