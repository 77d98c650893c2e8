/** among: those of these workloads that are placed stand all inside one and the same of the places. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { counting } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { standsIn } from "./standing.ts";

type Among = Extract<Rule, { kind: "among" }>;

export const among: Constraint<Among> = {
  kind: "among",

  compile(rule, names) {
    const places = rule.places.map((place) => compilePlaces([place], names));
    const plain = { id: rule.id, kind: rule.kind, items: itemsOf(rule, names), isUrgent: true };
    const hosts = places.flatMap((place) => place.hosts);
    return counting(plain, { hosts, isExclusive: true }, (board) => {
      // Places may overlap: a place will do as long as it holds everybody.
      const inside = places.map(() => 0);
      let placed = 0;
      const count = (bin: number, by: 1 | -1) => {
        placed += by;
        places.forEach((place, at) => (inside[at]! += place.include(board, bin) ? by : 0));
      };
      return {
        allows: (_item, bin) => places.some((place, at) => inside[at] === placed && place.include(board, bin)),
        placed: (_item, bin) => count(bin, 1),
        removed: (_item, bin) => count(bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const placed = [...new Set(rule.workloads)].filter((workload) => placement.hostOf(workload) !== undefined);
    const hosts = new Set(placed.flatMap((workload) => placement.hostOf(workload) ?? []));
    const isKept =
      hosts.size === 0 || rule.places.some((place) => [...hosts].every((host) => standsIn(host, [place], placement)));
    return isKept ? [] : [broken(rule, placed, hosts)];
  },
};
