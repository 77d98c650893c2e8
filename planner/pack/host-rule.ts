/**
 * Rules that name single hosts ("vsphere-8@r740/3"). Bins of one type are alike except for their number, so a packer
 * that opens a bin has to know which numbers matter to an item; every other number is as good as the next.
 */
import type { PackRule } from "./problem.ts";

/** Hosts named by a rule: a type index and the 1-based number within the type, or all numbers from `number` to `to`. */
export interface NamedHost {
  readonly type: number;
  readonly number: number;
  /** Last of a run of hosts that the rule treats alike; absent = `number` alone. */
  readonly to?: number;
}

/** A rule that names hosts. */
export interface HostRule extends PackRule {
  readonly hosts: readonly NamedHost[];
  /** True: its items may stand on named places only. False: they may stand anywhere else. */
  readonly isExclusive: boolean;
}

/** Does this rule name single hosts? */
export const namesHosts = (rule: PackRule): rule is HostRule => "hosts" in rule;
