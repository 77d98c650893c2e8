/** The packer's lower bound in the result's words: bins are hosts, types are targets. */
import type { Bound } from "./contract/index.ts";
import { type PackBound, type PackProblem, lowerBound } from "./pack/index.ts";

function named({ bins, kind, resource, slot, rule }: Omit<PackBound, "parts">): Omit<Bound, "parts"> {
  return {
    hosts: bins,
    kind,
    ...(resource === undefined ? {} : { resource }),
    ...(slot === undefined ? {} : { slot }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Fewest hosts for the items that are placed. @param placed item indices, ascending */
export function boundOf(problem: PackProblem, placed: readonly number[]): Bound {
  const { parts, ...whole } = lowerBound(problem, placed);
  if (parts === undefined) return named(whole);
  return { ...named(whole), parts: parts.map(({ types, ...part }) => ({ ...named(part), targets: [...types] })) };
}
