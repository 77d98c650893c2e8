/**
 * Into which host an item goes when several would take it: the one with the least room left, each resource's room counted
 * at its price in the fleet the estate asks for, so that what is scarce decides. Tight hosts fill up, roomy ones stay
 * open for the large items that come back. Hosts are kept in that order, so the first that fits is the one.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { Prepared } from "../pack/prepared.ts";

/** Hosts that may take items, the fullest first. */
export class RoomOrder {
  readonly #board: BinLoads;
  readonly #prices: readonly (readonly number[])[];
  readonly #hosts: number[];
  readonly #room: number[] = [];

  /** @param hosts bins that may take items */
  constructor(board: BinLoads, prepared: Prepared, hosts: readonly number[]) {
    this.#board = board;
    this.#prices = prepared.fleet.unitPrice;
    this.#hosts = [...hosts];
    for (const host of hosts) this.#room[host] = this.#roomIn(host);
    this.#hosts.sort((a, b) => this.#room[a]! - this.#room[b]! || a - b);
  }

  /** The hosts, fullest first; live. */
  get hosts(): readonly number[] {
    return this.#hosts;
  }

  #roomIn(host: number): number {
    const board = this.#board;
    const type = board.typeOf(host);
    const { capacity, room } = board.problem.types[type]!;
    const price = this.#prices[type]!;
    let left = 0;
    for (let d = 0; d < capacity.length; d++) {
      if (price[d]! > 0 && capacity[d]! < Infinity) left += price[d]! * (capacity[d]! - board.topOf(host, d));
    }
    for (let c = 0; c < room.length; c++) {
      const unit = price[capacity.length + c]!;
      if (unit > 0 && room[c]! < Infinity) left += unit * (room[c]! - board.usedOf(host, c));
    }
    return left;
  }

  /** The fullest host that takes the item, −1 = none. */
  choose(item: number, without = -1): number {
    for (const host of this.#hosts) if (host !== without && this.#board.fits(item, host)) return host;
    return -1;
  }

  /** Put the host where it belongs after its contents changed; one that is new joins. */
  renew(host: number): void {
    const hosts = this.#hosts;
    const room = this.#roomIn(host);
    const before = this.#room[host];
    this.#room[host] = room;
    let at = before === undefined ? hosts.push(host) - 1 : hosts.indexOf(host);
    const isBefore = (a: number, b: number) =>
      this.#room[a]! < this.#room[b]! || (this.#room[a] === this.#room[b] && a < b);
    for (; at > 0 && isBefore(host, hosts[at - 1]!); at--) hosts[at] = hosts[at - 1]!;
    for (; at < hosts.length - 1 && isBefore(hosts[at + 1]!, host); at++) hosts[at] = hosts[at + 1]!;
    hosts[at] = host;
  }

  /** Place the item in the host. */
  place(item: number, host: number): void {
    this.#board.place(item, host);
    this.renew(host);
  }

  /** Take the item out of its host. */
  remove(item: number): void {
    const host = this.#board.binOf(item);
    this.#board.remove(item);
    this.renew(host);
  }
}
