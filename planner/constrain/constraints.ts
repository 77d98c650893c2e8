/**
 * The table of rule kinds, and rules in bulk. Every rule is hard and none beats another: a placement keeps all of them.
 * Where order matters at all, it is this:
 * 1. amounts: preserve raises demands and reserve lowers capacities before anything is packed;
 * 2. together on one host merges workloads, which then count as one;
 * 3. places: pin, fence, near, contain, quarantine say where a workload may stand, and all of them hold at once; ban and
 *    drain take away from what those leave;
 * 4. company: apart, split, lonely, limit, max-partitions, among, together in a rack, max-hosts and reserves across hosts
 *    are asked last, of what stands there already;
 * 5. afterwards: min-hosts spreads out what was packed, survive adds the spares that a loss needs.
 * Rules that can never be kept at once are found beforehand (contradictions.ts) and refused at the door.
 */
import type { PlaceGroup, Rule, RuleKind } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import type { PackAmounts } from "./amounts.ts";
import { among } from "./among.ts";
import { apart } from "./apart.ts";
import { ban } from "./ban.ts";
import type { Constraint, Names, Placement, Violation } from "./constraint.ts";
import { contain } from "./contain.ts";
import { drain } from "./drain.ts";
import { fence } from "./fence.ts";
import { limit } from "./limit.ts";
import { limitsAtOnce } from "./limits-at-once.ts";
import { lonely } from "./lonely.ts";
import { maxHosts } from "./max-hosts.ts";
import { maxPartitions } from "./max-partitions.ts";
import { minHosts } from "./min-hosts.ts";
import { near } from "./near.ts";
import { pin } from "./pin.ts";
import { preserve } from "./preserve.ts";
import { quarantine } from "./quarantine.ts";
import { reserve } from "./reserve.ts";
import { split } from "./split.ts";
import { survive } from "./survive.ts";
import { together } from "./together.ts";

/** Every kind of rule; a kind of the contract without an entry does not compile. */
export const CONSTRAINTS: { readonly [K in RuleKind]: Constraint<Extract<Rule, { kind: K }>> } = {
  apart,
  together,
  pin,
  fence,
  ban,
  lonely,
  among,
  split,
  limit,
  "max-hosts": maxHosts,
  "min-hosts": minHosts,
  "max-partitions": maxPartitions,
  contain,
  reserve,
  preserve,
  near,
  drain,
  quarantine,
  survive,
};

/** The constraint of a rule; the table's type guarantees that the two belong together. */
const constraintOf = (rule: Rule): Constraint => CONSTRAINTS[rule.kind];

/** What rules are compiled with beside names of workloads and targets. */
export interface Setting {
  readonly groups?: readonly PlaceGroup[] | undefined;
  readonly amounts?: PackAmounts | undefined;
}

/** Names for compiling, from what a packing problem knows. */
export const namesOf = (
  workloads: ReadonlyMap<string, number>,
  types: readonly string[],
  { groups, amounts }: Setting = {},
): Names => ({
  workloads,
  types,
  ...(groups === undefined ? {} : { groups }),
  ...(amounts === undefined ? {} : { amounts }),
});

/** From so many co-location limits on they are asked as one rule. */
const MANY = 2;

/**
 * Rules over item indices, in the order given; rules that concern no packed workload are left out, and
 * several co-location limits become one, the last.
 * @param workloadIndex index of each packed workload by id
 * @param typeIds target ids in the order of the problem's types
 */
export function compileRules(
  rules: readonly Rule[],
  workloadIndex: ReadonlyMap<string, number>,
  typeIds: readonly string[],
  setting: Setting = {},
): readonly PackRule[] {
  const names = namesOf(workloadIndex, typeIds, setting);
  const limits = rules.filter((rule) => rule.kind === "limit");
  const others = limits.length < MANY ? rules : rules.filter((rule) => rule.kind !== "limit");
  const compiled = others.map((rule) => constraintOf(rule).compile(rule, names));
  const all = limits.length < MANY ? compiled : [...compiled, limitsAtOnce(limits, names)];
  return all.filter((rule) => rule.items.length > 0);
}

/** Every broken rule of a placement, from scratch, in the order of the rules. */
export function violationsOf(rules: readonly Rule[], placement: Placement): readonly Violation[] {
  return rules.flatMap((rule) => constraintOf(rule).violations(rule, placement));
}

/** May the rule refuse the workload a host: because it names it, names nobody, or keeps others away? */
export function concerns(rule: Rule, workload: string): boolean {
  if (rule.workloads.length === 0 || rule.kind === "lonely" || rule.kind === "quarantine") return true;
  const others = rule.kind === "split" ? rule.from : rule.kind === "limit" ? rule.beside : [];
  return rule.workloads.includes(workload) || others.includes(workload);
}
