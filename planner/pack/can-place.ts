/**
 * Can all items of a small problem be placed? A packer's success is a proof; otherwise every placement is tried, hardest
 * items first, until one works, none is left, or the steps are used up. Bins of a type that no rule tells apart are
 * opened lowest first only, because any other would be the same.
 */
import type { BinLoads } from "./bin-loads.ts";
import { bundleTogether } from "./bundle.ts";
import { namesHosts } from "./host-rule.ts";
import { lowestFreeFrom } from "./open-bin.ts";
import { packerNamed } from "./packers.ts";
import type { PackOptions, PackProblem } from "./problem.ts";
import { emptyLoads } from "./use-more.ts";

const QUICK: PackOptions = { seed: 1, effort: 0, stopped: () => false, progress: () => undefined };

const QUICK_PACKERS = ["first-fit-decreasing", "constructive"] as const;

/** "unknown" = the steps were used up. @param mostSteps fit checks that trying everything may take */
export function canPlaceAll(problem: PackProblem, mostSteps: number): "yes" | "no" | "unknown" {
  const isPlaced = QUICK_PACKERS.some((name) =>
    packerNamed(name)
      .pack(problem, QUICK)
      .binOf.every((bin) => bin >= 0),
  );
  return isPlaced ? "yes" : triedAll(bundleTogether(problem).problem, mostSteps);
}

function triedAll(problem: PackProblem, mostSteps: number): "yes" | "no" | "unknown" {
  const loads = emptyLoads(problem);
  const order = hardestFirst(problem);
  const starts = problem.types.map((_, type) => runStarts(problem, type));
  let steps = 0;
  const place = (at: number): boolean => {
    const item = order[at];
    if (item === undefined) return true;
    for (const bin of binsFor(loads, item, starts)) {
      if (++steps > mostSteps) return false;
      if (loads.fits(item, bin)) {
        loads.place(item, bin);
        if (place(at + 1)) return true;
        loads.remove(item);
      }
      if (loads.itemsIn(bin).length === 0) loads.close(bin);
    }
    return false;
  };
  if (place(0)) return "yes";
  return steps > mostSteps ? "unknown" : "no";
}

/** Items with the most rules first, then those with the fewest types, then as they come. */
function hardestFirst(problem: PackProblem): readonly number[] {
  const rules = new Int32Array(problem.items);
  for (const rule of problem.rules) for (const item of rule.items) rules[item]!++;
  const types = (item: number) => problem.types.filter((type) => type.eligible[item] === 1).length;
  return [...rules.keys()].toSorted((a, b) => rules[b]! - rules[a]! || types(a) - types(b) || a - b);
}

/** Where runs of numbers begin that all rules of the problem treat alike, ascending from 1. */
function runStarts(problem: PackProblem, type: number): readonly number[] {
  const starts = new Set<number>([1]);
  for (const rule of problem.rules) {
    if (!namesHosts(rule)) continue;
    for (const host of rule.hosts) if (host.type === type) starts.add(host.number).add((host.to ?? host.number) + 1);
  }
  return [...starts].filter((start) => start < Infinity).toSorted((a, b) => a - b);
}

/** Bins in use, then an empty one of every run of every type, open while it is looked at. */
function* binsFor(loads: BinLoads, item: number, starts: readonly (readonly number[])[]): Generator<number> {
  const last = loads.bins;
  for (let bin = 0; bin < last; bin++) if (loads.isOpen(bin)) yield bin;
  for (const [type, { eligible, maxBins, lastNumber = maxBins }] of loads.problem.types.entries()) {
    if (eligible[item] !== 1) continue;
    for (const [at, start] of starts[type]!.entries()) {
      if (loads.openOf(type) >= maxBins) break;
      const number = lowestFreeFrom(loads, type, start);
      if (number <= Math.min(lastNumber, (starts[type]![at + 1] ?? Infinity) - 1)) yield loads.open(type, number);
    }
  }
}
