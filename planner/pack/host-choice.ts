/**
 * First fit and best fit: walk the items in an order, put each into an open bin, open a new one when none takes it.
 * "first" takes the oldest bin, "tightest" the one that ends up fullest in its fullest resource, "aligned" the one whose
 * free room points the same way as the item's demand (dot product).
 */
import { BinLoads } from "./bin-loads.ts";
import { type ItemOrder, inOrder } from "./item-orders.ts";
import { mixOrder, openFor } from "./open-bin.ts";
import type { Prepared } from "./prepared.ts";
import { type Ask, NEVER_ASK } from "./stop-asked.ts";

export const HOST_CHOICES = ["first", "tightest", "aligned"] as const;
export type HostChoice = (typeof HOST_CHOICES)[number];

/** Work of one fit check, in touches; most end before the slots. */
const CHECK_TOUCHES = 8;

/** Pack by one item order and one way to choose among open bins. O(items × bins) fit checks. @throws StopAsked from `ask` */
export function packByChoice(prepared: Prepared, order: ItemOrder, choice: HostChoice, ask: Ask = NEVER_ASK): BinLoads {
  const { problem, peaks, fleet, sizes } = prepared;
  const loads = new BinLoads(problem, peaks);
  const choose = choice === "first" ? firstFit : bestFit(choice === "tightest" ? tightness : alignment);
  for (const item of inOrder(sizes, order)) {
    ask(CHECK_TOUCHES * loads.bins + problem.slots);
    const open = choose(loads, item);
    const bin = open >= 0 ? open : openFor(loads, item, mixOrder(loads, fleet));
    if (bin >= 0) loads.place(item, bin);
  }
  return loads;
}

/** Oldest open bin that takes the item, −1 = none. */
export function firstFit(loads: BinLoads, item: number): number {
  for (let bin = 0; bin < loads.bins; bin++) if (loads.fits(item, bin)) return bin;
  return -1;
}

type Score = (loads: BinLoads, item: number, bin: number) => number;

const bestFit =
  (score: Score) =>
  (loads: BinLoads, item: number): number => {
    let best = -1;
    let highest = -Infinity;
    for (let bin = 0; bin < loads.bins; bin++) {
      if (!loads.fits(item, bin)) continue;
      const found = score(loads, item, bin);
      if (found > highest) {
        highest = found;
        best = bin;
      }
    }
    return best;
  };

/** Share in use of the bin's fullest resource, were the item in it at its peak. */
const tightness: Score = (loads, item, bin) => {
  let fullest = 0;
  eachResource(loads, item, bin, (used, asked) => {
    fullest = Math.max(fullest, used + asked);
  });
  return fullest;
};

/** Dot product of the item's shares and the bin's free shares, over the length of the free shares. */
const alignment: Score = (loads, item, bin) => {
  let dot = 0;
  let length = 0;
  eachResource(loads, item, bin, (used, asked) => {
    dot += asked * (1 - used);
    length += (1 - used) ** 2;
  });
  return length > 0 ? dot / Math.sqrt(length) : 0;
};

/** Shares of capacity in use and asked for, of every limited resource. */
function eachResource(loads: BinLoads, item: number, bin: number, visit: (used: number, asked: number) => void): void {
  const { problem, peaks } = loads;
  const t = loads.typeOf(bin);
  const type = problem.types[t]!;
  for (let d = 0; d < type.capacity.length; d++) {
    const limit = type.capacity[d]!;
    if (limit > 0 && limit < Infinity) visit(loads.topOf(bin, d) / limit, peaks[t]![d]!.height[item]! / limit);
  }
  for (let c = 0; c < type.room.length; c++) {
    const limit = type.room[c]!;
    const asked = type.claim[item * type.room.length + c]!;
    if (limit > 0 && limit < Infinity) visit(loads.usedOf(bin, c) / limit, asked / limit);
  }
}
