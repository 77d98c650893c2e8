/**
 * Where pins and bans let workloads stand, by names alone. A target covers all of its hosts; taking single hosts away
 * from a whole target always leaves others, because its stock is not known here.
 */
import type { Rule } from "../contract/index.ts";

/** What pins and bans leave. */
export interface Left {
  /** Places that satisfy every pin; empty without pins, where any place does. */
  readonly common: readonly string[];
  /** Those of them that no ban takes away. */
  readonly left: readonly string[];
  /** Ids of the rules concerned. */
  readonly pins: readonly string[];
  readonly bans: readonly string[];
}

type Placing = Extract<Rule, { kind: "pin" | "ban" }>;

/** Does place `whole` cover place `part`: the same, or its target? */
const covers = (whole: string, part: string): boolean =>
  whole === part || (part.startsWith(`${whole}/`) && /^[1-9][0-9]*$/.test(part.slice(whole.length + 1)));

/** Places in both lists: of a target and one of its hosts, the host. */
function meet(a: readonly string[], b: readonly string[]): readonly string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  const targetOf = (place: string) => place.slice(0, Math.max(0, place.lastIndexOf("/")));
  const isIn = (set: ReadonlySet<string>, place: string) =>
    set.has(place) || (set.has(targetOf(place)) && covers(targetOf(place), place));
  return [...new Set([...a.filter((place) => isIn(inB, place)), ...b.filter((place) => isIn(inA, place))])];
}

function leftBy(rules: readonly Placing[]): Left {
  const pins = rules.filter((rule) => rule.kind === "pin");
  const bans = rules.filter((rule) => rule.kind === "ban");
  const common = pins.length === 0 ? [] : pins.map((pin): readonly string[] => pin.places).reduce(meet);
  const left = common.filter((place) => !bans.some((ban) => ban.places.some((banned) => covers(banned, place))));
  return { common, left, pins: pins.map((pin) => pin.id), bans: bans.map((ban) => ban.id) };
}

/** Places left to every workload that a pin or ban names, and to any set of workloads that must share a host. */
export function placesLeft(rules: readonly Rule[]): {
  readonly of: ReadonlyMap<string, Left>;
  readonly together: (workloads: readonly string[]) => Left;
} {
  const placing = rules.filter((rule) => rule.kind === "pin" || rule.kind === "ban");
  const concerning = new Map<string, Set<Placing>>();
  for (const rule of placing) {
    for (const workload of rule.workloads) {
      concerning.set(workload, (concerning.get(workload) ?? new Set()).add(rule));
    }
  }
  // Workloads under the very same rules (often thousands) share one answer.
  const known = new Map<string, Left>();
  const index = new Map(placing.map((rule, at) => [rule, at]));
  const leftFor = (set: ReadonlySet<Placing>): Left => {
    const key = [...set].map((rule) => index.get(rule)).join(" ");
    const left = known.get(key) ?? leftBy([...set]);
    known.set(key, left);
    return left;
  };
  const of = new Map([...concerning].map(([workload, set]) => [workload, leftFor(set)]));
  const inOrder = (set: ReadonlySet<Placing>) => new Set(placing.filter((rule) => set.has(rule)));
  return {
    of,
    together: (workloads) => leftFor(inOrder(new Set(workloads.flatMap((w) => [...(concerning.get(w) ?? [])])))),
  };
}
