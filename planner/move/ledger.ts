/**
 * Counting moves: whatever way a placement came about, its moves are the items that stand elsewhere than today. And the
 * fewest moves any plan with so many hosts can have: what does not move stands on hosts in use, so no more can stay than
 * the fullest so many of today's hosts hold.
 */
import type { MoveQuestion, Today } from "./today.ts";

/** A plan on the trade-off curve. */
export interface CurvePoint {
  /** Hosts in use. */
  readonly hosts: number;
  readonly moves: number;
  /** Price of the moves. */
  readonly price: number;
  /** Proved: no plan on so few hosts that leaves no more out has fewer moves. */
  readonly leastMoves: number;
}

/** Where items are: a board, or anything that answers alike. */
export interface Whereabouts {
  binOf(item: number): number;
  typeOf(bin: number): number;
  numberOf(bin: number): number;
}

/** Counts the moves of one question. */
export class Ledger {
  readonly #question: MoveQuestion;
  readonly #today: Today;
  readonly #stayable: readonly number[];
  readonly #homed: number;

  constructor(question: MoveQuestion, today: Today) {
    this.#question = question;
    this.#today = today;
    const drained = new Set((question.drained ?? []).map(({ type, number }) => `${type}/${number}`));
    const counts = new Map<string, number>();
    let homed = 0;
    for (const place of question.home) {
      if (place === undefined) continue;
      homed++;
      const key = `${place.type}/${place.number}`;
      if (!drained.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.#homed = homed;
    this.#stayable = [...counts.values()].sort((a, b) => b - a);
  }

  /** Original items that stand elsewhere than today, ascending; what is placed nowhere is no move. */
  movedItems(where: Whereabouts): readonly number[] {
    const { bundleOf } = this.#today.bundle;
    return [...this.#question.home.keys()].filter((item) => this.#isMoved(item, where, where.binOf(bundleOf[item]!)));
  }

  #isMoved(item: number, where: Whereabouts, bin: number): boolean {
    const place = this.#question.home[item];
    if (place === undefined || bin < 0) return false;
    return where.typeOf(bin) !== place.type || where.numberOf(bin) !== place.number;
  }

  /** Moves and their price of one bundle, where it is. */
  costOf(bundle: number, where: Whereabouts): { readonly moves: number; readonly price: number } {
    const bin = where.binOf(bundle);
    let [moves, price] = [0, 0];
    for (const item of this.#today.bundle.members[bundle]!) {
      if (!this.#isMoved(item, where, bin)) continue;
      moves++;
      price += this.#question.price[item]!;
    }
    return { moves, price };
  }

  /** Fewest moves of any plan on that many hosts. @param leftOut items of today that it may leave out */
  leastMoves(hosts: number, leftOut: number): number {
    const least = this.#stayable.slice(hosts).reduce((sum, items) => sum + items, this.#homed - this.#total());
    return Math.max(0, least - leftOut);
  }

  /** Items that stand somewhere today and have no place. */
  leftOut(where: Whereabouts): number {
    const { bundleOf } = this.#today.bundle;
    return this.#question.home.filter((place, item) => place !== undefined && where.binOf(bundleOf[item]!) < 0).length;
  }

  #total(): number {
    return this.#stayable.reduce((sum, items) => sum + items, 0);
  }

  /** The placement as a point of the curve. O(items) */
  pointOf(where: Whereabouts, hosts: number): CurvePoint {
    let [moves, price] = [0, 0];
    for (const bundle of this.#today.bundle.members.keys()) {
      const cost = this.costOf(bundle, where);
      moves += cost.moves;
      price += cost.price;
    }
    return { hosts, moves, price, leastMoves: this.leastMoves(hosts, this.leftOut(where)) };
  }
}
