/**
 * contain (licence containment): these workloads stand on at most `atMost` hosts and only on the licensed places. What a
 * licensed host costs (`costPerHost`) is a charge of the packing problem (charges.ts).
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { byDomain, standsIn } from "./standing.ts";

type Contain = Extract<Rule, { kind: "contain" }>;

export const contain: Constraint<Contain> = {
  kind: "contain",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    const atMost = rule.atMost ?? Infinity;
    const plain = { id: rule.id, kind: rule.kind, items: itemsOf(rule, names), isUrgent: true };
    return counting(plain, { hosts: places.hosts, isExclusive: true }, (board) => {
      const used = new Tally();
      return {
        allows: (_item, bin) => places.include(board, bin) && (used.has(bin) || used.size < atMost),
        placed: (_item, bin) => used.add(bin, 1),
        removed: (_item, bin) => used.add(bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const used = [...byDomain(rule.workloads, placement, "host")];
    const outside = used
      .filter(([host]) => !standsIn(host, rule.places, placement))
      .map(([host, { workloads }]) => broken(rule, workloads, [host]));
    if (used.length <= (rule.atMost ?? Infinity)) return outside;
    const workloads = used.flatMap(([, there]) => [...there.workloads]);
    const hosts = used.map(([host]) => host);
    return [...outside, broken(rule, workloads, hosts)];
  },
};
