/**
 * The fail-over check: can every single host, rack or site (or any few at once) be lost, and does what ran there restart
 * on the others and the spares, within limits and rules, while nobody else moves? Every loss is played (planner/pack/
 * restart.ts). Where losses of several are too many to play them all, the fullest ones are, and the report says so.
 *
 * The same play, allowed to open hosts, tells how many spares a plan needs.
 */
import type { PlaceGroup, Scope } from "../contract/index.ts";
import { bundleTogether } from "../pack/bundle.ts";
import { namesHosts } from "../pack/host-rule.ts";
import type { PackProblem, SpareBin, Spares } from "../pack/index.ts";
import { numbersFor } from "../pack/open-bin.ts";
import { restartAfter } from "../pack/restart.ts";
import { emptyLoads } from "../pack/use-more.ts";
import { compileScope } from "./place.ts";

/** A finished plan, as the check sees it. */
export interface Standing {
  /** The problem with its whole stock: spares count towards a type's most bins. */
  readonly problem: PackProblem;
  readonly hosts: readonly (SpareBin & { readonly items: readonly number[] })[];
  readonly spares: readonly SpareBin[];
  readonly groups?: readonly PlaceGroup[] | undefined;
}

export interface Loss {
  readonly lose: Scope;
  /** How many hosts, racks or sites at once, ≥ 1. */
  readonly count: number;
  /** Items that must restart, all of them when absent; others go down with their host. */
  readonly items?: ReadonlySet<number>;
  /** Exactly these hosts, spares among them, are lost at once, in one case; `lose` and `count` then say nothing. */
  readonly these?: (host: SpareBin) => boolean;
}

/** One loss and what it left without a place. */
export interface Stranding {
  readonly lost: readonly SpareBin[];
  readonly items: readonly number[];
  /** Those of them that may stand nowhere but on what was lost: no spare could help them. */
  readonly tied: readonly number[];
}

export interface Failover {
  /** Losses played. */
  readonly cases: number;
  /** False: there are more losses than were played. */
  readonly isComplete: boolean;
  readonly strandings: readonly Stranding[];
  /** Spares at hand and, where hosts may be opened, those that losses asked for. */
  readonly spares: readonly SpareBin[];
  /** Every restart that worked, for a judge: what was lost, and where each item went. */
  readonly restarts: readonly {
    readonly lost: readonly SpareBin[];
    readonly put: readonly { readonly item: number; readonly at: SpareBin }[];
  }[];
}

/** Losses of several at once that are played; a fixed count, so that the result does not depend on the clock. */
const MOST_CASES = 4000;

/** Play losses. @param mayOpen true = further spares are opened as the stock allows, and told */
export function failover(standing: Standing, loss: Loss, mayOpen = false): Failover {
  const { problem } = standing;
  const bundle = bundleTogether(problem);
  const loads = emptyLoads(bundle.problem);
  const bins = standing.hosts.map(({ type, number }) => loads.open(type, number));
  const spareBins = standing.spares.map(({ type, number }) => loads.open(type, number));
  standing.hosts.forEach(({ items }, h) => {
    for (const b of new Set(items.map((item) => bundle.bundleOf[item]!))) {
      if (loads.binOf(b) < 0) loads.place(b, bins[h]!);
    }
  });
  const size = sizesOf(bundle.problem);
  const scope = compileScope(loss.lose, { types: problem.types.map(({ id }) => id), groups: standing.groups ?? [] });
  const keys = bins.map((bin) => scope.keyOf(loads, bin));
  const { these } = loss;
  const { cases, isComplete } =
    these === undefined
      ? casesOf(keys, loss.count, (key) => weightOf(keys, key, standing.hosts))
      : { cases: [[]], isComplete: true };
  const members = (items: readonly number[]) => items.flatMap((b) => bundle.members[b] ?? []);
  const mustRestart = (b: number) =>
    loss.items === undefined || members([b]).some((item) => loss.items?.has(item) === true);
  const strandings: Stranding[] = [];
  const restarts: Failover["restarts"][number][] = [];
  const seat = (bin: number): SpareBin => ({ type: loads.typeOf(bin), number: loads.numberOf(bin) });
  for (const lostKeys of cases) {
    const isGone = new Set(lostKeys);
    const lost = bins.filter((bin, at) => these?.(seat(bin)) ?? isGone.has(keys[at]!));
    const spares: Spares = {
      bins: spareBins.filter((bin) => !(these?.(seat(bin)) ?? isGone.has(scope.keyOf(loads, bin)))),
      mayOpen,
      isUsable: (host) =>
        !(these?.(host) ?? (loss.lose !== "host" && isGone.has(scope.keyOf(boardAt(host.type, host.number), NO_BIN)))),
    };
    const { stranded, put, opened } = restartAfter(loads, lost, { ...spares, mustRestart }, size);
    spareBins.push(...opened);
    const told = lost.map(seat);
    restarts.push({
      lost: told,
      put: put.flatMap(({ item, at }) => members([item]).map((one) => ({ item: one, at }))),
    });
    if (stranded.length === 0) continue;
    const tied = stranded.filter((item) => isTied(bundle.problem, item, { lost: told, spares }));
    strandings.push({ lost: told, items: members(stranded), tied: members(tied) });
  }
  return { cases: cases.length, isComplete, strandings, spares: spareBins.map(seat), restarts };
}

