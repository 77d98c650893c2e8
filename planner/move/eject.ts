/**
 * Ejection: an item that fits nowhere takes the place of one that then has to find another. The host and the item thrown
 * out are chosen by what throwing it out costs (the price of a move for one that stands where it stood today, nothing for
 * one that moves anyway) and by how often it was in the way before, so that the search does not go in circles.
 * After the ejection pool of Nagata and Bräysy (vehicle routing, 2009), in own words; hosts are sampled.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import { type Meter, TOUCH } from "../pack/meter.ts";
import type { RoomOrder } from "./choose-host.ts";

/** Hosts looked at for one ejection. */
const SAMPLED_HOSTS = 48;

export interface EjectionSetting {
  readonly board: BinLoads;
  readonly order: RoomOrder;
  /** [item] what throwing it out costs, in steps of being in the way; 0 = it moves anyway. */
  readonly cost: (item: number, host: number) => number;
  readonly meter: Meter;
  /** Most ejections. */
  readonly steps: number;
}

/** A small generator for choices in a hot loop (xorshift, Marsaglia 2003): same seed, same choices. */
function xorshift(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

interface Swap {
  readonly host: number;
  readonly out: number;
  readonly cost: number;
}

/**
 * Place all of the pool, last first, or give up: then the pool holds what has no place. Items may have moved either way.
 * @returns true when all are placed
 */
export function placeByEjection(setting: EjectionSetting, pool: number[]): boolean {
  const { board, order, meter } = setting;
  const inTheWay = new Int32Array(board.problem.items);
  const random = xorshift(board.problem.items);
  for (let step = 0; pool.length > 0; ) {
    const item = pool[pool.length - 1]!;
    const before = order.checks;
    const host = order.choose(item);
    meter.spend((order.checks - before) * STEP);
    if (host >= 0) {
      pool.pop();
      order.place(item, host);
      continue;
    }
    if (step++ >= setting.steps || !meter.goesOn) return false;
    inTheWay[item]!++;
    const swap = bestSwap(setting, item, { inTheWay, start: random() });
    if (swap === undefined) return false;
    pool.pop();
    order.remove(swap.out);
    order.place(item, swap.host);
    pool.push(swap.out);
  }
  return true;
}

/** Counted work of one fit check, and of one item tried in place of another: mostly the wait for their rows. */
const STEP = 12 * TOUCH;
const SECONDS_PER_TRY = 100e-9;

function bestSwap(
  { board, order, cost, meter }: EjectionSetting,
  item: number,
  { inTheWay, start }: { readonly inTheWay: Int32Array; readonly start: number },
): Swap | undefined {
  let best: Swap | undefined;
  const hosts = order.hosts;
  const looks = Math.min(hosts.length, SAMPLED_HOSTS);
  let tried = 0;
  for (let look = 0; look < looks || (best === undefined && look < hosts.length); look++) {
    const host = hosts[(start + look) % hosts.length]!;
    if (!isPossible(board, item, host)) continue;
    const inside = [...board.itemsIn(host)];
    for (const out of inside) {
      const price = cost(out, host) + inTheWay[out]!;
      if (best !== undefined && price >= best.cost) continue;
      tried++;
      if (makesRoom(board, { item, out }, host)) best = { host, out, cost: price };
    }
    if (best?.cost === 0) break;
  }
  meter.spend(tried * SECONDS_PER_TRY);
  return best;
}

/** Could the host hold the item at all, were it empty? */
function isPossible(board: BinLoads, item: number, host: number): boolean {
  const t = board.typeOf(host);
  const { eligible, capacity, room, claim } = board.problem.types[t]!;
  if (eligible[item] !== 1) return false;
  if (capacity.some((most, d) => board.peaks[t]![d]!.height[item]! > most)) return false;
  return room.every((most, c) => claim[item * room.length + c]! <= most);
}

/** Does the item fit once the other is out? Read off the loads; only rules need the other to be really out. */
function makesRoom(
  board: BinLoads,
  { item, out }: { readonly item: number; readonly out: number },
  host: number,
): boolean {
  const t = board.typeOf(host);
  const { room, claim, capacity, demand } = board.problem.types[t]!;
  const { slots } = board.problem;
  for (let c = 0; c < room.length; c++) {
    const change = claim[item * room.length + c]! - claim[out * room.length + c]!;
    if (board.usedOf(host, c) + change > room[c]!) return false;
  }
  const { loads } = board;
  for (let d = 0; d < capacity.length; d++) {
    const row = demand[d]!;
    const [own, its, others] = [(host * capacity.length + d) * slots, item * slots, out * slots];
    const most = capacity[d]!;
    const peak = board.peaks[t]![d]!.slot[item]!;
    if (loads[own + peak]! + row[its + peak]! - row[others + peak]! > most) return false;
    for (let s = 0; s < slots; s++) if (loads[own + s]! + row[its + s]! - row[others + s]! > most) return false;
  }
  return board.rulesOf(item).length === 0 || isAllowedWithout(board, { item, out }, host);
}

function isAllowedWithout(
  board: BinLoads,
  { item, out }: { readonly item: number; readonly out: number },
  host: number,
): boolean {
  board.remove(out);
  const isAllowed = board.isAllowed(item, host);
  board.place(out, host);
  return isAllowed;
}
