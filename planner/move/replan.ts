/**
 * Re-planning from where everything stands: first what must move (planner/move/repair.ts), then whole hosts emptied as
 * long as that saves hosts (empty-hosts.ts). Nothing moves without a gain. Each round ends in a placement that is asked
 * the same question anew, until an answer is "stay": so a second run on the result moves nothing.
 */
import { Meter } from "../pack/meter.ts";
import type { PackSolution } from "../pack/problem.ts";
import { emptyHosts } from "./empty-hosts.ts";
import { type CurvePoint, Ledger, type Whereabouts } from "./ledger.ts";
import { repair } from "./repair.ts";
import { type HostPlace, type MoveQuestion, type Placement, type Today, fillOf, todayOf, usedOf } from "./today.ts";
import { type Stretch, walk } from "./way.ts";

export interface MoveOptions {
  /** Most moves; what must move moves anyway. 0 = only that. */
  readonly maxMoves: number;
  /** Counted seconds of the reference machine for each round. */
  readonly effort: number;
  readonly stopped: () => boolean;
}

export interface MoveAnswer {
  /** With the host numbers of today. */
  readonly solution: PackSolution;
  /** Items that stand elsewhere than today, ascending. */
  readonly moves: readonly number[];
  /** From what must move to the fewest hosts: hosts fall, moves rise. Each point is what `maxMoves` = its moves gives. */
  readonly curve: readonly CurvePoint[];
  /** The point the solution stands at. */
  readonly chosen: CurvePoint;
}

/** A point of the curve and how to get there: so many steps into a stretch, or a placement as it is. */
interface Mark {
  readonly point: CurvePoint;
  readonly reach: () => Placement;
  readonly today: Today;
  /** Items without a place. */
  readonly unplaced: number;
}

/** Re-plan. Deterministic: no clock unless `stopped` says so. O(rounds × items × hosts) fit checks. */
export function replan(question: MoveQuestion, options: MoveOptions): MoveAnswer {
  const today = todayOf(question);
  const ledger = new Ledger(question, today);
  let marks: readonly Mark[] = [];
  for (let now = today; ; ) {
    const meter = new Meter(options.effort, options.stopped);
    const repaired = repair(now, meter);
    marks = pareto([...marks, markOf(ledger, now, repaired)]);
    const isEnough = marks[0]!.point.moves >= options.maxMoves && eachKeepsSomeone(now, repaired);
    const emptying = isEnough ? undefined : emptyHosts(now, repaired, meter);
    if (emptying !== undefined)
      marks = pareto([...marks, ...marksOn(ledger, { today: now, before: repaired, emptying })]);
    const best = marks.at(-1)!;
    const next = todayOf({ ...question, home: homesIn(best.today, best.reach()) }, today);
    if (isEnough || isSame(now, next) || options.stopped()) break;
    now = next;
  }
  return answerOf(ledger, marks, options.maxMoves);
}

/** Does every host in use hold something that has not moved, so that none can be emptied without a move? */
function eachKeepsSomeone(today: Today, placement: Placement): boolean {
  const keeps = new Set([...placement.at].filter((host, item) => host >= 0 && host === today.at[item]));
  return keeps.size === usedOf(placement);
}

/** Does everything stand where it stood? */
function isSame(a: Today, b: Today): boolean {
  const key = ({ hosts, at }: Placement, item: number) => {
    const host = hosts[at[item]!];
    return host === undefined ? "" : `${host.type}/${host.number}`;
  };
  return a.at.every((_, item) => key(a, item) === key(b, item));
}

function markOf(ledger: Ledger, today: Today, placement: Placement): Mark {
  const point = ledger.pointOf(whereabouts(placement), usedOf(placement));
  return { point, today, reach: () => placement, unplaced: placement.at.filter((host) => host < 0).length };
}

/** The plans on a stretch, with their moves counted as they are made. */
function marksOn(ledger: Ledger, stretch: Stretch): readonly Mark[] {
  const { today, before } = stretch;
  const marks: Mark[] = [];
  const unplaced = before.at.filter((host) => host < 0).length;
  const start = whereabouts(before);
  const costs = Array.from(before.at, (_, item) => ledger.costOf(item, start));
  const leftOut = ledger.leftOut(start);
  let { moves, price } = ledger.pointOf(start, 0);
  walk(stretch, (board, moved) => {
    for (const item of moved) {
      const cost = ledger.costOf(item, board);
      moves += cost.moves - costs[item]!.moves;
      price += cost.price - costs[item]!.price;
      costs[item] = cost;
    }
    const steps = marks.length + 1;
    const reach = () => {
      let left = steps;
      return walk(stretch, () => --left > 0);
    };
    const hosts = usedBins(board);
    marks.push({
      point: { hosts, moves, price, leastMoves: ledger.leastMoves(hosts, leftOut) },
      today,
      reach,
      unplaced,
    });
    return true;
  });
  return marks;
}

/** Bins that hold something. */
function usedBins(board: { readonly bins: number; itemsIn(bin: number): readonly number[] }): number {
  let used = 0;
  for (let bin = 0; bin < board.bins; bin++) if (board.itemsIn(bin).length > 0) used++;
  return used;
}

/** Marks that no other beats: everything placed that can be, then fewer hosts for more moves; in order of moves. */
function pareto(marks: readonly Mark[]): readonly Mark[] {
  const kept: Mark[] = [];
  const isBeaten = (by: Mark, old: Mark) =>
    by.unplaced < old.unplaced ||
    (by.unplaced === old.unplaced && by.point.moves <= old.point.moves && by.point.hosts <= old.point.hosts);
  for (const mark of marks) {
    const last = kept.at(-1);
    if (last !== undefined && isBeaten(last, mark)) continue;
    while (kept.length > 0 && isBeaten(mark, kept.at(-1)!)) kept.pop();
    const before = kept.at(-1);
    if (before === undefined || mark.point.hosts < before.point.hosts) kept.push(mark);
  }
  return kept;
}

function answerOf(ledger: Ledger, marks: readonly Mark[], maxMoves: number): MoveAnswer {
  const chosen = marks.findLast(({ point }) => point.moves <= maxMoves) ?? marks[0]!;
  const placement = chosen.reach();
  return {
    solution: solutionOf(chosen.today, placement),
    moves: ledger.movedItems(whereabouts(placement)),
    curve: marks.map(({ point }) => point),
    chosen: chosen.point,
  };
}

const whereabouts = ({ hosts, at }: Placement): Whereabouts => ({
  binOf: (item) => at[item]!,
  typeOf: (host) => hosts[host]!.type,
  numberOf: (host) => hosts[host]!.number,
});

/** Homes of the original items in a placement of bundles. */
function homesIn({ bundle }: Today, { hosts, at }: Placement): readonly (HostPlace | undefined)[] {
  return Array.from(bundle.bundleOf, (b) => hosts[at[b]!]);
}

/** The placement as a solution: hosts in use by type and number, numbers as they are. */
function solutionOf({ bundle }: Today, placement: Placement): PackSolution {
  const { hosts, at } = placement;
  const fill = fillOf(placement);
  const used = [...hosts.keys()]
    .filter((host) => fill[host]! > 0)
    .sort((a, b) => hosts[a]!.type - hosts[b]!.type || hosts[a]!.number - hosts[b]!.number);
  const place = new Map(used.map((host, bin) => [host, bin]));
  return {
    binOf: bundle.bundleOf.map((b) => place.get(at[b]!) ?? -1),
    typeOf: used.map((host) => hosts[host]!.type),
    numberOf: used.map((host) => hosts[host]!.number),
    packer: "re-planning",
  };
}
