/** Which rules concern which item, as a list per item: most items have none, most problems have no rule at all. */
import type { PackRule } from "./problem.ts";

/** [item] the rules that list it, in the order given; undefined where there are none, and as a whole without rules. */
export function rulesByItem(rules: readonly PackRule[]): readonly (readonly PackRule[] | undefined)[] | undefined {
  if (rules.length === 0) return undefined;
  const byItem: (PackRule[] | undefined)[] = [];
  for (const rule of rules) {
    for (const item of rule.items) {
      while (byItem.length <= item) byItem.push(undefined);
      const known = byItem[item];
      if (known === undefined) byItem[item] = [rule];
      else known.push(rule);
    }
  }
  return byItem;
}
