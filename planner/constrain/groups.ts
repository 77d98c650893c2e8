/** Workloads tied to one host through chains of `together` rules, by names; together in a rack is another matter. */
import type { Rule } from "../contract/index.ts";

/** A set of workloads that must share a host, and the rules that tie them. */
export interface Group {
  readonly workloads: readonly string[];
  readonly rules: readonly string[];
}

/** Groups of two or more, in the order of their first rule. Breadth-first over the rules: O(sum of rule sizes). */
export function togetherGroups(rules: readonly Rule[]): readonly Group[] {
  const ties = rules.filter((rule) => rule.kind === "together" && (rule.scope ?? "host") === "host");
  const tiesOf = new Map<string, number[]>();
  ties.forEach((rule, at) => {
    for (const workload of rule.workloads) {
      const known = tiesOf.get(workload);
      if (known === undefined) tiesOf.set(workload, [at]);
      else known.push(at);
    }
  });
  const seen = new Set<number>();
  return ties.flatMap((_, start): readonly Group[] => {
    if (seen.has(start)) return [];
    seen.add(start);
    const reached = [start];
    const workloads = new Set<string>();
    // The list grows while it is walked: every rule reached adds its workloads, every new workload its rules.
    for (const at of reached) {
      for (const workload of ties[at]!.workloads) {
        if (workloads.has(workload)) continue;
        workloads.add(workload);
        for (const next of tiesOf.get(workload) ?? []) {
          if (seen.has(next)) continue;
          seen.add(next);
          reached.push(next);
        }
      }
    }
    return workloads.size < 2 ? [] : [{ workloads: [...workloads], rules: reached.map((at) => ties[at]!.id) }];
  });
}
