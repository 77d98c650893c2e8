/**
 * Co-location limits of the Tianchi cluster as one packing rule: on a host that carries a replica of one app, at most k
 * replicas of another may stand. A limit of an app on itself means at most max(1, k) replicas: one must be able to stand
 * somewhere. All limits are one rule, because a rule per limit would be asked thousands of times per replica.
 *
 * The rule itself counts the replicas in the bin anew each time it is asked, and holds no state; a board that tells it
 * who joins and leaves gets one that keeps counts (co-location-counts.ts).
 */
import type { Board, PackRule } from "#planner/pack/index.ts";
import { CoLocationCounts, limitsByApp } from "./co-location-counts.ts";

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
  const concerned = [...new Set(limits.flatMap(({ beside, limited }) => [beside, limited]))];
  const numberOf = new Map(concerned.map((app, number) => [app, number]));
  const counted = limits.map((limit) => ({
    beside: numberOf.get(limit.beside)!,
    limited: numberOf.get(limit.limited)!,
    most: mostOf(limit),
  }));
  const shared = limitsByApp(concerned.length, counted);
  /** [item] number of its app among those concerned, −1 = none. */
  const appNumberOf = Int32Array.from(appOf, (app) => numberOf.get(app) ?? -1);
  const stated = {
    id,
    kind: "co-location",
    items: Array.from(appOf.keys()).filter((item) => appNumberOf[item]! >= 0),
    appOf,
    limits,
  } as const;
  return {
    ...stated,
    allows: anew(appOf, limits),
    fresh: (): CoLocationRule => {
      const counts = new CoLocationCounts(shared);
      return {
        ...stated,
        allows: (_, item, bin) => counts.admits(appNumberOf[item]!, bin),
        placed: (item, bin) => counts.join(appNumberOf[item]!, bin),
        removed: (item, bin) => counts.leave(appNumberOf[item]!, bin),
      };
    },
  };
}

/** The question answered by counting what is in the bin. */
function anew(appOf: Int32Array, limits: readonly CoLocationLimit[]): PackRule["allows"] {
  const byBeside = new Map<number, Map<number, number>>();
  for (const limit of limits) {
    const row = byBeside.get(limit.beside) ?? new Map<number, number>();
    row.set(limit.limited, Math.min(mostOf(limit), row.get(limit.limited) ?? Infinity));
    byBeside.set(limit.beside, row);
  }
  const count = new Int32Array(appOf.reduce((top, app) => Math.max(top, app), -1) + 1);
  return (board: Board, item: number, bin: number): boolean => {
    const inside = board.itemsIn(bin);
    for (const other of inside) count[appOf[other]!]!++;
    const isAllowed = admits({ byBeside, appOf, count }, appOf[item]!, inside);
    for (const other of inside) count[appOf[other]!] = 0;
    return isAllowed;
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
