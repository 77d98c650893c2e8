/** Taking workloads out: their measurements go with them, rules forget them, and a rule left with too few goes too. */
import { type Inventory, InvalidInput, type Rule } from "#planner/contract/index.ts";
import type { EditOf } from "./edit.ts";
import { meant } from "./meant.ts";
import { noted } from "./note.ts";

/** Kinds whose workloads must be two at least. */
const PAIRS: ReadonlySet<Rule["kind"]> = new Set(["apart", "together"]);
const without = (ids: readonly string[], gone: ReadonlySet<string>) => ids.filter((id) => !gone.has(id));

/**
 * The rule without these workloads; undefined when nothing is left that it could be about: a list that was given must not
 * become empty, which would mean everybody.
 */
function pruned(rule: Rule, gone: ReadonlySet<string>): Rule | undefined {
  const workloads = without(rule.workloads, gone);
  if (rule.workloads.length > 0 && workloads.length < (PAIRS.has(rule.kind) ? 2 : 1)) return undefined;
  const from = "from" in rule ? without(rule.from, gone) : undefined;
  const beside = "beside" in rule ? without(rule.beside, gone) : undefined;
  if (from?.length === 0 || beside?.length === 0) return undefined;
  return {
    ...rule,
    workloads,
    ...(from === undefined ? {} : { from }),
    ...(beside === undefined ? {} : { beside }),
  };
}

/** Rules without these workloads, and how many rules went. */
export function prunedRules(rules: readonly Rule[], gone: ReadonlySet<string>): { rules: Rule[]; dropped: number } {
  const kept = rules.flatMap((rule) => pruned(rule, gone) ?? []);
  return { rules: kept, dropped: rules.length - kept.length };
}

/** @throws InvalidInput when nothing would be left */
export function remove(inventory: Inventory, { which }: EditOf<"remove">): Inventory {
  const { ids, words } = meant(inventory, which);
  if (ids.size === inventory.workloads.length) {
    const detail = `removing ${words} would leave nothing to plan; keep at least one`;
    throw new InvalidInput([{ pointer: "/which", code: "nothing-left", detail }]);
  }
  const { rules, dropped } = prunedRules(inventory.rules ?? [], ids);
  const left: Inventory = {
    ...inventory,
    workloads: inventory.workloads.filter(({ id }) => !ids.has(id)),
    series: inventory.series.filter(({ workload }) => !ids.has(workload)),
    ...(inventory.rules === undefined ? {} : { rules }),
  };
  const did = dropped === 0 ? undefined : `and ${dropped === 1 ? "a rule" : `${dropped} rules`} that named them alone`;
  return noted(left, "edit-removed", { who: words, ...(did === undefined ? {} : { did }) });
}
