/**
 * The moves of a plan judged from scratch: they are exactly what differs from today, every wave holds by plain sums, and
 * the curve falls, holds the plan's own point, and claims no bound above what it found.
 */
import type { PlanCore, PlanMoves } from "./contract/index.ts";
import { sortedJson } from "./canonical.ts";
import { formulate } from "./formulate.ts";
import { type HostPlace, type Step, type Wave, waveFaults } from "./move/index.ts";
import { moveList, todayOf, waveQuestion, waveSeconds } from "./plan-moves.ts";
import type { Estate } from "./size/index.ts";
import { homesOf, placeOfHost } from "./today-placement.ts";

const same = (a: unknown, b: unknown) => sortedJson(a) === sortedJson(b);
/** As planner/verify.ts has them. */
type Violation = Readonly<Record<"code" | "subject" | "detail", string>>;

const moved = (detail: string): Violation => ({ code: "moves", subject: "moves", detail });

/** Everything wrong with what a result says of its moves; for other objectives it must say nothing. */
export function moveViolations(result: PlanCore, estate: Estate): readonly Violation[] {
  const isAsked = estate.request.goals.objective === "moves";
  const { moves } = result;
  if (moves === undefined) return isAsked ? [moved("the moves are missing")] : [];
  if (!isAsked) return [moved("moves, although the objective is another")];
  const list = moveList(estate, result.hosts);
  return [
    ...(same(moves.today, todayOf(homesOf(estate))) ? [] : [moved("today's hosts or newcomers differ")]),
    ...(same(moves.list, list) ? [] : [moved(`the list has ${moves.list.length} moves, ${list.length} hosts differ`)]),
    ...waves(result, moves, estate),
    ...curve(result, moves, estate),
  ];
}

function waves(result: PlanCore, moves: PlanMoves, estate: Estate): readonly Violation[] {
  const targets = estate.targets.map(({ id }) => id);
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const place = (host: string | undefined): HostPlace | undefined =>
    host === undefined ? undefined : placeOfHost(host, targets);
  const told = moves.waves.map(
    ({ steps }): Wave =>
      steps.map(({ kind, workload, from, to }): Step => {
        const [leaves, arrives] = [place(from), place(to)];
        return {
          kind,
          item: index.get(workload) ?? -1,
          ...(leaves === undefined ? {} : { from: leaves }),
          ...(arrives === undefined ? {} : { to: arrives }),
        };
      }),
  );
  if (told.flat().some(({ item, from, to }) => item < 0 || (from === undefined && to === undefined)))
    return [moved("a step names a workload or host that is not there")];
  const faults = waveFaults(waveQuestion(estate, formulate(estate), result.hosts), told);
  return [...faults.map(moved), ...lengths(moves, estate, index)];
}

function lengths(moves: PlanMoves, estate: Estate, index: ReadonlyMap<string, number>): readonly Violation[] {
  const { moveMbps } = estate.request.goals;
  const memory = (workload: string) => estate.workloads[index.get(workload) ?? -1]?.workload.memoryMiB ?? 0;
  return moves.waves.flatMap(({ steps, seconds }, wave) => {
    const copies = steps.map(({ from, to, workload }) => ({ from, to, memoryMiB: memory(workload) }));
    const is = moveMbps === undefined ? undefined : waveSeconds(copies, moveMbps);
    return is === seconds ? [] : [moved(`wave ${wave + 1} says ${seconds} s, is ${is} s`)];
  });
}

/** Fewest moves onto so many hosts: what stays stands on hosts in use, so at most what the fullest ones hold today. */
function leastMoves(
  homes: readonly (HostPlace | undefined)[],
  { hosts, leftOut }: { readonly hosts: number; readonly leftOut: number },
): number {
  const held = new Map<string, number>();
  for (const home of homes) {
    if (home === undefined) continue;
    const key = `${home.type}/${home.number}`;
    held.set(key, (held.get(key) ?? 0) + 1);
  }
  const fullest = [...held.values()].sort((a, b) => b - a);
  return Math.max(
    0,
    fullest.slice(hosts).reduce((sum, items) => sum + items, -leftOut),
  );
}

function curve(result: PlanCore, moves: PlanMoves, estate: Estate): readonly Violation[] {
  const homes = homesOf(estate);
  const found: Violation[] = [];
  const unplaced = new Set(result.unplaced.map(({ workload }) => workload));
  const leftOut = estate.workloads.filter(
    ({ workload }, w) => homes[w] !== undefined && unplaced.has(workload.id),
  ).length;
  for (const [at, point] of moves.curve.entries()) {
    const before = moves.curve[at - 1];
    if (before !== undefined && (before.hosts <= point.hosts || before.moves >= point.moves))
      found.push(moved(`point ${at + 1} of the curve is no better than the one before`));
    const least = leastMoves(homes, { hosts: point.hosts, leftOut });
    if (point.leastMoves !== least)
      found.push(moved(`fewest moves to ${point.hosts} hosts: says ${point.leastMoves}, is ${least}`));
  }
  const used = result.hosts.filter(({ role }) => role === "used").length;
  const memoryMiB = moves.list.reduce((sum, move) => sum + move.memoryMiB, 0);
  const own = moves.curve.some(
    (point) =>
      point.hosts === used &&
      point.moves === moves.list.length &&
      Math.abs(point.memoryMiB - memoryMiB) <= 1e-2 * Math.max(1, moves.list.length),
  );
  if (!own) found.push(moved(`the plan's own ${used} hosts by ${moves.list.length} moves are no point of the curve`));
  return found;
}
