/**
 * Small random cases by number, each the same on every machine: 1–7 items, 1–3 types with costs and stock, 1–3 slots,
 * 1–2 varying and 0–2 constant resources, up to 3 rules, sometimes a charge. Case `n` is made by a small generator seeded
 * with n, because ten thousand of them must be made in a second.
 */
import type { Rule } from "#planner/contract/index.ts";
import type { PackProblem } from "#planner/pack/index.ts";
import { type ProblemSpec, type TypeSpec, nameOf, problemOf, typeName } from "./build-problem.ts";

/** Whole numbers below `limit`, by Marsaglia's xorshift with 32 bits. */
function xorshift(seed: number): (limit: number) => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x85ebca6b) >>> 0 || 1;
  const next = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
  for (let warm = 0; warm < 8; warm++) next(1);
  return next;
}

const CAPACITY = 10;

/** A small case: the lists it was made from, and the problem. */
export interface SmallCase {
  readonly spec: ProblemSpec;
  readonly problem: PackProblem;
}

type Below = (limit: number) => number;

const list = <T>(length: number, of: (at: number) => T): readonly T[] => Array.from({ length }, (_, at) => of(at));

/** 2 to 3 different items (1 to 3 for places), in ascending order. */
function someItems(below: Below, items: number, least: number): string[] {
  const wanted = Math.min(items, least + below(4 - least));
  const chosen = new Set<number>();
  while (chosen.size < wanted) chosen.add(below(items));
  return [...chosen].toSorted((a, b) => a - b).map(nameOf);
}

function someRule(below: Below, items: number, types: number, id: string): Rule {
  const place = () => {
    const type = typeName(below(types));
    return below(2) === 0 ? type : `${type}/${1 + below(3)}`;
  };
  const places = (): string[] => [...new Set(list(1 + below(2), place))];
  switch (below(4)) {
    case 0:
      return { id, kind: "apart", workloads: someItems(below, items, 2) };
    case 1:
      return { id, kind: "together", workloads: someItems(below, items, 2) };
    case 2:
      return { id, kind: "pin", workloads: someItems(below, items, 1), places: places() };
    default:
      return { id, kind: "ban", workloads: someItems(below, items, 1), places: places() };
  }
}

/** Case number `n`. */
export function smallCase(n: number): SmallCase {
  const below = xorshift(n);
  const items = 1 + below(7);
  const slots = 1 + below(3);
  const dimensions = 1 + below(2);
  const constants = below(3);
  const types = 1 + below(3);
  const isPriced = below(2) === 0;
  const size = () => below(below(4) > 0 ? 6 : CAPACITY + 1);
  const limit = () => (below(6) === 0 ? Infinity : 5 + below(6));
  const demands = () => list(items, () => list(dimensions, () => list(slots, size)));
  const spec: ProblemSpec = {
    demand: demands(),
    claim: list(items, () => list(constants, size)),
    types: list(
      types,
      (): TypeSpec => ({
        capacity: list(dimensions, limit),
        room: list(constants, limit),
        maxBins: below(3) > 0 ? Infinity : below(5),
        cost: isPriced ? 1 + below(3) : 1,
        ...(below(3) === 0 ? { demand: demands() } : {}),
        ...(below(3) === 0 ? { eligible: list(items, () => below(4) > 0) } : {}),
      }),
    ),
    rules: below(2) === 0 ? [] : list(1 + below(3), (r) => someRule(below, items, types, `rule-${r}`)),
  };
  return { spec, problem: problemOf(spec) };
}
