/** What rules on places are read against: target ids, named places, and how many hosts of a target there may be. */
import type { PlaceGroup, Rule } from "../contract/index.ts";

export interface Where {
  readonly targets: readonly string[];
  readonly groups: readonly PlaceGroup[];
  /** Most hosts of a target; Infinity = no limit. */
  readonly stockOf: (target: string) => number;
}

/** Without anything known of targets: those that the rules' places seem to mean. */
export function whereOf(rules: readonly Rule[], known: Partial<Where> = {}): Where {
  const seen = rules.flatMap((rule) => [...("places" in rule ? rule.places : []), ...("to" in rule ? rule.to : [])]);
  return {
    targets: known.targets ?? [...new Set(seen.map((place) => place.replace(/\/[1-9][0-9]*(-[1-9][0-9]*)?$/, "")))],
    groups: known.groups ?? [],
    stockOf: known.stockOf ?? (() => Infinity),
  };
}
