/**
 * Hosts into racks: named racks take the hosts that must stand in them, then whatever else fits; all others are packed
 * by the packer of hosts, to which a rack is a bin. Filling up named racks is first fit, largest first; the bound knows
 * nothing of it and stays one.
 */
import { type LinearSolver, PACKERS, type PackBound, type Packer, lowerBound, packerNamed } from "../pack/index.ts";
import { RackLoad, shareOf } from "./rack-load.ts";
import { type RackRoom, rackProblem } from "./rack-problem.ts";
import type { Standing } from "./standing.ts";

/** How the packing of racks is searched for. */
export interface RackSearch {
  /** Solves linear programs; without it no column generation. */
  readonly solver?: LinearSolver;
  /** Work in seconds of the reference machine, counted and not timed; left out = by the number of hosts. */
  readonly effort?: number;
  readonly seed?: number;
  /** Asked often; true = the best so far is the answer. */
  readonly stopped?: () => boolean;
}

/** Effort where nobody says, per host and at least: a second for 5,000 hosts. */
const EFFORT_PER_HOST = 2e-4;
const LEAST_EFFORT = 0.02;

const FIRST_FIT = packerNamed("first-fit-decreasing");

/** Racks, who found no place, and prices that prove a bound, host by host. */
export interface Filled {
  readonly racks: readonly RackLoad[];
  readonly left: readonly Standing[];
  readonly prices?: ReadonlyMap<string, number>;
}

/** Racks to be filled. */
export interface Racks {
  readonly room: RackRoom;
  readonly slots: number;
  /** As many as there are. */
  readonly most: number;
}

/** Fill racks with hosts that each fit an empty one. */
export function fillRacks(hosts: readonly Standing[], { room, slots, most }: Racks, search: RackSearch): Filled {
  const named = new Map<string, RackLoad>();
  const left: Standing[] = [];
  for (const host of hosts) {
    if (host.rack === undefined) continue;
    if (!named.has(host.rack) && named.size < most) named.set(host.rack, new RackLoad(room, slots, host.rack));
    const rack = named.get(host.rack);
    if (rack?.fits(host) === true) rack.add(host);
    else left.push(host);
  }
  const racks = [...named.values()];
  const free = unnamed(hosts, racks, room);
  const inNewOnes = { room, slots, most: most - racks.length };
  const all = isHopeless(free, inNewOnes) ? undefined : packRacks(free, inNewOnes, search);
  const packed = all?.left.length === 0 ? all : packMost(free, inNewOnes, search);
  return {
    racks: [...racks, ...packed.racks],
    left: [...left, ...packed.left],
    // Prices of a part prove nothing of the whole.
    ...(racks.length > 0 || packed.prices === undefined ? {} : { prices: packed.prices }),
  };
}

/** Hosts of no rack that remain once named racks are filled up with others; in their order. */
function unnamed(hosts: readonly Standing[], racks: readonly RackLoad[], room: RackRoom): readonly Standing[] {
  const free = hosts.filter(({ rack }) => rack === undefined);
  if (racks.length === 0) return free;
  const taken = new Set<Standing>();
  for (const host of free.toSorted((a, b) => shareOf(b, room) - shareOf(a, room) || a.index - b.index)) {
    const rack = racks.find((named) => named.fits(host));
    if (rack === undefined) continue;
    rack.add(host);
    taken.add(host);
  }
  return free.filter((host) => !taken.has(host));
}

/** Does a bound say that the racks cannot hold them all? */
function isHopeless(hosts: readonly Standing[], { room, most }: Racks): boolean {
  if (hosts.length <= most) return false;
  const problem = rackProblem(hosts, room, Infinity);
  const all = hosts.map((_, item) => item);
  return lowerBound(problem, all).bins > most;
}

/**
 * Where racks are short: as many hosts as first fit gets in, hosts in use before spares and small ones before large
 * ones; the packer then makes room for more. A longer list that fits by chance is not looked for.
 */
function packMost(hosts: readonly Standing[], racks: Racks, search: RackSearch): Filled {
  const order = hosts.toSorted(
    (a, b) =>
      Number(a.isSpare) - Number(b.isSpare) || shareOf(a, racks.room) - shareOf(b, racks.room) || a.index - b.index,
  );
  let fit = 0;
  let tooMany = order.length;
  while (tooMany - fit > 1) {
    const half = Math.floor((fit + tooMany) / 2);
    const { left } = packRacks(order.slice(0, half), racks, { ...search, packer: FIRST_FIT });
    if (left.length === 0) fit = half;
    else tooMany = half;
  }
  const packed = packRacks(order.slice(0, fit), racks, search);
  return { ...packed, left: [...packed.left, ...order.slice(fit)] };
}

function packRacks(
  hosts: readonly Standing[],
  { room, slots, most }: Racks,
  { solver, effort, seed = 1, stopped = () => false, packer = PACKERS[0]! }: RackSearch & { readonly packer?: Packer },
): Filled {
  if (hosts.length === 0 || most < 1) return { racks: [], left: hosts };
  const { binOf, typeOf, bound } = packer.pack(rackProblem(hosts, room, most), {
    seed,
    effort: effort ?? Math.max(LEAST_EFFORT, hosts.length * EFFORT_PER_HOST),
    stopped,
    progress: () => undefined,
    ...(solver === undefined ? {} : { solver }),
  });
  const racks = typeOf.map(() => new RackLoad(room, slots));
  const left: Standing[] = [];
  for (const { host, bin } of seated(hosts, binOf, room)) {
    if (bin < 0) left.push(host);
    else racks[bin]!.add(host);
  }
  const prices = pricesOf(hosts, bound);
  return { racks, left, ...(prices === undefined ? {} : { prices }) };
}

/** Hosts that a rack cannot tell apart take the seats of their kind in order, so that it is the last ones who are left over. */
function seated(hosts: readonly Standing[], binOf: Int32Array, room: RackRoom) {
  const kinds = new Map<string, number[]>();
  for (const [item, { units, plannedW, kg, drawW }] of hosts.entries()) {
    const kind = [units, plannedW, kg, ...(Number.isFinite(room.heat) ? drawW : [])].join(" ");
    const members = kinds.get(kind);
    if (members === undefined) kinds.set(kind, [item]);
    else members.push(item);
  }
  const isOut = (bin: number): number => (bin < 0 ? Infinity : bin);
  return [...kinds.values()].flatMap((items) => {
    const bins = items
      .map((item) => binOf[item]!)
      .toSorted((a, b) => (isOut(a) === isOut(b) ? 0 : isOut(a) - isOut(b)));
    return items.map((item, at) => ({ host: hosts[item]!, bin: bins[at]! }));
  });
}

/** What the linear program says that each host is worth, in racks. */
function pricesOf(hosts: readonly Standing[], bound: PackBound | undefined): ReadonlyMap<string, number> | undefined {
  const { prices } = bound ?? {};
  if (prices === undefined) return undefined;
  return new Map(hosts.flatMap(({ id }, item) => (prices[item]! > 0 ? [[id, prices[item]!] as const] : [])));
}
