/** The packer's lower bound in the result's words: bins are hosts, types are targets. */
import type { Bound } from "./contract/index.ts";
import { type PackBound, type PackProblem, lowerBound } from "./pack/index.ts";

const named = ({ bins, ...proof }: Omit<PackBound, "parts">) => ({ hosts: bins, ...proof });

/** Fewest hosts for the items that are placed. @param placed item indices, ascending */
export function boundOf(problem: PackProblem, placed: readonly number[]): Bound {
  const { parts, ...whole } = lowerBound(problem, placed);
  if (parts === undefined) return named(whole);
  return { ...named(whole), parts: parts.map(({ types, ...part }) => ({ ...named(part), targets: [...types] })) };
}
