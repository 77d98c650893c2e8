/**
 * Into which host an item goes when several would take it: the one with the least room left, each resource's room counted
 * at its price in the fleet the estate asks for, so that what is scarce decides. Tight hosts fill up, roomy ones stay
 * open for the large items that come back. Room and need are means over the slots, so an item fits no host with less
 * room than it needs: hosts are kept in order of room, and the search begins at the first with enough.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { BinType, PackProblem } from "../pack/problem.ts";
import type { Prepared } from "../pack/prepared.ts";

/** What items need and empty hosts have, at the fleet's prices. */
export interface Worths {
  /** [type][item] */
  readonly need: readonly Float64Array[];
  /** [type] of an empty host. */
  readonly room: readonly number[];
}

/** Price of a unit of each limited resource, varying then constant; 0 = not limited. */
function pricesOf({ capacity, room }: BinType, unitPrice: readonly number[]): readonly number[] {
  return [...capacity, ...room].map((most, r) => (Number.isFinite(most) ? (unitPrice[r] ?? 0) : 0));
}

/** Needs of all items on all types. O(types × items × slots) */
export function worthsOf(problem: PackProblem, { fleet }: Prepared): Worths {
  const prices = problem.types.map((type, t) => pricesOf(type, fleet.unitPrice[t] ?? []));
  return {
    need: problem.types.map((type, t) => needOn(problem, type, prices[t]!)),
    room: problem.types.map(({ capacity, room }, t) =>
      [...capacity, ...room].reduce((sum, most, r) => (prices[t]![r]! > 0 ? sum + most * prices[t]![r]! : sum), 0),
    ),
  };
}

function needOn({ items, slots }: PackProblem, { demand, claim }: BinType, prices: readonly number[]): Float64Array {
  const need = new Float64Array(items);
  for (const [d, row] of demand.entries()) {
    const price = prices[d]! / slots;
    if (price === 0) continue;
    for (let item = 0; item < items; item++) {
      let sum = 0;
      for (let s = 0; s < slots; s++) sum += row[item * slots + s]!;
      need[item]! += sum * price;
    }
  }
  const constants = prices.length - demand.length;
  for (let item = 0; item < items; item++) {
    for (let c = 0; c < constants; c++) need[item]! += claim[item * constants + c]! * prices[demand.length + c]!;
  }
  return need;
}

/** Rounding slack of a sum of worths, as a share of an empty host's. */
const SLACK = 1e-9;

/** Hosts that may take items, the fullest first. */
export class RoomOrder {
  readonly #board: BinLoads;
  readonly #worths: Worths;
  readonly #hosts: number[];
  readonly #room: number[] = [];
  readonly #slack: number;
  /** Fit checks made so far. */
  checks = 0;

  /** @param hosts bins that may take items */
  constructor(board: BinLoads, worths: Worths, hosts: readonly number[]) {
    this.#board = board;
    this.#worths = worths;
    this.#slack = SLACK * Math.max(...worths.room);
    this.#hosts = [...hosts];
    for (const host of hosts) this.#room[host] = this.#roomIn(host);
    this.#hosts.sort((a, b) => this.#room[a]! - this.#room[b]! || a - b);
  }

  /** The hosts, fullest first; live. */
  get hosts(): readonly number[] {
    return this.#hosts;
  }

  #roomIn(host: number): number {
    const type = this.#board.typeOf(host);
    const need = this.#worths.need[type]!;
    return this.#board.itemsIn(host).reduce((room, item) => room - need[item]!, this.#worths.room[type]!);
  }

  /** First place in the order from which on hosts have that much room. */
  #from(room: number): number {
    let [low, high] = [0, this.#hosts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#room[this.#hosts[middle]!]! < room) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The fullest host that takes the item, −1 = none. */
  choose(item: number): number {
    const least = this.#worths.need.reduce((low, need) => Math.min(low, need[item]!), Infinity);
    for (let at = this.#from(least - this.#slack); at < this.#hosts.length; at++) {
      const host = this.#hosts[at]!;
      this.checks++;
      if (this.#board.fits(item, host)) return host;
    }
    return -1;
  }

  /** Put the host where it belongs after its room changed; one that is new joins. */
  #renew(host: number, room: number): void {
    const hosts = this.#hosts;
    const isNew = this.#room[host] === undefined;
    let at = isNew ? hosts.push(host) - 1 : this.#placeOf(host);
    this.#room[host] = room;
    const isBefore = (a: number, b: number) =>
      this.#room[a]! < this.#room[b]! || (this.#room[a] === this.#room[b] && a < b);
    for (; at > 0 && isBefore(host, hosts[at - 1]!); at--) hosts[at] = hosts[at - 1]!;
    for (; at < hosts.length - 1 && isBefore(hosts[at + 1]!, host); at++) hosts[at] = hosts[at + 1]!;
    hosts[at] = host;
  }

  /** Where a host stands that is in its right place. */
  #placeOf(host: number): number {
    let at = this.#from(this.#room[host]!);
    while (this.#hosts[at] !== host) at++;
    return at;
  }

  /** Place the item in the host. O(slots + hosts passed in the order) */
  place(item: number, host: number): void {
    this.#board.place(item, host);
    const before = this.#room[host];
    const need = this.#worths.need[this.#board.typeOf(host)]![item]!;
    this.#renew(host, before === undefined ? this.#roomIn(host) : before - need);
  }

  /** Take the item out of its host. O(slots + hosts passed in the order) */
  remove(item: number): void {
    const host = this.#board.binOf(item);
    const need = this.#worths.need[this.#board.typeOf(host)]![item]!;
    this.#board.remove(item);
    this.#renew(host, this.#room[host]! + need);
  }
}
