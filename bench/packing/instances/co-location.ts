/**
 * Co-location limits of the Tianchi cluster as one packing rule: on a host that carries a replica of one app, at most k
 * replicas of another may stand. A limit of an app on itself means at most max(1, k) replicas: one must be able to stand
 * somewhere. All limits are one rule, because a rule per limit would be asked thousands of times per replica.
 *
 * The rule counts the replicas in the bin anew each time it is asked: a dozen to forty, which is less than the look-ups a
 * kept table would need, and it holds no state that a second packing under construction could disturb.
 */
import type { Board, PackRule } from "#planner/pack/index.ts";

/** On a host with a replica of `beside`, at most `most` replicas of `limited`; apps by index. */
export interface CoLocationLimit {
  readonly beside: number;
  readonly limited: number;
  readonly most: number;
}

/** A rule that knows its limits, so that a checker can count for itself. */
export interface CoLocationRule extends PackRule {
  readonly kind: "co-location";
  /** [item] app */
  readonly appOf: Int32Array;
  readonly limits: readonly CoLocationLimit[];
}

/** Is this rule one of co-location limits? */
export const isCoLocation = (rule: PackRule): rule is CoLocationRule => rule.kind === "co-location";

/** Most replicas of the limited app that the limit lets stand. */
export const mostOf = ({ beside, limited, most }: CoLocationLimit): number =>
  beside === limited ? Math.max(1, most) : most;

/** The rule over all limits. @param appOf [item] app index */
export function coLocationRule(id: string, appOf: Int32Array, limits: readonly CoLocationLimit[]): CoLocationRule {
  const concerned = new Set(limits.flatMap(({ beside, limited }) => [beside, limited]));
  const byBeside = new Map<number, Map<number, number>>();
  for (const limit of limits) {
    const row = byBeside.get(limit.beside) ?? new Map<number, number>();
    row.set(limit.limited, Math.min(mostOf(limit), row.get(limit.limited) ?? Infinity));
    byBeside.set(limit.beside, row);
  }
  const apps = appOf.reduce((top, app) => Math.max(top, app), -1) + 1;
  const count = new Int32Array(apps);
  return {
    id,
    kind: "co-location",
    items: Array.from(appOf.keys()).filter((item) => concerned.has(appOf[item]!)),
    appOf,
    limits,
    allows: (board: Board, item: number, bin: number): boolean => {
      const inside = board.itemsIn(bin);
      const app = appOf[item]!;
      for (const other of inside) count[appOf[other]!]!++;
      const isAllowed = admits({ byBeside, appOf, count }, app, inside);
      for (const other of inside) count[appOf[other]!] = 0;
      return isAllowed;
    },
  };
}

interface Counted {
  /** [beside] → [limited] → most */
  readonly byBeside: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly appOf: Int32Array;
  /** [app] replicas in the bin now. */
  readonly count: Int32Array;
}

/** May one more replica of `app` join those inside? */
function admits({ byBeside, appOf, count }: Counted, app: number, inside: readonly number[]): boolean {
  const own = byBeside.get(app);
  const after = count[app]! + 1;
  const self = own?.get(app);
  if (self !== undefined && after > self) return false;
  for (const item of inside) {
    const other = appOf[item]!;
    if (other === app) continue;
    const mostOfOther = own?.get(other);
    if (mostOfOther !== undefined && count[other]! > mostOfOther) return false;
    const mostOfApp = byBeside.get(other)?.get(app);
    if (mostOfApp !== undefined && after > mostOfApp) return false;
  }
  return true;
}
