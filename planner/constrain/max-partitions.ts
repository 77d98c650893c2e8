/** max-partitions: at most so many of the workloads, everybody unless named, stand on each host of the places. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { byDomain, concernedBy, standsIn } from "./standing.ts";

type MaxPartitions = Extract<Rule, { kind: "max-partitions" }>;

export const maxPartitions: Constraint<MaxPartitions> = {
  kind: "max-partitions",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    const isEverywhere = places.runs.every((runs) => runs.some((run) => run.to === Infinity));
    const plain = {
      id: rule.id,
      kind: rule.kind,
      items: itemsOf(rule, names),
      ...(isEverywhere ? { counts: { what: "per-bin", most: rule.atMost } as const } : {}),
    };
    return counting(plain, { hosts: places.hosts, isExclusive: false }, (board) => {
      const there = new Tally();
      return {
        allows: (_item, bin) => there.of(bin) < rule.atMost || !places.include(board, bin),
        placed: (_item, bin) => there.add(bin, 1),
        removed: (_item, bin) => there.add(bin, -1),
      };
    });
  },

  violations(rule, placement) {
    return [...byDomain(concernedBy(rule.workloads, placement), placement, "host")]
      .filter(([host, { workloads }]) => workloads.size > rule.atMost && standsIn(host, rule.places, placement))
      .map(([host, { workloads }]) => broken(rule, workloads, [host]));
  },
};
