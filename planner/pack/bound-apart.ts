/**
 * Bound by rules: items that must all stand apart from each other need a bin each. The largest single rule, grown by
 * items that other rules keep apart from every item in it (three rules over three pairs make a clique of three).
 */
import type { PackBound, PackProblem, PackRule } from "./problem.ts";

/** The kind of rule this bound understands. */
export const APART = "apart";

/** Above this many tests the clique stays at the largest rule: the bound is to be cheap. */
const MOST_TESTS = 5_000_000;

/** Bound by mutually apart items among the placed ones. */
export function apartBound(problem: PackProblem, placed: readonly number[]): PackBound {
  const isPlaced = new Uint8Array(problem.items);
  for (const item of placed) isPlaced[item] = 1;
  const rules = problem.rules
    .filter((rule) => rule.kind === APART)
    .map((rule) => ({ rule, items: rule.items.filter((item) => isPlaced[item] === 1) }));
  const [first, ...others] = rules;
  if (first === undefined) return { bins: 0, kind: "none" };
  const largest = others.reduce((top, next) => (next.items.length > top.items.length ? next : top), first);
  const clique = grown(largest.items, rules);
  return { bins: clique, kind: "apart-rule", rule: largest.rule.id };
}

function grown(
  core: readonly number[],
  rules: readonly { readonly rule: PackRule; readonly items: readonly number[] }[],
): number {
  const rulesOf = new Map<number, Set<number>>();
  rules.forEach(({ items }, r) => {
    for (const item of items) rulesOf.set(item, (rulesOf.get(item) ?? new Set()).add(r));
  });
  const clique = new Set(core);
  const degree = (item: number) => [...(rulesOf.get(item) ?? [])].reduce((sum, r) => sum + rules[r]!.items.length, 0);
  const candidates = [...rulesOf.keys()]
    .filter((item) => !clique.has(item))
    .map((item) => ({ item, degree: degree(item) }))
    .toSorted((a, b) => b.degree - a.degree || a.item - b.item);
  if (candidates.length * core.length > MOST_TESTS) return core.length;
  for (const { item } of candidates) {
    const own = rulesOf.get(item)!;
    if ([...clique].every((member) => haveCommon(own, rulesOf.get(member)!))) clique.add(item);
  }
  return clique.size;
}

function haveCommon(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  for (const entry of few) if (many.has(entry)) return true;
  return false;
}
