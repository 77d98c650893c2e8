/**
 * Why a workload is where it is, or why it is nowhere: the funnel of hosts left after each question, the rules that forbid
 * hosts, what is left where, the nearest miss, and where it could stand as well.
 */
import { conflictFinder } from "./conflicts.ts";
import type { PlanContext } from "./context.ts";
import {
  type Explanation,
  InvalidInput,
  type PlanDocument,
  type PlanRequest,
  type Workload,
} from "./contract/index.ts";
import { decodeRequest } from "./decode.ts";
import { type Judged, type JudgedTarget, funnelOf, judgeTarget, questionsFor, sumOfFunnels } from "./funnel.ts";
import { nearestName } from "./contract/nearest-name.ts";
import { hardest, seatsOf, unplacedReasons } from "./reasons.ts";
import { roomLeft } from "./room-left.ts";
import { sizeEstate, whyExcluded } from "./size/index.ts";

/** Workloads named beside a rule; more than these nobody reads. */
const MOST_OTHERS = 10;

const byForbidden = (a: Explanation["forbidding"][number], b: Explanation["forbidding"][number]) =>
  b.hosts - a.hosts || (a.rule < b.rule ? -1 : 1);

/** Rules that forbid hosts as they stand. */
function forbiddingOf(judged: readonly Judged[]): Explanation["forbidding"] {
  const rules = new Map<string, { kind: string; hosts: number; others: Set<string> }>();
  for (const { breaks } of judged) {
    for (const misfit of breaks) {
      if (misfit.code !== "breaks-rule") continue;
      const rule = rules.get(misfit.rule) ?? { kind: misfit.kind, hosts: 0, others: new Set() };
      rules.set(misfit.rule, rule);
      rule.hosts++;
      for (const other of misfit.with) rule.others.add(other);
    }
  }
  return [...rules]
    .map(([rule, { kind, hosts, others }]) => ({ rule, kind, hosts, with: [...others].slice(0, MOST_OTHERS) }))
    .toSorted(byForbidden);
}

/** The closest of the hosts that cannot take it; ties by the plan's order. */
function nearestOf(judged: readonly Judged[]): Explanation["nearest"] {
  let nearest: Explanation["nearest"];
  for (const { host, lacks, breaks } of judged) {
    const worst = hardest([...lacks, ...breaks]);
    if (worst === undefined || (nearest !== undefined && worst.distance >= nearest.distance)) continue;
    nearest = { host: host.id, misfits: [...lacks, ...breaks], distance: worst.distance };
  }
  return nearest;
}

/** @throws InvalidInput when the plan has no workload of this id or unique name */
function workloadOf(request: PlanRequest, name: string): Workload {
  const found = request.workloads.find((w) => w.id === name) ?? request.workloads.find((w) => w.name === name);
  if (found !== undefined) return found;
  const near = nearestName(
    name,
    request.workloads.map((w) => w.id),
  );
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new InvalidInput([
    { pointer: "", code: "unknown-workload", detail: `the plan has no workload "${name}"${hint}` },
  ]);
}

/**
 * Explain one workload of a plan, by id or by its unique name.
 * @throws InvalidInput when the plan has no such workload
 */
export function explain(document: PlanDocument, name: string, context: PlanContext): Explanation {
  const request = decodeRequest(document.request, context);
  const workload = workloadOf(request, name);
  const nothing = { workload: workload.id, funnel: [], funnels: [], forbidding: [], room: [] };
  const why = whyExcluded(workload, request.goals.includePoweredOff);
  if (why !== undefined) return { ...nothing, state: "excluded", why };
  const estate = sizeEstate(request, context);
  const seats = seatsOf(estate, document.result.hosts);
  const w = seats.indexOf.get(workload.id) ?? 0;
  const targets = estate.targets.map((_, t): JudgedTarget => judgeTarget(estate, seats, w, t));
  const questions = questionsFor(estate, w);
  const asked = targets.map((target) => funnelOf(target, questions));
  const funnels = asked.map(({ funnel }) => funnel);
  const host = document.result.hosts.find((h) => h.partitions.some((p) => p.workload === workload.id));
  const judged = targets.flatMap(({ hosts }) => hosts).filter((one) => one.host.id !== host?.id);
  const nearest = nearestOf(judged);
  const about = {
    workload: workload.id,
    funnel: [...sumOfFunnels(funnels)],
    funnels,
    forbidding: forbiddingOf(judged),
    room: targets.flatMap(({ hosts }, t) =>
      roomLeft(
        estate,
        seats,
        { w, t },
        hosts.map((one) => one.host),
      ),
    ),
    ...(nearest === undefined ? {} : { nearest }),
  };
  const partition = host?.partitions.find((p) => p.workload === workload.id);
  if (host === undefined || partition === undefined) {
    const unplaced = { ...unplacedReasons(estate, seats, w), ...conflictFinder(estate, seats).conflictOf(w) };
    return { ...about, state: "unplaced", unplaced };
  }
  const alsoFits = asked.flatMap(({ left }) => left).filter((id) => id !== host.id);
  return { ...about, state: "placed", host: host.id, partition, alsoFits };
}