/** No board has so many bins: a host that is not open and stands in no rack is none of those lost. */
const NO_BIN = 1e9;

/** A board of one host that is not open. */
const boardAt = (type: number, number: number) => ({
  bins: 0,
  typeOf: () => type,
  numberOf: () => number,
  binOf: () => -1,
  itemsIn: () => [],
});

/** [item] largest share of a bin of any type, over all resources: how hard it is to place. */
function sizesOf(problem: PackProblem): Float64Array {
  const size = new Float64Array(problem.items);
  const { slots } = problem;
  for (const { capacity, demand, room, claim } of problem.types) {
    for (let item = 0; item < problem.items; item++) {
      for (let d = 0; d < capacity.length; d++) {
        if (!(capacity[d]! > 0 && capacity[d]! < Infinity)) continue;
        for (let s = 0; s < slots; s++)
          size[item] = Math.max(size[item]!, demand[d]![item * slots + s]! / capacity[d]!);
      }
      for (let c = 0; c < room.length; c++) {
        if (room[c]! > 0 && room[c]! < Infinity)
          size[item] = Math.max(size[item]!, claim[item * room.length + c]! / room[c]!);
      }
    }
  }
  return size;
}

const weightOf = (keys: readonly number[], key: number, hosts: Standing["hosts"]): number =>
  keys.reduce((sum, own, at) => sum + (own === key ? (hosts[at]?.items.length ?? 0) : 0), 0);

/** Every choice of `count` among the keys, fullest first; cut at the most that are played. */
function casesOf(
  keys: readonly number[],
  count: number,
  weight: (key: number) => number,
): { readonly cases: readonly (readonly number[])[]; readonly isComplete: boolean } {
  const distinct = [...new Set(keys)];
  const heavy = new Map(count === 1 ? [] : distinct.map((key) => [key, weight(key)]));
  if (count > 1) distinct.sort((a, b) => heavy.get(b)! - heavy.get(a)! || a - b);
  const cases: (readonly number[])[] = [];
  for (const chosen of choices(distinct, Math.min(count, distinct.length))) {
    if (count > 1 && cases.length >= MOST_CASES) return { cases, isComplete: false };
    cases.push(chosen);
  }
  return { cases, isComplete: true };
}

/** Every choice of `size` from the list, in its order; none from an empty list. */
function* choices(list: readonly number[], size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) return;
  for (let at = from; at < list.length; at++) {
    if (size === 1) yield [list[at]!];
    else for (const rest of choices(list, size - 1, at + 1)) yield [list[at]!, ...rest];
  }
}

/** May the item stand nowhere but on what was lost, were everything else empty? Only rules that name hosts can say so. */
function isTied(
  problem: PackProblem,
  item: number,
  { lost, spares }: { readonly lost: readonly SpareBin[]; readonly spares: Spares },
): boolean {
  if (!problem.rules.some((rule) => namesHosts(rule) && rule.items.includes(item))) return false;
  const loads = emptyLoads(problem);
  for (const { type, number } of lost) loads.open(type, number);
  for (const [type, { eligible }] of problem.types.entries()) {
    if (eligible[item] !== 1) continue;
    for (const number of numbersFor(loads, item, type)) {
      const bin = loads.open(type, number);
      const isFree = spares.isUsable({ type, number }) && loads.fits(item, bin);
      loads.close(bin);
      if (isFree) return false;
    }
  }
  return true;
}
