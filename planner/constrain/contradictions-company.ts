/** Contradictions of company: who must share a host with whom and must not, and how many hosts rules ask for at once. */
import type { Rule } from "../contract/index.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Group } from "./groups.ts";

/** In the order: apart, split and lonely against together, split against itself, least against most. */
export function companyContradictions(
  rules: readonly Rule[],
  groups: readonly Group[],
  estate: number,
): readonly Contradiction[] {
  const groupOf = new Map(groups.flatMap((group) => group.workloads.map((workload) => [workload, group] as const)));
  return [
    ...rules.flatMap((rule) => (rule.kind === "apart" ? togetherAndApart(rule, groupOf) : [])),
    ...rules.flatMap((rule) => (rule.kind === "split" ? togetherAndSplit(rule, groups) : [])),
    ...rules.flatMap((rule) => (rule.kind === "lonely" ? togetherAndLonely(rule, groups) : [])),
    ...rules.flatMap((rule) => (rule.kind === "split" ? splitItself(rule) : [])),
    ...leastAgainstMost(rules, estate),
  ];
}

/** More of the rule's workloads on one host than it allows. */
function togetherAndApart(
  rule: Extract<Rule, { kind: "apart" }>,
  groupOf: ReadonlyMap<string, Group>,
): readonly Contradiction[] {
  return sharing([...new Set(rule.workloads)], (workload) => groupOf.get(workload), rule.atMost ?? 1).map(
    ([group, workloads]): Contradiction => ({
      rules: [...group.rules, rule.id],
      workloads,
      why: "together-and-apart",
    }),
  );
}

/** Workloads by what more than `most` of them have in common. */
export function sharing<K>(
  workloads: readonly string[],
  keyOf: (workload: string) => K | undefined,
  most: number,
): readonly (readonly [K, readonly string[]])[] {
  const by = new Map<K, string[]>();
  for (const workload of workloads) {
    const key = keyOf(workload);
    if (key === undefined) continue;
    const found = by.get(key);
    if (found === undefined) by.set(key, [workload]);
    else found.push(workload);
  }
  return [...by].filter(([, found]) => found.length > most);
}

function togetherAndSplit(rule: Extract<Rule, { kind: "split" }>, groups: readonly Group[]): readonly Contradiction[] {
  const [own, from] = [new Set(rule.workloads), new Set(rule.from)];
  return groups.flatMap((group): readonly Contradiction[] => {
    const workloads = group.workloads.filter((workload) => own.has(workload) || from.has(workload));
    const isMixed = workloads.some((workload) => own.has(workload)) && workloads.some((workload) => from.has(workload));
    return isMixed ? [{ rules: [...group.rules, rule.id], workloads, why: "together-and-split" }] : [];
  });
}

function togetherAndLonely(
  rule: Extract<Rule, { kind: "lonely" }>,
  groups: readonly Group[],
): readonly Contradiction[] {
  const own = new Set(rule.workloads);
  return groups.flatMap((group): readonly Contradiction[] => {
    const inside = group.workloads.filter((workload) => own.has(workload)).length;
    const isMixed = inside > 0 && inside < group.workloads.length;
    return isMixed
      ? [{ rules: [...group.rules, rule.id], workloads: group.workloads, why: "together-and-lonely" }]
      : [];
  });
}

function splitItself(rule: Extract<Rule, { kind: "split" }>): readonly Contradiction[] {
  const from = new Set(rule.from);
  const both = [...new Set(rule.workloads)].filter((workload) => from.has(workload));
  return both.length === 0 ? [] : [{ rules: [rule.id], workloads: both, why: "split-itself" }];
}

const alike = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry) => b.includes(entry));

/** More hosts asked for than another rule allows, or than there are workloads to stand on them. */
function leastAgainstMost(rules: readonly Rule[], estate: number): readonly Contradiction[] {
  return rules.flatMap((least): readonly Contradiction[] => {
    if (least.kind !== "min-hosts") return [];
    const count = least.workloads.length === 0 ? estate : new Set(least.workloads).size;
    if (least.atLeast > count) {
      return [{ rules: [least.id], workloads: least.workloads, why: "least-above-workloads" }];
    }
    return rules.flatMap((most): readonly Contradiction[] => {
      const isBelow =
        (most.kind === "max-hosts" || most.kind === "contain") && (most.atMost ?? Infinity) < least.atLeast;
      const isSame =
        isBelow &&
        alike(most.workloads, least.workloads) &&
        (alike(most.places, least.places) || most.places.length === 0);
      return isSame ? [{ rules: [least.id, most.id], workloads: [], why: "least-above-most" }] : [];
    });
  });
}
