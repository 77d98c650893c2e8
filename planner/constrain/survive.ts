/**
 * survive: any `count` hosts, racks or sites may be lost at once. No single step of packing breaks or keeps it: spares are
 * counted from what a loss would need (failover.ts), so both statements here have nothing to say, and the verifier asks
 * the fail-over check instead.
 */
import type { Rule } from "../contract/index.ts";
import type { Constraint } from "./constraint.ts";

type Survive = Extract<Rule, { kind: "survive" }>;

export const survive: Constraint<Survive> = {
  kind: "survive",
  compile: (rule) => ({ id: rule.id, kind: rule.kind, items: [], allows: () => true }),
  violations: () => [],
};
