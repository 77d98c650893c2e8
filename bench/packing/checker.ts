/**
 * Does a packing hold? An independent recount from scratch in plain loops, sharing no code with the packers: every item
 * at most once and on a bin that exists, numbers unique and in stock, no bin empty, capacity in every slot, constants,
 * eligibility, and the co-location limits of Tianchi counted anew.
 */
import type { PackProblem, PackSolution } from "#planner/pack/index.ts";
import { type CoLocationRule, isCoLocation, mostOf } from "./instances/co-location.ts";

/** What a recount finds. */
export interface Recount {
  readonly bins: number;
  /** Sum of the types' costs and of the charges. */
  readonly cost: number;
  readonly unplaced: number;
  /** What is wrong, at most a few sentences of each kind; empty = the packing holds. */
  readonly faults: readonly string[];
}

/** Most faults told; a broken packing has thousands. */
const MOST_TOLD = 20;

/** Recount a packing. O(items × slots × dimensions) */
export function recount(problem: PackProblem, solution: PackSolution): Recount {
  const contents = contentsOf(problem, solution);
  const faults = [
    ...contents.faults,
    ...numberFaults(problem, solution),
    ...contents.inside.flatMap((items, bin) => binFaults(problem, solution.typeOf[bin]!, items, bin)),
    ...problem.rules.filter(isCoLocation).flatMap((rule) => coLocationFaults(rule, contents.inside)),
  ];
  let cost = 0;
  contents.inside.forEach((items, bin) => {
    const type = solution.typeOf[bin]!;
    cost += problem.types[type]?.cost ?? 0;
    for (const charge of problem.charges ?? []) {
      const charged = new Set(charge.items);
      if (items.some((item) => charged.has(item))) cost += charge.cost[type]!;
    }
  });
  return { bins: solution.typeOf.length, cost, unplaced: contents.unplaced, faults: faults.slice(0, MOST_TOLD) };
}

interface Contents {
  /** [bin] items */
  readonly inside: readonly (readonly number[])[];
  readonly unplaced: number;
  readonly faults: readonly string[];
}

function contentsOf({ items }: PackProblem, { binOf, typeOf }: PackSolution): Contents {
  const inside = typeOf.map((): number[] => []);
  const faults: string[] = [];
  let unplaced = 0;
  if (binOf.length !== items) faults.push(`${items} items, but bins of ${binOf.length}`);
  for (let item = 0; item < items; item++) {
    const bin = binOf[item] ?? -1;
    if (bin === -1) unplaced++;
    else if (inside[bin] === undefined) faults.push(`item ${item} is in bin ${bin}, which does not exist`);
    else inside[bin].push(item);
  }
  inside.forEach((list, bin) => list.length === 0 && faults.push(`bin ${bin} is empty`));
  return { inside, unplaced, faults };
}

function numberFaults({ types }: PackProblem, { typeOf, numberOf }: PackSolution): readonly string[] {
  const seen = new Set<string>();
  return typeOf.flatMap((t, bin) => {
    const type = types[t];
    const number = numberOf[bin] ?? 0;
    if (type === undefined) return [`bin ${bin} is of type ${t}, which does not exist`];
    const name = `${t}/${number}`;
    const faults: string[] = [];
    if (seen.has(name)) faults.push(`${type.id} number ${number} stands twice`);
    if (!Number.isInteger(number) || number < 1 || number > type.maxBins) {
      faults.push(`${type.id} number ${number} is not in its stock of ${type.maxBins}`);
    }
    seen.add(name);
    return faults;
  });
}

function binFaults(problem: PackProblem, t: number, items: readonly number[], bin: number): readonly string[] {
  const type = problem.types[t];
  if (type === undefined) return [];
  const { slots } = problem;
  const faults: string[] = [];
  for (const item of items) if (type.eligible[item] !== 1) faults.push(`item ${item} may not be on ${type.id}`);
  for (let d = 0; d < problem.varying.length; d++) {
    const sums = new Float64Array(slots);
    for (const item of items) for (let s = 0; s < slots; s++) sums[s]! += type.demand[d]![item * slots + s]!;
    const over = sums.findIndex((sum) => sum > type.capacity[d]!);
    if (over >= 0) {
      faults.push(`bin ${bin}: ${problem.varying[d]} ${sums[over]} of ${type.capacity[d]} in slot ${over}`);
    }
  }
  for (let c = 0; c < problem.constant.length; c++) {
    let sum = 0;
    for (const item of items) sum += type.claim[item * problem.constant.length + c]!;
    if (sum > type.room[c]!) faults.push(`bin ${bin}: ${problem.constant[c]} ${sum} of ${type.room[c]}`);
  }
  return faults;
}

function coLocationFaults(rule: CoLocationRule, inside: readonly (readonly number[])[]): readonly string[] {
  const limitsBeside = Map.groupBy(rule.limits, (limit) => limit.beside);
  return inside.flatMap((items, bin) => {
    const replicas = new Map<number, number>();
    for (const item of items) replicas.set(rule.appOf[item]!, (replicas.get(rule.appOf[item]!) ?? 0) + 1);
    return [...replicas.keys()].flatMap((app) =>
      (limitsBeside.get(app) ?? [])
        .filter((limit) => (replicas.get(limit.limited) ?? 0) > mostOf(limit))
        .map((limit) => `bin ${bin}: beside app ${app} stand ${replicas.get(limit.limited)} of app ${limit.limited}`),
    );
  });
}
