/**
 * Items that must share a bin, packed as one: every overlapping set of `together` rules becomes one item of a derived
 * problem, with summed demands and claims, eligible where all of its members are. A bundle that fits nowhere is left out
 * as a whole. Other rules go on speaking of the original items, through a view of the board.
 */
import { type HostRule, namesHosts } from "./host-rule.ts";
import type { BinType, Board, Charge, PackProblem, PackRule, PackSolution, Packer, RuleCount } from "./problem.ts";

/** The kind of rule that this file takes the place of. */
export const TOGETHER = "together";

export interface Bundled {
  /** The derived problem; the very same object when no rule keeps items together. */
  readonly problem: PackProblem;
  /** [item of the derived problem] its items in the original, ascending. */
  readonly members: readonly (readonly number[])[];
  /** [item of the original] its item in the derived problem. */
  readonly bundleOf: Int32Array;
}

/** Bundles of problems that are still in use: packers and bounds ask for those of the same problem, which never changes. */
const BUNDLED = new WeakMap<PackProblem, Bundled>();

/** Merge items that rules of kind "together" tie to each other, through chains of such rules. */
export function bundleTogether(problem: PackProblem): Bundled {
  const known = BUNDLED.get(problem) ?? bundlesIn(problem);
  BUNDLED.set(problem, known);
  return known;
}

