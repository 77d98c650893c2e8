/**
 * Which rules keep a workload out: the smallest conflicting set, found by packing it again with some of the rules only.
 * First with its neighbours (workloads that a rule ties to it, directly or through one other), where nearly always the
 * answer lies and everything can be tried; then, in small estates, with everything that the plan has placed.
 */
import { type Conflict, concerns, smallestConflict } from "./constrain/index.ts";
import type { Rule, Unplaced } from "./contract/index.ts";
import { underRules, withoutItsRules } from "./formulate.ts";
import { type BinType, type PackProblem, canPlaceAll } from "./pack/index.ts";
import type { Seats } from "./reasons.ts";
import type { Estate } from "./size/index.ts";

/** Rules that are tried at once; more are never to blame together for one workload. */
const MOST_RULES = 400;
/** Trials per workload, and fit checks of each that tries everything. */
const MOST_TRIALS = 60;
const MOST_STEPS = 20_000;
/** Neighbours, and workloads of an estate, up to which packing again is quick. */
const MOST_NEIGHBOURS = 60;
const MOST_WORKLOADS = 400;

type Told = Pick<Unplaced, "conflict">;

/** Finds conflicts in one plan. */
export interface ConflictFinder {
  /** Empty when no rule is to blame. @param w index of an unplaced workload */
  conflictOf(w: number): Told;
}

/** A finder for the plan; nothing is worked out before it is asked. */
export function conflictFinder(estate: Estate, seats: Seats): ConflictFinder {
  let plain: ReturnType<typeof withoutItsRules> | undefined;
  const ids = estate.workloads.map(({ workload }) => workload.id);
  const isPlaced = (w: number) => seats.hostOf.has(ids[w] ?? "");
  const conflictAmong = (items: readonly number[], rules: readonly Rule[]): Conflict<Rule> | undefined => {
    plain ??= withoutItsRules(estate);
    const { layout } = plain;
    const problem = selected(plain.problem, items);
    const names = items.map((item) => ids[item] ?? "");
    const oracle = (some: readonly Rule[]) =>
      canPlaceAll(underRules(problem, layout, { estate, items: names, rules: some }), MOST_STEPS);
    return smallestConflict(rules, oracle, MOST_TRIALS);
  };
  return {
    conflictOf(w) {
      const rules = rulesAround(estate.request.rules, ids[w] ?? "");
      if (rules.length === 0 || rules.length > MOST_RULES) return {};
      const named = new Set(rules.flatMap(namedBy).flatMap((id) => seats.indexOf.get(id) ?? []));
      const near = [...named].filter((item) => item !== w && isPlaced(item)).slice(0, MOST_NEIGHBOURS);
      const sorted = (items: readonly number[]) => items.toSorted((a, b) => a - b);
      const found = conflictAmong(sorted([w, ...near]), rules) ?? conflictWithAll();
      return found === undefined || found.rules.length === 0
        ? {}
        : { conflict: { rules: found.rules.map(({ id }) => id), isProved: found.isProved } };

      function conflictWithAll(): Conflict<Rule> | undefined {
        if (ids.length > MOST_WORKLOADS) return undefined;
        return conflictAmong(
          [...ids.keys()].filter((item) => item === w || isPlaced(item)),
          rules,
        );
      }
    },
  };
}

const namedBy = (rule: Rule): readonly string[] => [
  ...rule.workloads,
  ...(rule.kind === "split" ? rule.from : rule.kind === "limit" ? rule.beside : []),
];

/** Rules that concern the workload, and those that concern workloads they name; none that only speaks afterwards. */
function rulesAround(all: readonly Rule[], workload: string): readonly Rule[] {
  const rules = all.filter(({ kind }) => kind !== "min-hosts" && kind !== "survive");
  const own = rules.filter((rule) => concerns(rule, workload));
  const named = new Set(own.flatMap(namedBy));
  return rules.filter((rule) => own.includes(rule) || namedBy(rule).some((other) => named.has(other)));
}

/** The problem of these items alone, renumbered. @param items ascending */
function selected(problem: PackProblem, items: readonly number[]): PackProblem {
  const { slots, constant } = problem;
  const rowsOf = (rows: Float64Array, width: number): Float64Array => {
    const kept = new Float64Array(items.length * width);
    items.forEach((item, at) => kept.set(rows.subarray(item * width, (item + 1) * width), at * width));
    return kept;
  };
  const types = problem.types.map(
    (type): BinType => ({
      ...type,
      demand: type.demand.map((rows) => rowsOf(rows, slots)),
      claim: rowsOf(type.claim, constant.length),
      eligible: Uint8Array.from(items, (item) => type.eligible[item] ?? 0),
    }),
  );
  return { ...problem, items: items.length, types };
}
