/**
 * Today's placement as a starting point: which hosts stand, what stands on them, what a move of each item costs. Items
 * that must share a host are one item here (planner/pack/bundle.ts); a torn bundle's home is where most of it stands.
 * Bins are numbered by (type, number), so every board built from the same placement is the same.
 */
import { BinLoads } from "../pack/bin-loads.ts";
import { type Bundled, bundleTogether } from "../pack/bundle.ts";
import { type Worths, worthsOf } from "./choose-host.ts";
import type { BinType, PackProblem } from "../pack/problem.ts";
import { type Prepared, prepare } from "../pack/prepared.ts";

/** One host: a type index and the 1-based number within the type. */
export interface HostPlace {
  readonly type: number;
  readonly number: number;
}

/** What is to be re-planned. */
export interface MoveQuestion {
  readonly problem: PackProblem;
  /** [item] where it stands today; undefined = nowhere yet: to place it is no move. */
  readonly home: readonly (HostPlace | undefined)[];
  /** [item] what moving it costs, ≥ 0: memory to copy, or 1 each. Of plans with as many hosts the cheaper one wins. */
  readonly price: Float64Array;
  /** Hosts to be emptied and not used again. */
  readonly drained?: readonly HostPlace[];
}

/** Items on hosts; hosts without items are not used. */
export interface Placement {
  readonly hosts: readonly HostPlace[];
  /** [item] index into `hosts`, −1 = nowhere. */
  readonly at: Int32Array;
}

/** The question made ready: bundles are items. */
export interface Today extends Placement {
  readonly bundle: Bundled;
  readonly prepared: Prepared;
  readonly worths: Worths;
  /** The bundled problem; host numbers may run as high as today's do, since stock is counted, not numbered. */
  readonly problem: PackProblem;
  /** [type] most hosts that may be in use, drained ones taken off. */
  readonly stock: readonly number[];
  /** [item] what taking it off its home costs. */
  readonly price: Float64Array;
  /** [item] partitions that move when it leaves its home. */
  readonly weight: Int32Array;
  /** [host] 1 = must be emptied. */
  readonly isDrained: Uint8Array;
}

const keyOf = ({ type, number }: HostPlace): string => `${type}/${number}`;

/** Homes and drained hosts, each once, by type and number. */
function hostsOf(places: readonly (HostPlace | undefined)[]): readonly HostPlace[] {
  const found = new Map<string, HostPlace>();
  for (const place of places) if (place !== undefined && !found.has(keyOf(place))) found.set(keyOf(place), place);
  return [...found.values()].sort((a, b) => a.type - b.type || a.number - b.number);
}

/** Where most of a bundle stands, by price, then by members; the first such host. */
function homeOf(question: MoveQuestion, members: readonly number[], indexOf: ReadonlyMap<string, number>): number {
  const first = question.home[members[0]!];
  if (members.length === 1) return first === undefined ? -1 : indexOf.get(keyOf(first))!;
  const value = new Map<number, { price: number; members: number }>();
  for (const item of members) {
    const place = question.home[item];
    if (place === undefined) continue;
    const host = indexOf.get(keyOf(place))!;
    const sum = value.get(host) ?? { price: 0, members: 0 };
    value.set(host, { price: sum.price + question.price[item]!, members: sum.members + 1 });
  }
  const [best] = [...value].sort(([a, x], [b, y]) => y.price - x.price || y.members - x.members || a - b);
  return best?.[0] ?? -1;
}

/** Hosts above a type's stock: those that cost least to empty. */
function markOverStock(today: Today): void {
  const price = hostPrices(today, today);
  for (const [type, most] of today.stock.entries()) {
    const open = [...today.hosts.keys()].filter((h) => today.hosts[h]!.type === type && today.isDrained[h] === 0);
    const cheapest = open.toSorted((a, b) => price[a]! - price[b]! || b - a);
    for (const host of cheapest.slice(0, Math.max(0, open.length - most))) today.isDrained[host] = 1;
  }
}

function numbered(types: readonly BinType[], hosts: readonly HostPlace[]): readonly BinType[] {
  const highest = types.map(() => 0);
  for (const { type, number } of hosts) highest[type] = Math.max(highest[type]!, number);
  return types.map(({ lastNumber, ...type }, t) => ({
    ...type,
    maxBins: Math.max(type.maxBins, highest[t]!),
    ...(lastNumber === undefined ? {} : { lastNumber: Math.max(lastNumber, highest[t]!) }),
  }));
}

