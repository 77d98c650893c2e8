/**
 * The table of rule kinds, and rules in bulk. Every rule is hard and none beats another: a placement keeps all of them.
 * Where order matters at all: workloads that stay together are merged first and then count as one; pin and ban say where
 * it may stand (all pins hold at once, a ban takes away from what the pins leave); apart is asked last, of what stands
 * there already. Rules that can never be kept at once are found beforehand (contradictions.ts) and refused at the door.
 */
import type { Rule, RuleKind } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import { apart } from "./apart.ts";
import { ban } from "./ban.ts";
import type { Constraint, Placement, Violation } from "./constraint.ts";
import { pin } from "./pin.ts";
import { together } from "./together.ts";

/** Every kind of rule; a kind of the contract without an entry does not compile. */
export const CONSTRAINTS: { readonly [K in RuleKind]: Constraint<Extract<Rule, { kind: K }>> } = {
  apart,
  together,
  pin,
  ban,
};

/** The constraint of a rule; the table's type guarantees that the two belong together. */
const constraintOf = (rule: Rule): Constraint => CONSTRAINTS[rule.kind];

/**
 * Rules over item indices, in the order given; rules that concern no packed workload are left out.
 * @param workloadIndex index of each packed workload by id
 * @param typeIds target ids in the order of the problem's types
 */
export function compileRules(
  rules: readonly Rule[],
  workloadIndex: ReadonlyMap<string, number>,
  typeIds: readonly string[],
): readonly PackRule[] {
  const names = { workloads: workloadIndex, types: typeIds };
  return rules.map((rule) => constraintOf(rule).compile(rule, names)).filter((rule) => rule.items.length > 0);
}

/** Every broken rule of a placement, from scratch, in the order of the rules. */
export function violationsOf(rules: readonly Rule[], placement: Placement): readonly Violation[] {
  return rules.flatMap((rule) => constraintOf(rule).violations(rule, placement));
}
