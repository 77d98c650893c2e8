/**
 * Bound by parts: types that share no item are packed apart whether one likes it or not (workloads for one processor
 * cannot fill up hosts of another), so their bounds add up. Types are joined where a placed item may stand on both.
 */
import type { BinType, PackProblem } from "./problem.ts";

export interface Part {
  /** The problem with the part's types only; items keep their indices. */
  readonly problem: PackProblem;
  readonly placed: readonly number[];
}

/** Split the placed items into parts whose types nobody shares; one part when everything hangs together. */
export function separateParts(problem: PackProblem, placed: readonly number[]): readonly Part[] {
  const leader = problem.types.map((_, t) => t);
  const find = (type: number): number => (leader[type] === type ? type : find(leader[type]!));
  const homes = placed.map((item) => problem.types.flatMap((type, t) => (type.eligible[item] === 1 ? [t] : [])));
  for (const [first, ...others] of homes) {
    if (first === undefined) continue;
    for (const other of others) {
      const [a, b] = [find(first), find(other)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const parts = new Map<number, { types: BinType[]; placed: number[] }>();
  problem.types.forEach((type, t) => {
    const at = find(t);
    const part = parts.get(at) ?? { types: [], placed: [] };
    parts.set(at, part);
    part.types.push(type);
  });
  homes.forEach(([home], i) => {
    if (home !== undefined) parts.get(find(home))?.placed.push(placed[i]!);
  });
  return [...parts.values()]
    .filter((part) => part.placed.length > 0)
    .map((part) => ({ problem: { ...problem, types: part.types }, placed: part.placed }));
}
