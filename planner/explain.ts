/**
 * Why a workload is where it is, or why it is nowhere: the funnel of hosts left after each question, the misfits of every
 * target, the nearest miss, and where it could stand as well.
 */
import type { Misfit } from "#models/partitioning/index.ts";
import { conflictFinder } from "./conflicts.ts";
import type { PlanContext } from "./context.ts";
import { concerns, violationsOf } from "./constrain/index.ts";
import {
  InvalidInput,
  type PlacedPartition,
  type PlanDocument,
  type PlanHost,
  type Unplaced,
} from "./contract/index.ts";
import { decodeRequest } from "./decode.ts";
import { nearestName } from "./nearest-name.ts";
import { type Seats, placementOf, seatsOf, shortfalls, unplacedReasons } from "./reasons.ts";
import { type Estate, sizeEstate, whyExcluded } from "./size/index.ts";

/** Hosts of the plan still in question after each step, for one target. */
export interface Funnel {
  readonly target: string;
  /** Steps in order: the plan's hosts there, those the platform allows it on, those with room, those the rules allow. */
  readonly steps: readonly { readonly step: "hosts" | "platform" | "room" | "rules"; readonly left: number }[];
  /** Why the target refuses it even on an empty host. */
  readonly misfits: readonly Misfit[];
}

export type Explanation = {
  readonly workload: string;
  readonly funnels: readonly Funnel[];
} & (
  | {
      readonly state: "placed";
      readonly host: string;
      readonly partition: PlacedPartition;
      readonly alsoFits: readonly string[];
    }
  | { readonly state: "unplaced"; readonly unplaced: Unplaced }
  | { readonly state: "excluded"; readonly why: "template" | "placeholder" | "powered-off" }
);

function allowedByRules(estate: Estate, seats: Seats, workload: string, host: string): boolean {
  const concerned = estate.request.rules.filter((rule) => concerns(rule, workload));
  if (concerned.length === 0) return true;
  const placement = placementOf(seats, { moved: new Map([[workload, host]]) });
  return violationsOf(concerned, placement).every((broken) => !broken.workloads.includes(workload));
}

/** Hosts of target `t` that could take workload `w` beside what they carry (its own host counts without it). */
function roomy(estate: Estate, seats: Seats, w: number, t: number): readonly PlanHost[] {
  const id = estate.workloads[w]?.workload.id ?? "";
  return seats.hosts
    .filter((host) => host.target === estate.targets[t]?.id && host.role === "used")
    .filter((host) => {
      const without = { ...host, partitions: host.partitions.filter((p) => p.workload !== id) };
      return shortfalls(estate, seats, { w, t, host: without }).length === 0;
    });
}

function funnelOf(estate: Estate, seats: Seats, w: number, t: number): { funnel: Funnel; left: readonly string[] } {
  const target = estate.targets[t]?.id ?? "";
  const id = estate.workloads[w]?.workload.id ?? "";
  const hosts = seats.hosts.filter((host) => host.target === target && host.role === "used").length;
  const { misfits } = estate.sized(w, t);
  const withRoom = misfits.length > 0 ? [] : roomy(estate, seats, w, t);
  const left = withRoom.filter((host) => allowedByRules(estate, seats, id, host.id)).map((host) => host.id);
  return {
    funnel: {
      target,
      misfits,
      steps: [
        { step: "hosts", left: hosts },
        { step: "platform", left: misfits.length > 0 ? 0 : hosts },
        { step: "room", left: withRoom.length },
        { step: "rules", left: left.length },
      ],
    },
    left,
  };
}

/**
 * Explain one workload of a plan, by id or by its unique name.
 * @throws InvalidInput when the plan has no such workload
 */
export function explain(document: PlanDocument, name: string, context: PlanContext): Explanation {
  const request = decodeRequest(document.request, context);
  const workload = request.workloads.find((w) => w.id === name) ?? request.workloads.find((w) => w.name === name);
  if (workload === undefined) {
    const near = nearestName(
      name,
      request.workloads.map((w) => w.id),
    );
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    throw new InvalidInput([
      { pointer: "", code: "unknown-workload", detail: `the plan has no workload "${name}"${hint}` },
    ]);
  }
  const why = whyExcluded(workload, request.goals.includePoweredOff);
  if (why !== undefined) return { workload: workload.id, funnels: [], state: "excluded", why };
  const estate = sizeEstate(request, context);
  const seats = seatsOf(estate, document.result.hosts);
  const w = seats.indexOf.get(workload.id) ?? 0;
  const asked = estate.targets.map((_, t) => funnelOf(estate, seats, w, t));
  const funnels = asked.map(({ funnel }) => funnel);
  const host = document.result.hosts.find((h) => h.partitions.some((p) => p.workload === workload.id));
  const partition = host?.partitions.find((p) => p.workload === workload.id);
  if (host !== undefined && partition !== undefined) {
    const alsoFits = asked.flatMap(({ left }) => left).filter((id) => id !== host.id);
    return { workload: workload.id, funnels, state: "placed", host: host.id, partition, alsoFits };
  }
  const unplaced = { ...unplacedReasons(estate, seats, w), ...conflictFinder(estate, seats).conflictOf(w) };
  return { workload: workload.id, funnels, state: "unplaced", unplaced };
}
