/** What rules make a host cost beside itself: licensed hosts of `contain` rules with a price, as charges of the problem. */
import type { Rule } from "../contract/index.ts";
import type { Charge } from "../pack/index.ts";
import { type Names, itemsOf } from "./constraint.ts";

/** One charge per priced rule, in the order of the rules; the same on every type. */
export function ruleCharges(rules: readonly Rule[], names: Names): readonly Charge[] {
  return rules.flatMap((rule): readonly Charge[] => {
    if (rule.kind !== "contain" || rule.costPerHost === undefined || rule.costPerHost === 0) return [];
    const items = itemsOf(rule, names);
    if (items.length === 0) return [];
    return [{ id: rule.id, items, cost: new Float64Array(names.types.length).fill(rule.costPerHost) }];
  });
}
