/**
 * Memory by shares with a tax on idle pages (Waldspurger 2002): pages are taken from the guest that pays least per page,
 * rho = S / (P (f + k (1 - f))), f the active fraction of its P pages, k = 1 / (1 - tax). P (f + k (1 - f)) is the active
 * pages plus k times the idle ones, so equal rho is reached in one solve: the priced pages of every guest are x × shares,
 * within floor and wish, with one x for all. A tax of 0 is plain proportional sharing.
 */
import { fact, recalled, seen } from "../../fact.ts";
import { requireRatio } from "../bounds.ts";
import { type HostMemory, sumOf } from "./state.ts";

/** Figures of the mechanism as ESX Server ships it. */
export const IDLE_TAX = {
  taxRatio: fact(0.75, "ratio", seen("WALD02"), "default"),
  /** k = 1 / (1 - tax). */
  idlePrice: fact(4, "times an active page", recalled("sure"), "at the default tax"),
  samplePages: fact(100, "pages per sample", seen("WALD02"), "chosen at random, to estimate the active fraction"),
  sampleSeconds: fact(30, "s", seen("WALD02")),
} as const;

/** Halvings of the search; 2^-60 of the widest bracket is below one page of any host. */
const HALVINGS = 60;

/** Price of an idle page in active ones. @throws RangeError for a tax outside 0 to below 1 */
export function idlePrice(taxRatio: number): number {
  requireRatio("taxRatio", taxRatio);
  if (taxRatio === 1) throw new RangeError("taxRatio is 1: it must be below 1, or an idle page would cost without end");
  return 1 / (1 - taxRatio);
}

/**
 * Shares per page that a guest pays; the guest with the lowest is reclaimed from first.
 * @param guest.pages > 0; activeRatio 0 to 1
 */
export function rho(guest: { shares: number; pages: number; activeRatio: number }, taxRatio: number): number {
  const priced = guest.activeRatio + idlePrice(taxRatio) * (1 - guest.activeRatio);
  return guest.shares / (guest.pages * priced);
}

/**
 * Pages each guest should be left with: all that it wants less what it shares, where that fits, else by priced shares.
 * @param pool pages to give, ≥ sum of the floors
 * @param out whole pages, one per guest, sum ≤ pool
 * @throws RangeError when the floors alone exceed the pool
 */
export function shareGoals(state: HostMemory, pool: number, taxRatio: number, out: Float64Array): void {
  const price = idlePrice(taxRatio);
  if (fillGoals(state, Number.POSITIVE_INFINITY, price, out) <= pool) return;
  const floors = fillGoals(state, 0, price, out);
  if (floors > pool) throw new RangeError(`minimum pages are ${floors} in all: at most the pool, ${pool}`);
  let low = 0;
  let high = widest(state, price);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (fillGoals(state, middle, price, out) <= pool) low = middle;
    else high = middle;
  }
  fillGoals(state, low, price, out);
  giveRest(state, pool - sumOf(out), out);
}

/** What a guest wants of its own pages: touched, less what another's page backs. */
export function ownWish(state: HostMemory, guest: number): number {
  return (state.wanted[guest] ?? 0) - (state.shared[guest] ?? 0);
}

/** Goals at x priced pages per share, whole pages; returns their sum. */
function fillGoals(state: HostMemory, x: number, price: number, out: Float64Array): number {
  let sum = 0;
  for (let guest = 0; guest < out.length; guest++) {
    const wish = ownWish(state, guest);
    const floor = Math.min(state.minimum[guest] ?? 0, wish);
    const active = Math.min(state.active[guest] ?? 0, wish);
    const priced = (state.shares[guest] ?? 0) * x;
    const fair = priced <= active ? priced : active + (priced - active) / price;
    const pages = Math.floor(Math.min(Math.max(fair, floor), wish));
    out[guest] = pages;
    sum += pages;
  }
  return sum;
}

/** An x at which every guest has all it wants. */
function widest(state: HostMemory, price: number): number {
  let most = 0;
  for (let guest = 0; guest < state.wanted.length; guest++)
    most = Math.max(most, (price * ownWish(state, guest)) / (state.shares[guest] ?? 1));
  return most;
}

/** Pages lost to rounding, at most one per guest, to the first guests that want one. */
function giveRest(state: HostMemory, rest: number, out: Float64Array): void {
  let left = Math.min(rest, out.length);
  for (let guest = 0; guest < out.length && left > 0; guest++) {
    const pages = out[guest] ?? 0;
    if (pages >= ownWish(state, guest)) continue;
    out[guest] = pages + 1;
    left -= 1;
  }
}
