/**
 * What a placement rule is in code. Every kind states itself twice and independently: compiled to indices and asked step
 * by step while packing, and from scratch on names, judging a finished placement. A property test holds the two together.
 */
import type { PlaceGroup, Rule } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import type { Amounts, PackAmounts } from "./amounts.ts";

/** Names that rules are compiled against. */
export interface Names {
  /** Index of each workload that is packed; others (templates, say) are left out of the compiled rule. */
  readonly workloads: ReadonlyMap<string, number>;
  /** Target ids in the order of the packing problem's types. */
  readonly types: readonly string[];
  /** Named places of the request. */
  readonly groups?: readonly PlaceGroup[];
  /** Demands and capacities, for rules on amounts; without them such rules allow everything. */
  readonly amounts?: PackAmounts;
}

/** A finished (or imagined) placement, by names. */
export interface Placement {
  /** Host id of a workload, undefined = not placed. */
  readonly hostOf: (workload: string) => string | undefined;
  readonly workloadsOn: (host: string) => readonly string[];
  /** Target id of a host id. */
  readonly targetOf: (host: string) => string;
  /** Hosts that carry something, sorted. */
  readonly hosts: readonly string[];
  /** Named places of the request. */
  readonly groups?: readonly PlaceGroup[];
  /** Demands and capacities, for rules on amounts; without them such rules are not judged. */
  readonly amounts?: Amounts;
}

/** A broken rule with its evidence. */
export interface Violation {
  /** Id of the rule. */
  readonly rule: string;
  readonly kind: Rule["kind"];
  /** Workloads that break it, in the rule's order. */
  readonly workloads: readonly string[];
  /** Hosts on which they stand, sorted. */
  readonly hosts: readonly string[];
}

/** One kind of rule. */
export interface Constraint<R extends Rule = Rule> {
  readonly kind: R["kind"];
  /** The incremental statement, over indices. */
  compile(rule: R, names: Names): PackRule;
  /** The obvious statement, over names; empty = kept. Workloads that are not placed break nothing. */
  violations(rule: R, placement: Placement): readonly Violation[];
}

/** Indices of these workloads that are packed, ascending, each once. */
export function indicesOf(workloads: readonly string[], names: Names): readonly number[] {
  const items = new Set(workloads.flatMap((workload) => names.workloads.get(workload) ?? []));
  return [...items].toSorted((a, b) => a - b);
}

/** Indices of the rule's workloads that are packed, ascending, each once; of all of them where a rule names none. */
export const itemsOf = (rule: Rule, names: Names): readonly number[] =>
  rule.workloads.length === 0 ? everyItem(names) : indicesOf(rule.workloads, names);

/** Every packed item, ascending. */
export const everyItem = (names: Names): readonly number[] => [...names.workloads.values()].toSorted((a, b) => a - b);

/** Evidence as every kind gives it: hosts sorted. */
export const broken = (rule: Rule, workloads: Iterable<string>, hosts: Iterable<string>): Violation => ({
  rule: rule.id,
  kind: rule.kind,
  workloads: [...workloads],
  hosts: [...new Set(hosts)].toSorted(),
});
