/** Workloads kept off places: what ban and drain compile to; they differ in what they say of a finished placement. */
import type { Rule } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import { type Names, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";

/** A rule whose items stand on none of its places. */
export function keptOff(rule: Extract<Rule, { kind: "ban" | "drain" }>, names: Names): PackRule {
  const places = compilePlaces(rule.places, names);
  return naming(
    {
      id: rule.id,
      kind: rule.kind,
      items: itemsOf(rule, names),
      allows: (board, _item, bin) => !places.include(board, bin),
    },
    { hosts: places.hosts, isExclusive: false },
  );
}