/** Make a question ready. @param earlier the same question asked of another placement: what it worked out is used again */
export function todayOf(question: MoveQuestion, earlier?: Today): Today {
  const bundle = earlier?.bundle ?? bundleTogether(question.problem);
  const prepared = earlier?.prepared ?? prepare(bundle.problem, 1);
  const worths = earlier?.worths ?? worthsOf(bundle.problem, prepared);
  const drained = question.drained ?? [];
  const hosts = hostsOf([...question.home, ...drained]);
  const indexOf = new Map(hosts.map((place, host) => [keyOf(place), host]));
  const at = Int32Array.from(bundle.members, (members) => homeOf(question, members, indexOf));
  const isHome = (item: number, host: number) => {
    const place = question.home[item];
    return place !== undefined && indexOf.get(keyOf(place)) === host;
  };
  const settled = bundle.members.map((members, b) => members.filter((item) => isHome(item, at[b]!)));
  const isDrained = new Uint8Array(hosts.length);
  for (const place of drained) isDrained[indexOf.get(keyOf(place))!] = 1;
  const stock = bundle.problem.types.map(({ maxBins }, t) => maxBins - drained.filter(({ type }) => type === t).length);
  const today: Today = {
    bundle,
    prepared,
    worths,
    problem: { ...bundle.problem, types: numbered(bundle.problem.types, hosts) },
    stock: stock.map((most) => Math.max(0, most)),
    hosts,
    at,
    price: Float64Array.from(settled, (items) => items.reduce((sum, item) => sum + question.price[item]!, 0)),
    weight: Int32Array.from(settled, (items) => items.length),
    isDrained,
  };
  markOverStock(today);
  return today;
}

/** A board with everything where the placement says, whether it fits or not; bin index = host index. O(items × slots) */
export function boardOf(today: Today, { hosts, at }: Placement): BinLoads {
  const board = new BinLoads(today.problem, today.prepared.peaks);
  for (const { type, number } of hosts) board.open(type, number);
  at.forEach((host, item) => {
    if (host >= 0) board.place(item, host);
  });
  return board;
}

/** What a board says, as a placement over the hosts it has and those opened since that hold something. */
export function placementOf(board: BinLoads, hosts: readonly HostPlace[]): Placement {
  const all = [...hosts];
  const indexOf = new Map(Array.from(hosts, (_, host) => [host, host] as const));
  for (let bin = hosts.length; bin < board.bins; bin++) {
    if (!board.isOpen(bin) || board.itemsIn(bin).length === 0) continue;
    indexOf.set(bin, all.push({ type: board.typeOf(bin), number: board.numberOf(bin) }) - 1);
  }
  const at = Int32Array.from({ length: board.problem.items }, (_, item) => indexOf.get(board.binOf(item)) ?? -1);
  return { hosts: all, at };
}

/** Types of which one more host may be used, best worth first. */
export function typesInStock(board: BinLoads, today: Today): readonly number[] {
  const open = today.stock.map(() => 0);
  for (let bin = 0; bin < board.bins; bin++) {
    if (today.isDrained[bin] !== 1 && board.isOpen(bin)) open[board.typeOf(bin)]!++;
  }
  return today.prepared.fleet.typeOrder.filter((type) => open[type]! < today.stock[type]!);
}

/** [host of the placement] price of the items that stand there today still: what emptying it would add. */
export function hostPrices(today: Today, { hosts, at }: Placement): Float64Array {
  const prices = new Float64Array(hosts.length);
  at.forEach((host, item) => {
    if (host >= 0 && host === today.at[item]) prices[host]! += today.price[item]!;
  });
  return prices;
}

/** [host] number of items. */
export function fillOf({ hosts, at }: Placement): Int32Array {
  const fill = new Int32Array(hosts.length);
  for (const host of at) if (host >= 0) fill[host]!++;
  return fill;
}

/** Hosts in use: those that hold something. */
export const usedOf = (placement: Placement): number =>
  fillOf(placement).reduce((used, fill) => used + (fill > 0 ? 1 : 0), 0);
