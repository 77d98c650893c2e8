/** max-hosts: at most so many hosts of the places carry any of the workloads; all places and workloads unless named. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { byDomain, concernedBy, standsIn } from "./standing.ts";

type MaxHosts = Extract<Rule, { kind: "max-hosts" }>;

export const maxHosts: Constraint<MaxHosts> = {
  kind: "max-hosts",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    const plain = { id: rule.id, kind: rule.kind, items: itemsOf(rule, names), isUrgent: rule.workloads.length > 0 };
    return counting(plain, { hosts: places.hosts, isExclusive: false }, (board) => {
      const used = new Tally();
      const count = (bin: number, by: 1 | -1) => {
        if (places.include(board, bin)) used.add(bin, by);
      };
      return {
        allows: (_item, bin) => used.has(bin) || used.size < rule.atMost || !places.include(board, bin),
        placed: (_item, bin) => count(bin, 1),
        removed: (_item, bin) => count(bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const used = [...byDomain(concernedBy(rule.workloads, placement), placement, "host")].filter(([host]) =>
      standsIn(host, rule.places, placement),
    );
    if (used.length <= rule.atMost) return [];
    return [
      broken(
        rule,
        used.flatMap(([, { workloads }]) => [...workloads]),
        used.map(([host]) => host),
      ),
    ];
  },
};
