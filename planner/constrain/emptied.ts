/** Hosts that must stay empty for everybody, by drain rules that name no workloads: neither used nor spare. */
import type { Rule } from "../contract/index.ts";
import { compilePlaces } from "./place.ts";
import { hostsIn } from "./stock.ts";
import type { Where } from "./where.ts";

/** Rules that empty hosts for everybody. */
export const emptying = (rules: readonly Rule[]): readonly Extract<Rule, { kind: "drain" }>[] =>
  rules.flatMap((rule) => (rule.kind === "drain" && rule.workloads.length === 0 ? [rule] : []));

/** [target] hosts among the stock that must stay empty. */
export function emptiedHosts(rules: readonly Rule[], { targets, groups, stockOf }: Where): readonly number[] {
  const places = emptying(rules).flatMap((rule) => rule.places);
  if (places.length === 0) return targets.map(() => 0);
  const { runs } = compilePlaces(places, { types: targets, groups });
  return targets.map((target, t) => hostsIn(runs[t] ?? [], stockOf(target)));
}
