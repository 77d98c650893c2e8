/**
 * A board while things move: an item under way holds its room on both hosts, so what arrives must fit beside what has not
 * left yet. Moves of one wave begin together and end together.
 */
import { BinLoads } from "../pack/bin-loads.ts";
import { TOGETHER } from "../pack/bundle.ts";
import type { PackProblem } from "../pack/problem.ts";
import type { HostPlace } from "./today.ts";

interface Arriving {
  /** [dimension * slots + slot] */
  readonly load: Float64Array;
  /** [constant] */
  readonly used: Float64Array;
  /** An item that a rule speaks of is among them. */
  isRuled: boolean;
}

/** Where everything is, and what is under way. */
export class Traffic {
  readonly board: BinLoads;
  readonly #mostPerHost: number;
  readonly #arriving = new Map<number, Arriving>();
  readonly #busy: Int32Array;
  readonly #underWay: { readonly item: number; readonly to: number }[] = [];

  /**
   * @param hosts all hosts there are; their index is the bin
   * @param mostPerHost moves that one host takes part in at a time, ≥ 1
   */
  constructor(problem: PackProblem, hosts: readonly HostPlace[], mostPerHost: number) {
    const types = problem.types.map((type) => ({ ...type, maxBins: Infinity }));
    // Members of a group follow each other: that all are in one place holds before and after, not on the way.
    const rules = problem.rules.filter((rule) => rule.kind !== TOGETHER);
    this.board = new BinLoads({ ...problem, types, rules });
    for (const { type, number } of hosts) this.board.open(type, number);
    this.#mostPerHost = mostPerHost;
    this.#busy = new Int32Array(hosts.length);
  }

  /** May the item set out for the host in this wave? */
  mayGo(item: number, to: number): boolean {
    const from = this.board.binOf(item);
    if (from >= 0 && this.#busy[from]! >= this.#mostPerHost) return false;
    if (this.#busy[to]! >= this.#mostPerHost) return false;
    const isRuled = this.board.rulesOf(item).length > 0;
    const arriving = this.#arriving.get(to);
    if (isRuled && (arriving?.isRuled ?? false)) return false;
    return this.#hasRoom(item, to, arriving) && this.board.isAllowed(item, to);
  }

  /** Would the item fit beside everything that is there and arriving? O(slots) */
  #hasRoom(item: number, to: number, arriving: Arriving | undefined): boolean {
    if (arriving === undefined) return this.board.hasRoom(item, to);
    const { slots } = this.board.problem;
    const { eligible, capacity, room, demand, claim } = this.board.problem.types[this.board.typeOf(to)]!;
    if (eligible[item] !== 1) return false;
    for (let c = 0; c < room.length; c++) {
      if (this.board.usedOf(to, c) + arriving.used[c]! + claim[item * room.length + c]! > room[c]!) return false;
    }
    const load = this.board.loadOf(to);
    for (let d = 0; d < capacity.length; d++) {
      const row = demand[d]!;
      for (let s = 0; s < slots; s++) {
        const at = d * slots + s;
        if (load[at]! + arriving.load[at]! + row[item * slots + s]! > capacity[d]!) return false;
      }
    }
    return true;
  }

  /** Set out: room is held on both hosts until the wave ends. O(slots) */
  go(item: number, to: number): void {
    const { slots, varying, constant, types } = this.board.problem;
    const { demand, claim } = types[this.board.typeOf(to)]!;
    const fresh = (): Arriving => ({
      load: new Float64Array(varying.length * slots),
      used: new Float64Array(constant.length),
      isRuled: false,
    });
    const arriving = this.#arriving.get(to) ?? fresh();
    this.#arriving.set(to, arriving);
    demand.forEach((row, d) => {
      for (let s = 0; s < slots; s++) arriving.load[d * slots + s]! += row[item * slots + s]!;
    });
    for (let c = 0; c < constant.length; c++) arriving.used[c]! += claim[item * constant.length + c]!;
    if (this.board.rulesOf(item).length > 0) arriving.isRuled = true;
    const from = this.board.binOf(item);
    if (from >= 0) this.#busy[from]!++;
    this.#busy[to]!++;
    this.#underWay.push({ item, to });
  }

  /** All that is under way has arrived. */
  endWave(): void {
    for (const { item, to } of this.#underWay) {
      if (this.board.binOf(item) >= 0) this.board.remove(item);
      this.board.place(item, to);
    }
    this.#underWay.length = 0;
    this.#arriving.clear();
    this.#busy.fill(0);
  }
}
