/**
 * limit (co-location limit): on a host that carries any of `beside`, at most `atMost` of the workloads stand. The rule of
 * the Tianchi set, in which tens of thousands of them hold at once; each keeps two counts per host.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, indicesOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { byDomain } from "./standing.ts";

type Limit = Extract<Rule, { kind: "limit" }>;

export const limit: Constraint<Limit> = {
  kind: "limit",

  compile(rule, names) {
    const counted = new Set(indicesOf(rule.workloads, names));
    const beside = new Set(indicesOf(rule.beside, names));
    const items = [...new Set([...counted, ...beside])].toSorted((a, b) => a - b);
    return counting({ id: rule.id, kind: rule.kind, items }, { hosts: [], isExclusive: false }, () => {
      const [here, there] = [new Tally(), new Tally()];
      const count = (item: number, bin: number, by: 1 | -1) => {
        if (counted.has(item)) here.add(bin, by);
        if (beside.has(item)) there.add(bin, by);
      };
      return {
        allows(item, bin) {
          const isBeside = beside.has(item) || there.has(bin);
          return !isBeside || here.of(bin) + (counted.has(item) ? 1 : 0) <= rule.atMost;
        },
        placed: (item, bin) => count(item, bin, 1),
        removed: (item, bin) => count(item, bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const beside = byDomain(rule.beside, placement, "host");
    return [...byDomain(rule.workloads, placement, "host")].flatMap(([host, { workloads, hosts }]) => {
      const others = beside.get(host)?.workloads;
      if (others === undefined || workloads.size <= rule.atMost) return [];
      return [broken(rule, new Set([...workloads, ...others]), hosts)];
    });
  },
};