function bundlesIn(problem: PackProblem): Bundled {
  const ties = problem.rules.filter((rule) => rule.kind === TOGETHER && rule.items.length > 1);
  const leader = Int32Array.from({ length: problem.items }, (_, item) => item);
  const find = (item: number): number => {
    let at = item;
    while (leader[at] !== at) at = leader[at]!;
    for (let next = item; next !== at; [leader[next], next] = [at, leader[next]!]);
    return at;
  };
  for (const { items } of ties) {
    for (const item of items) {
      const [a, b] = [find(items[0]!), find(item)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const bundleOf = new Int32Array(problem.items);
  const members: number[][] = [];
  for (let item = 0; item < problem.items; item++) {
    const first = find(item);
    if (first === item) bundleOf[item] = members.push([item]) - 1;
    else members[(bundleOf[item] = bundleOf[first]!)]!.push(item);
  }
  if (ties.length === 0) return { problem, members, bundleOf };
  return { problem: derived(problem, members, bundleOf), members, bundleOf };
}

/** The solution of the derived problem, told of the original items. */
export function spread(bundle: Bundled, solution: PackSolution): PackSolution {
  const binOf = bundle.bundleOf.map((b) => solution.binOf[b]!);
  const { bound } = solution;
  if (bound?.prices === undefined) return { ...solution, binOf };
  // A bundle's price goes to its first member: only the sum over the bundle counts.
  const prices = new Float64Array(bundle.bundleOf.length);
  bundle.members.forEach(([first], b) => (prices[first!] = bound.prices![b]!));
  return { ...solution, binOf, bound: { ...bound, prices } };
}

/** A packer that keeps items together by packing bundles. */
export function withBundles(packer: Packer): Packer {
  return {
    name: packer.name,
    pack(problem, options) {
      const bundle = bundleTogether(problem);
      return spread(bundle, packer.pack(bundle.problem, options));
    },
  };
}

function derived(problem: PackProblem, members: readonly (readonly number[])[], bundleOf: Int32Array): PackProblem {
  const { slots, constant } = problem;
  const merged = new Map<Float64Array, Float64Array>();
  const merge = (rows: Float64Array, width: number): Float64Array => {
    const known = merged.get(rows);
    if (known !== undefined) return known;
    const sums = summed(rows, members, width);
    merged.set(rows, sums);
    return sums;
  };
  const types = problem.types.map(
    (type): BinType => ({
      ...type,
      demand: type.demand.map((rows) => merge(rows, slots)),
      claim: merge(type.claim, constant.length),
      eligible: Uint8Array.from(members, (items) => (items.every((item) => type.eligible[item] === 1) ? 1 : 0)),
    }),
  );
  const view = new MemberView(members, bundleOf);
  const rules = problem.rules.filter((rule) => rule.kind !== TOGETHER).map((rule) => onBundles(rule, view));
  const charges = problem.charges?.map((charge) => onBundledItems(charge, bundleOf));
  return { ...problem, items: members.length, types, rules, ...(charges === undefined ? {} : { charges }) };
}

/** The charge over bundles; by steps, each counts as many as it has members that bring the charge. */
function onBundledItems(charge: Charge, bundleOf: Int32Array): Charge {
  const items = bundlesOf(charge.items, bundleOf);
  if (charge.steps === undefined) return { ...charge, items };
  const counts = new Map<number, number>();
  for (const [k, item] of charge.items.entries()) {
    const bundle = bundleOf[item]!;
    counts.set(bundle, (counts.get(bundle) ?? 0) + (charge.weights?.[k] ?? 1));
  }
  return { ...charge, items, weights: items.map((bundle) => counts.get(bundle)!) };
}

/** The bundles that hold any of the items, ascending. */
function bundlesOf(items: readonly number[], bundleOf: Int32Array): readonly number[] {
  return [...new Set(items.map((item) => bundleOf[item]!))].toSorted((a, b) => a - b);
}

/** Rows of `width` numbers per item, added up per bundle. */
function summed(rows: Float64Array, members: readonly (readonly number[])[], width: number): Float64Array {
  const sums = new Float64Array(members.length * width);
  for (const [b, items] of members.entries()) {
    const [first] = items;
    // Most bundles are one item, which is copied whole.
    sums.set(rows.subarray(first! * width, (first! + 1) * width), b * width);
    for (let m = 1; m < items.length; m++) {
      const from = items[m]! * width;
      for (let at = 0; at < width; at++) sums[b * width + at]! += rows[from + at]!;
    }
  }
  return sums;
}

/** A rule over original items, asked of bundles: every member it speaks of must be allowed, one after the other. */
function onBundles(rule: PackRule, view: MemberView): PackRule {
  const concerned = new Set(rule.items);
  const members = (items: readonly number[]) => bundlesOf(items, view.bundleOf);
  const membersOf = (bundle: number) => view.members[bundle]!.filter((item) => concerned.has(item));
  const { counts } = rule;
  const asked: PackRule = {
    id: rule.id,
    kind: rule.kind,
    items: members(rule.items),
    ...(rule.least === undefined ? {} : { least: rule.least }),
    ...(rule.isUrgent === undefined ? {} : { isUrgent: rule.isUrgent }),
    ...(counts === undefined || counts.what === "per-bin" ? {} : { counts: bundledCount(counts, members) }),
    allows: (board, bundle, bin) => mayJoin(rule, membersOf(bundle), { view: view.look(board, bin), bundle, bin }),
    ...(rule.placed && { placed: (bundle, bin) => membersOf(bundle).forEach((item) => rule.placed?.(item, bin)) }),
    ...(rule.removed && { removed: (bundle, bin) => membersOf(bundle).forEach((item) => rule.removed?.(item, bin)) }),
    ...(rule.fresh && {
      fresh: (board) => {
        const own = new MemberView(view.members, view.bundleOf).look(board, NOWHERE);
        return onBundles(rule.fresh!(own), own);
      },
    }),
  };
  if (!namesHosts(rule)) return asked;
  const named: HostRule = { ...asked, hosts: rule.hosts, isExclusive: rule.isExclusive };
  return named;
}

/** What a bound may count on, told of bundles. Limits per bin are counted on the original items and left out here. */
function bundledCount(
  counts: Exclude<RuleCount, { what: "per-bin" }>,
  bundlesOf: (items: readonly number[]) => readonly number[],
): RuleCount {
  if (counts.what === "at-least") return counts;
  const from = counts.from === undefined ? {} : { from: bundlesOf(counts.from) };
  return { what: counts.what, items: bundlesOf(counts.items), ...from };
}

/** May the members join the bin one by one? A counting rule is told of each, and of all of them leaving again. */
function mayJoin(
  rule: PackRule,
  members: readonly number[],
  at: { readonly view: MemberView; readonly bundle: number; readonly bin: number },
): boolean {
  const { view, bundle, bin } = at;
  const home = view.lift(bundle);
  if (home >= 0) for (const item of members) rule.removed?.(item, home);
  const isAllowed = members.every((item) => {
    if (!rule.allows(view, item, bin)) return false;
    view.joining.push(item);
    rule.placed?.(item, bin);
    return true;
  });
  for (const item of view.joining) rule.removed?.(item, bin);
  view.look(view.board, NOWHERE);
  if (home >= 0) for (const item of members) rule.placed?.(item, home);
  return isAllowed;
}

const NOWHERE = -1;

/** The board of bundles as a board of original items, with some already joining a bin. */
class MemberView implements Board {
  readonly members: readonly (readonly number[])[];
  readonly bundleOf: Int32Array;
  joining: number[] = [];
  board: Board | undefined;
  #bin = NOWHERE;
  /** Bundle that is about to leave its bin: seen as nowhere. */
  #lifted = NOWHERE;

  constructor(members: readonly (readonly number[])[], bundleOf: Int32Array) {
    this.members = members;
    this.bundleOf = bundleOf;
  }
  /** Look at this board, where a bundle may be joining `bin`. */
  look(board: Board | undefined, bin: number): this {
    this.board = board;
    this.#bin = bin;
    this.#lifted = NOWHERE;
    this.joining = [];
    return this;
  }
  /** See the bundle as nowhere; returns the bin it is in. */
  lift(bundle: number): number {
    const home = this.board?.binOf(bundle) ?? NOWHERE;
    this.#lifted = bundle;
    return home;
  }
  get bins(): number {
    return this.board?.bins ?? 0;
  }
  typeOf(bin: number): number {
    return this.board?.typeOf(bin) ?? NOWHERE;
  }
  numberOf(bin: number): number {
    return this.board?.numberOf(bin) ?? 0;
  }
  binOf(item: number): number {
    if (this.joining.includes(item)) return this.#bin;
    const bundle = this.bundleOf[item]!;
    return bundle === this.#lifted ? NOWHERE : (this.board?.binOf(bundle) ?? NOWHERE);
  }
  itemsIn(bin: number): readonly number[] {
    const there = this.board?.itemsIn(bin) ?? [];
    // Asked for every rule at every place looked at: flatMap here took a tenth of the time of a plan of 500 workloads.
    const placed: number[] = [];
    for (const bundle of there) {
      if (bundle !== this.#lifted) for (const item of this.members[bundle] ?? []) placed.push(item);
    }
    if (bin === this.#bin) placed.push(...this.joining);
    return placed;
  }
}
