/**
 * The packer's lower bound in the result's words: bins are hosts, types are targets. A bound by columns, which takes long
 * to find, is told with its prices and only checked here; all others are found anew.
 */
import type { Bound } from "./contract/index.ts";
import { type PackBound, type PackProblem, lowerBound, provesBound } from "./pack/index.ts";
import type { Estate } from "./size/index.ts";

function named({ bins, kind, resource, slot, rule }: Omit<PackBound, "parts">): Omit<Bound, "parts"> {
  return {
    hosts: bins,
    kind,
    ...(resource === undefined ? {} : { resource }),
    ...(slot === undefined ? {} : { slot }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Numbers above 0 by name. */
const byName = (names: readonly string[], values: Float64Array): Record<string, number> =>
  Object.fromEntries(names.flatMap((name, at) => (values[at]! > 0 ? [[name, values[at]!]] : [])));

/** What is asked: which problem of which estate, and which items are placed, ascending. */
export interface BoundQuestion {
  readonly estate: Estate;
  readonly problem: PackProblem;
  readonly placed: readonly number[];
}

const workloadsOf = ({ workloads }: Estate): readonly string[] => workloads.map(({ workload }) => workload.id);
const targetsOf = ({ targets }: Estate): readonly string[] => targets.map(({ id }) => id);

/** The bound that the prices prove, when it is above `than`; undefined otherwise. */
function byColumns({ estate, problem, placed }: BoundQuestion, offered: PackBound, than: number): Bound | undefined {
  const { bins, kind, prices, stockPrices } = offered;
  if (kind !== "columns" || prices === undefined || bins <= than) return undefined;
  const proved = provesBound(problem, placed, { prices, ...(stockPrices === undefined ? {} : { stockPrices }) });
  if (proved === undefined || proved.bins <= than) return undefined;
  return {
    hosts: proved.bins,
    kind,
    prices: byName(workloadsOf(estate), prices),
    ...(stockPrices === undefined ? {} : { stockPrices: byName(targetsOf(estate), stockPrices) }),
  };
}

/**
 * Fewest hosts for the items that are placed.
 * @param offered a bound found while packing; it counts if its prices prove it
 */
export function boundOf(question: BoundQuestion, offered?: PackBound): Bound {
  const { parts, ...whole } = lowerBound(question.problem, question.placed);
  const columns = offered === undefined ? undefined : byColumns(question, offered, whole.bins);
  if (columns !== undefined) return columns;
  if (parts === undefined) return named(whole);
  return { ...named(whole), parts: parts.map(({ types, ...part }) => ({ ...named(part), targets: [...types] })) };
}

/** A told bound with its prices by index again, for checking; undefined when there are none. */
export function offeredIn({ hosts, kind, prices, stockPrices }: Bound, estate: Estate): PackBound | undefined {
  if (kind !== "columns" || prices === undefined) return undefined;
  const worth = (of: Readonly<Record<string, number>>, names: readonly string[]) =>
    Float64Array.from(names, (name) => (Object.hasOwn(of, name) ? (of[name] ?? 0) : 0));
  return {
    bins: hosts,
    kind,
    prices: worth(prices, workloadsOf(estate)),
    ...(stockPrices === undefined ? {} : { stockPrices: worth(stockPrices, targetsOf(estate)) }),
  };
}
