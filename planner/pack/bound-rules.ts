/**
 * Bounds by what rules count: at most k of a rule's items per bin make n items need n / k bins, rounded up (apart with
 * k = 1, apart with more, partitions per host); items that never share a bin with others need bins of their own, so the
 * bounds of the two sides add up (lonely, split); a rule that asks for so many bins in use proves that many.
 */
import type { PackBound, PackProblem, PackRule } from "./problem.ts";

const NONE: PackBound = { bins: 0, kind: "none" };

const larger = (a: PackBound, b: PackBound): PackBound => (b.bins > a.bins ? b : a);

/** Bins that limits per bin ask for. @param placed items, each once */
export function perBinBound(problem: PackProblem, placed: readonly number[]): PackBound {
  const rules = problem.rules.filter((rule) => rule.counts?.what === "per-bin");
  if (rules.length === 0) return NONE;
  const isPlaced = new Uint8Array(problem.items);
  for (const item of placed) isPlaced[item] = 1;
  return rules.map((rule) => limited(rule, isPlaced)).reduce(larger, NONE);
}

function limited(rule: PackRule, isPlaced: Uint8Array): PackBound {
  if (rule.counts?.what !== "per-bin") return NONE;
  let count = 0;
  for (const item of rule.items) count += isPlaced[item]!;
  const kind = rule.kind === "apart" ? "apart-rule" : "rule";
  return { bins: Math.ceil(count / rule.counts.most), kind, rule: rule.id };
}

/** Bins that rules ask to be in use; holds for plans that keep those rules. */
export function atLeastBound(problem: PackProblem): PackBound {
  return problem.rules
    .map(
      (rule): PackBound =>
        rule.counts?.what === "at-least" ? { bins: rule.counts.bins, kind: "rule", rule: rule.id } : NONE,
    )
    .reduce(larger, NONE);
}

/** Rules whose two sides are bounded; each costs as much as the bound of the whole. */
const MOST_SPLITS = 8;

/** Bins of items that never share one, side by side. @param boundOf bound of some of the items by everything else known */
export function neverShareBound(
  problem: PackProblem,
  placed: readonly number[],
  boundOf: (items: readonly number[]) => number,
): PackBound {
  const sides = problem.rules
    .flatMap((rule) => (rule.counts?.what === "never-share" ? [{ rule, ...sidesOf(rule.counts, placed) }] : []))
    .filter(({ own, others }) => own.length > 0 && others.length > 0)
    .toSorted((a, b) => Math.min(b.own.length, b.others.length) - Math.min(a.own.length, a.others.length));
  return sides
    .slice(0, MOST_SPLITS)
    .map(({ rule, own, others }): PackBound => ({ bins: boundOf(own) + boundOf(others), kind: "rule", rule: rule.id }))
    .reduce(larger, NONE);
}

/** The placed items of both sides; an item on both (nobody can place it) counts on the first alone. */
function sidesOf(
  counts: { readonly items: readonly number[]; readonly from?: readonly number[] },
  placed: readonly number[],
): { readonly own: readonly number[]; readonly others: readonly number[] } {
  const inside = new Set(counts.items);
  const from = counts.from === undefined ? undefined : new Set(counts.from);
  return {
    own: placed.filter((item) => inside.has(item)),
    others: placed.filter((item) => !inside.has(item) && (from === undefined || from.has(item))),
  };
}
