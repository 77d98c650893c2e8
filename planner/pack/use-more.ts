/**
 * A last step for rules that ask for more hosts than packing would use: one item after another moves to a bin that counts
 * for such a rule, as long as the sum of what is missing falls. Everything else about the packing stays valid, because
 * every move is asked like any other.
 */
import { BinLoads } from "./bin-loads.ts";
import { numbersFor } from "./open-bin.ts";
import type { PackProblem, PackRule, PackSolution, Packer } from "./problem.ts";
import { loadsOf, solutionOf } from "./solution.ts";

/** Fit checks that spreading out may take; a count, so that the result does not depend on the clock. */
const MOST_CHECKS = 2_000_000;

/** An empty packing of the problem. */
export const emptyLoads = (problem: PackProblem): BinLoads => new BinLoads(problem);

/** Bins that count for the rule: of its places, with any of its items. */
function countOf(loads: BinLoads, { items, least }: PackRule): number {
  const bins = new Set(items.map((item) => loads.binOf(item)));
  return [...bins].filter((bin) => bin >= 0 && least?.include(loads, bin) === true).length;
}

const missing = (loads: BinLoads, rules: readonly PackRule[]): number =>
  rules.reduce((sum, rule) => sum + Math.max(0, (rule.least?.bins ?? 0) - countOf(loads, rule)), 0);

/** The solution with as many hosts in use as rules ask for, as far as that can be had; the same one when none asks. */
export function useMore(problem: PackProblem, solution: PackSolution): PackSolution {
  const rules = problem.rules.filter((rule) => rule.least !== undefined);
  if (rules.length === 0) return solution;
  const loads = loadsOf(problem, solution);
  const budget = { checks: MOST_CHECKS };
  let short = missing(loads, rules);
  if (short === 0) return solution;
  while (short > 0 && budget.checks > 0) {
    const before = short;
    for (const rule of rules) {
      if (countOf(loads, rule) < (rule.least?.bins ?? 0)) short = moveOne(loads, { rule, rules, short, budget });
    }
    if (short === before) break;
  }
  return { ...solution, ...solutionOf(loads, solution.packer) };
}

/** Move one item of the rule to a bin that counts; returns what is missing then, unchanged when no move helps. */
function moveOne(
  loads: BinLoads,
  asked: {
    readonly rule: PackRule;
    readonly rules: readonly PackRule[];
    readonly short: number;
    readonly budget: { checks: number };
  },
): number {
  const { rule, rules, short, budget } = asked;
  for (const item of rule.items) {
    const home = loads.binOf(item);
    if (home < 0) continue;
    loads.remove(item);
    for (const bin of candidates(loads, item, rule)) {
      if (--budget.checks < 0) break;
      if (bin !== home && loads.fits(item, bin)) {
        loads.place(item, bin);
        const now = missing(loads, rules);
        if (now < short) return now;
        loads.remove(item);
      }
      if (bin !== home && loads.itemsIn(bin).length === 0) loads.close(bin);
    }
    loads.place(item, home);
  }
  return short;
}

/** Bins of the rule's places that do not count yet: open ones, then new ones, each open while it is looked at. */
function* candidates(loads: BinLoads, item: number, { least, items }: PackRule): Generator<number> {
  const counted = new Set(items.map((other) => loads.binOf(other)));
  const last = loads.bins;
  for (let bin = 0; bin < last; bin++) {
    if (loads.isOpen(bin) && !counted.has(bin) && least?.include(loads, bin) === true) yield bin;
  }
  for (const [type, { eligible, maxBins }] of loads.problem.types.entries()) {
    if (eligible[item] !== 1 || loads.openOf(type) >= maxBins) continue;
    for (const number of numbersFor(loads, item, type)) {
      const bin = loads.open(type, number);
      if (least?.include(loads, bin) === true) yield bin;
      else loads.close(bin);
    }
  }
}

/** A packer whose solutions are spread out where rules ask for more hosts. */
export function withUseMore(packer: Packer): Packer {
  return {
    name: packer.name,
    pack: (problem, options) => useMore(problem, packer.pack(problem, options)),
  };
}
