/**
 * The shared pool's arithmetic inside a window, on arrays that are made once: an amount over takers by weight, between
 * what each has had already and the most it can use. The same water level as the fluid allocator's, solved by closing
 * takers at a bound until the rest lies inside theirs.
 */

/** Takers by column. `got` holds the result of the last {@link fill}. */
export class LevelFill {
  readonly weight: Float64Array;
  readonly floor: Float64Array;
  readonly ceiling: Float64Array;
  readonly got: Float64Array;
  /** 1 = takes part in the next fill, and in it until its bound holds it. */
  readonly open: Uint8Array;

  constructor(takers: number) {
    this.weight = new Float64Array(takers);
    this.floor = new Float64Array(takers);
    this.ceiling = new Float64Array(takers);
    this.got = new Float64Array(takers);
    this.open = new Uint8Array(takers);
  }

  /**
   * Give `amount` to the open takers, none of which stays open: level × weight each, but at least its floor and at most
   * its ceiling; a taker without weight gets its floor. O(takers) per closing round, seldom more than three rounds.
   * @param amount ≥ 0, in the unit of floors and ceilings
   */
  fill(amount: number): void {
    const { weight, floor, got, open } = this;
    let left = amount;
    for (let i = 0; i < open.length; i++) {
      if (open[i] === 0 || (weight[i] as number) > 0) continue;
      open[i] = 0;
      got[i] = floor[i] as number;
      left -= got[i] as number;
    }
    for (let weights = this.openWeight(); weights > 0; weights = this.openWeight()) {
      const level = left / weights;
      const closed = this.close(level, this.beyondBounds(level));
      if (closed === undefined) return;
      left -= closed;
    }
  }

  private openWeight(): number {
    let sum = 0;
    for (let i = 0; i < this.open.length; i++) if (this.open[i] === 1) sum += this.weight[i] as number;
    return sum;
  }

  /** What floors add at this level less what ceilings take away. */
  private beyondBounds(level: number): number {
    const { weight, floor, ceiling, open } = this;
    let balance = 0;
    for (let i = 0; i < open.length; i++) {
      if (open[i] === 0) continue;
      const share = level * (weight[i] as number);
      if (share < (floor[i] as number)) balance += (floor[i] as number) - share;
      else if (share > (ceiling[i] as number)) balance -= share - (ceiling[i] as number);
    }
    return balance;
  }

  /** Close those held by the bound that weighs more; returns what they take, undefined when all lie inside theirs. */
  private close(level: number, balance: number): number | undefined {
    const { weight, floor, ceiling, got, open } = this;
    let taken = 0;
    let isAny = false;
    for (let i = 0; i < open.length; i++) {
      if (open[i] === 0) continue;
      const share = level * (weight[i] as number);
      got[i] = share;
      if (balance >= 0 && share < (floor[i] as number)) got[i] = floor[i] as number;
      else if (balance <= 0 && share > (ceiling[i] as number)) got[i] = ceiling[i] as number;
      else continue;
      open[i] = 0;
      taken += got[i] as number;
      isAny = true;
    }
    if (isAny) return taken;
    open.fill(0);
    return undefined;
  }
}
