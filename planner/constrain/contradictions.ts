/**
 * Rules that can never be kept, found before anything is packed: unknown or too few workloads, ids used twice, together
 * against apart (through chains), pins without a common place, bans that leave none. What depends on sizes and stock is
 * not a contradiction; the packer leaves such workloads out and says why.
 */
import type { Rule } from "../contract/index.ts";
import { type Group, togetherGroups } from "./groups.ts";
import { placesLeft } from "./places-left.ts";

export const CONTRADICTIONS = [
  "duplicate-rule-id",
  "unknown-workload",
  "empty-rule",
  "together-and-apart",
  "no-common-place",
  "no-place-left",
  "together-pinned-apart",
  "apart-pinned-together",
] as const;

export interface Contradiction {
  /** Ids of the rules that meet, in the order of the request. */
  readonly rules: readonly string[];
  readonly workloads: readonly string[];
  readonly why: (typeof CONTRADICTIONS)[number];
}

/**
 * All contradictions, in a stable order; empty = the rules can be kept by somebody.
 * @param workloads ids of all workloads of the request
 */
export function contradictions(rules: readonly Rule[], workloads: readonly string[]): readonly Contradiction[] {
  const known = new Set(workloads);
  const groups = togetherGroups(rules);
  return [
    ...duplicateIds(rules),
    ...rules.flatMap((rule) => unknownIn(rule, known)),
    ...rules.flatMap((rule) => emptied(rule, known)),
    ...togetherAndApart(rules, groups),
    ...placeContradictions(rules, groups),
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

function unknownIn(rule: Rule, known: ReadonlySet<string>): readonly Contradiction[] {
  const strangers = [...new Set(rule.workloads)].filter((workload) => !known.has(workload));
  return strangers.length === 0 ? [] : [{ rules: [rule.id], workloads: strangers, why: "unknown-workload" }];
}

/** Too few distinct, known workloads to mean anything: two for apart and together, one for pin and ban. */
function emptied(rule: Rule, known: ReadonlySet<string>): readonly Contradiction[] {
  const left = [...new Set(rule.workloads)].filter((workload) => known.has(workload));
  const least = rule.kind === "apart" || rule.kind === "together" ? 2 : 1;
  return left.length >= least ? [] : [{ rules: [rule.id], workloads: left, why: "empty-rule" }];
}

function togetherAndApart(rules: readonly Rule[], groups: readonly Group[]): readonly Contradiction[] {
  const groupOf = new Map(groups.flatMap((group) => group.workloads.map((workload) => [workload, group] as const)));
  return rules.flatMap((rule) => {
    if (rule.kind !== "apart") return [];
    return sharing([...new Set(rule.workloads)], (workload) => groupOf.get(workload)).map(
      ([group, workloads]): Contradiction => ({
        rules: [...group.rules, rule.id],
        workloads,
        why: "together-and-apart",
      }),
    );
  });
}

/** Workloads by what two or more of them have in common. */
function sharing<K>(
  workloads: readonly string[],
  keyOf: (workload: string) => K | undefined,
): readonly [K, string[]][] {
  const by = new Map<K, string[]>();
  for (const workload of workloads) {
    const key = keyOf(workload);
    if (key === undefined) continue;
    const found = by.get(key);
    if (found === undefined) by.set(key, [workload]);
    else found.push(workload);
  }
  return [...by].filter(([, found]) => found.length > 1);
}

/** Pins and bans, of single workloads first, then of groups whose members are each fine, then against apart. */
function placeContradictions(rules: readonly Rule[], groups: readonly Group[]): readonly Contradiction[] {
  const single = placesLeft(rules);
  const found: Contradiction[] = [];
  const isRefused = new Set<string>();
  for (const [workload, { common, left, pins, bans }] of single.of) {
    if (pins.length === 0 || left.length > 0) continue;
    isRefused.add(workload);
    const why = common.length === 0 ? "no-common-place" : "no-place-left";
    found.push({ rules: why === "no-common-place" ? pins : [...pins, ...bans], workloads: [workload], why });
  }
  const onlyHost = new Map<string, string>();
  for (const [workload, { left }] of single.of) if (left.length === 1) onlyHost.set(workload, left[0]!);
  for (const group of groups) {
    const { common, left, pins, bans } = single.together(group.workloads);
    if (pins.length === 0 || left.length > 0 || group.workloads.some((workload) => isRefused.has(workload))) continue;
    const why = common.length === 0 ? "together-pinned-apart" : "no-place-left";
    const meet = common.length === 0 ? pins : [...pins, ...bans];
    found.push({ rules: [...group.rules, ...meet], workloads: group.workloads, why });
  }
  return [...found, ...apartPinnedTogether(rules, onlyHost)];
}

const SINGLE_HOST = /\/[1-9][0-9]*$/;

/** Two workloads of one apart rule whose only place is the same single host. */
function apartPinnedTogether(rules: readonly Rule[], onlyPlace: ReadonlyMap<string, string>): readonly Contradiction[] {
  const hostOf = (workload: string) => {
    const place = onlyPlace.get(workload);
    return place !== undefined && SINGLE_HOST.test(place) ? place : undefined;
  };
  return rules.flatMap((rule) => {
    if (rule.kind !== "apart") return [];
    return sharing([...new Set(rule.workloads)], hostOf).map(([, workloads]): Contradiction => {
      const pins = rules.filter(
        (r) => r.kind === "pin" && r.workloads.some((workload) => workloads.includes(workload)),
      );
      return { rules: [rule.id, ...pins.map((pin) => pin.id)], workloads, why: "apart-pinned-together" };
    });
  });
}
