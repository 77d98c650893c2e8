/**
 * Rules that can never be kept, found before anything is packed: ids used twice, the same rule twice, unknown or too few
 * workloads, company that excludes itself (together against apart, split and lonely, through chains), places without a
 * common host, more workloads kept apart than hosts left. What depends on sizes is not a contradiction; the packer leaves
 * such workloads out, says why, and conflict.ts names the smallest set of rules that does it.
 */
import type { Rule } from "../contract/index.ts";
import type { Contradiction } from "./contradiction.ts";
import { companyContradictions } from "./contradictions-company.ts";
import { placeContradictions } from "./contradictions-places.ts";
import { togetherGroups } from "./groups.ts";
import { type Where, whereOf } from "./where.ts";

/**
 * All contradictions, in a stable order; empty = the rules can be kept by somebody.
 * @param workloads ids of all workloads of the request
 * @param known targets, named places and stock of the request; without them places are read as they look
 */
export function contradictions(
  rules: readonly Rule[],
  workloads: readonly string[],
  known: Partial<Where> = {},
): readonly Contradiction[] {
  const ids = new Set(workloads);
  const groups = togetherGroups(rules);
  return [
    ...duplicateIds(rules),
    ...sameTwice(rules),
    ...rules.flatMap((rule) => unknownIn(rule, ids)),
    ...rules.flatMap((rule) => emptied(rule, ids)),
    ...companyContradictions(rules, groups, workloads.length),
    ...placeContradictions(rules, groups, whereOf(rules, known)),
  ];
}

function duplicateIds(rules: readonly Rule[]): readonly Contradiction[] {
  const seen = new Set<string>();
  const told = new Set<string>();
  return rules.flatMap(({ id }): readonly Contradiction[] => {
    const isNews = seen.has(id) && !told.has(id);
    seen.add(id);
    if (!isNews) return [];
    told.add(id);
    return [{ rules: [id], workloads: [], why: "duplicate-rule-id" }];
  });
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Two rules that say the very same under two ids: one of them was meant to be another. */
function sameTwice(rules: readonly Rule[]): readonly Contradiction[] {
  const seen = new Map<string, string>();
  return rules.flatMap((rule): readonly Contradiction[] => {
    const { id, ...says } = rule;
    const key = JSON.stringify(
      Object.entries(says)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, value]) => [field, Array.isArray(value) ? [...new Set(value.map(String))].sort(byText) : value]),
    );
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    return first === undefined || first === id ? [] : [{ rules: [first, id], workloads: [], why: "same-rule-twice" }];
  });
}

/** Every workload that the rule names, each once. */
const namedBy = (rule: Rule): readonly string[] => [
  ...new Set([
    ...rule.workloads,
    ...(rule.kind === "split" ? rule.from : []),
    ...(rule.kind === "limit" ? rule.beside : []),
  ]),
];

function unknownIn(rule: Rule, known: ReadonlySet<string>): readonly Contradiction[] {
  const strangers = namedBy(rule).filter((workload) => !known.has(workload));
  return strangers.length === 0 ? [] : [{ rules: [rule.id], workloads: strangers, why: "unknown-workload" }];
}

/** Kinds that mean nothing with a single workload. */
const COMPANY: readonly Rule["kind"][] = ["apart", "together", "among"];

/** Kinds that may name nobody and mean everybody then. */
const GENERAL: readonly Rule["kind"][] = [
  "max-hosts",
  "min-hosts",
  "max-partitions",
  "reserve",
  "drain",
  "quarantine",
  "survive",
];

/** Fewest distinct workloads a rule must name to mean anything. */
function leastNamed({ kind, workloads }: Rule): number {
  if (COMPANY.includes(kind)) return 2;
  return workloads.length === 0 && GENERAL.includes(kind) ? 0 : 1;
}

/** Too few distinct, known workloads, or nothing asked of them. */
function emptied(rule: Rule, known: ReadonlySet<string>): readonly Contradiction[] {
  const left = [...new Set(rule.workloads)].filter((workload) => known.has(workload));
  const others = rule.kind === "split" ? rule.from : rule.kind === "limit" ? rule.beside : undefined;
  const isAlone = others !== undefined && !others.some((workload) => known.has(workload));
  const isEmpty = left.length < leastNamed(rule) || isAlone || asksNothing(rule);
  return isEmpty ? [{ rules: [rule.id], workloads: left, why: "empty-rule" }] : [];
}

/** A rule whose amounts are all left out. */
function asksNothing(rule: Rule): boolean {
  if (rule.kind === "contain") {
    return rule.atMost === undefined && rule.places.length === 0 && rule.costPerHost === undefined;
  }
  if (rule.kind === "preserve") return (rule.cores ?? 0) === 0 && (rule.memoryMiB ?? 0) === 0;
  if (rule.kind !== "reserve") return false;
  return [rule.cpuPercent, rule.memoryPercent, rule.cores, rule.memoryMiB].every((amount) => (amount ?? 0) === 0);
}
