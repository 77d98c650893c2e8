/**
 * The verifier's questions about rules: every rule by its second statement, spares that are to stay empty, what the plan
 * admits not to keep, and every loss that it promises to survive, played again.
 */
import { sortedJson } from "./canonical.ts";
import { emptying, standsIn, violationsOf } from "./constrain/index.ts";
import type { PlanCore } from "./contract/index.ts";
import { failoverOf, playLosses, promisesOf, wrongRestarts } from "./fail-over.ts";
import { formulate } from "./formulate.ts";
import { placementOf, seatsOf } from "./reasons.ts";
import type { Estate } from "./size/index.ts";
import { unmetRules } from "./unmet.ts";

/** A fault as the verifier tells it. */
export interface Fault {
  readonly code: string;
  /** Rule, or field of the result. */
  readonly subject: string;
  readonly detail: string;
}

const fault = (code: string, subject: string, detail: string): Fault => ({ code, subject, detail });
const same = (a: unknown, b: unknown) => sortedJson(a) === sortedJson(b);

/** Rules that the plan breaks without saying so, and spares on hosts that are to stay empty. */
export function ruleFaults(result: PlanCore, estate: Estate): readonly Fault[] {
  const seats = seatsOf(estate, result.hosts);
  // What the plan itself says it does not keep is told to the reader, not hidden: the list must be exactly right.
  const unmet = unmetRules(estate, seats);
  const told = same(result.unmet ?? [], unmet)
    ? []
    : [fault("unmet", "unmet", "differs from the rules that the hosts in use do not meet")];
  const known = new Set(unmet.map(({ rule }) => rule));
  const broken = violationsOf(estate.request.rules, placementOf(seats)).filter(({ rule }) => !known.has(rule));
  return [
    ...told,
    ...broken.map(({ rule, kind, workloads }) =>
      fault("breaks-rule", rule, `${kind} broken by ${workloads.join(", ")}`),
    ),
    ...drainedSpares(result, estate),
  ];
}

/** Hosts that are to stay empty are no spares. */
function drainedSpares(result: PlanCore, estate: Estate): readonly Fault[] {
  const { setting } = seatsOf(estate, result.hosts);
  const drains = emptying(estate.request.rules);
  return result.hosts
    .filter((host) => host.role === "spare")
    .flatMap((host) => {
      const drain = drains.find((rule) => standsIn(host.id, rule.places, setting));
      return drain === undefined ? [] : [fault("breaks-rule", drain.id, `${host.id} is a spare and to stay empty`)];
    });
}

/** Losses that spares or rules promise to survive, played again; for a plan whose hosts are in order. */
export function lossFaults(result: PlanCore, estate: Estate): readonly Fault[] {
  if (promisesOf(estate).length === 0 && result.failover === undefined) return [];
  const losses = playLosses(estate, formulate(estate), result.hosts);
  const played = failoverOf(estate, losses);
  const told = same(result.failover, played)
    ? []
    : [fault("failover", "failover", "differs from what the losses come to when they are played")];
  const wrong = wrongRestarts(estate, seatsOf(estate, result.hosts), losses);
  return [...told, ...wrong.map((text) => fault("failover", "failover", text))];
}
