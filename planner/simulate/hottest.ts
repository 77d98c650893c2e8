/**
 * The check of a plan by the event core: its hottest hosts, at their hottest slot, replayed under their platform's own
 * scheduler; what every partition got beside what it asked for. The packer knows sums; the scheduler knows who waits.
 * Leaves out: bursts inside a slot beyond the replay's own, disk and network.
 */
import type { PlanContext } from "../context.ts";
import { InvalidInput, type PlanHost, type PlanSimulation, type SimulatedHost } from "../contract/index.ts";
import { ratio } from "../rounding.ts";
import type { Estate } from "../size/index.ts";
import { heed } from "../stopping.ts";
import { TRACE_PIECE_NS } from "./load.ts";
import { guestNameOf, hottestSlot, replayOf } from "./of-plan.ts";
import { simulate } from "./simulate.ts";

/** A partition misses below this share of what it asks for, pieces in flight when the replay ends not counted. */
export const DELIVERED_TOLERANCE_RATIO = 0.98;

const NS_PER_SECOND = 1e9;

const highest = (host: PlanHost): number => host.cpuRatio[hottestSlot(host)] ?? 0;

/** Hosts to replay: the hottest first, those that carry nothing left out; ties by id. */
export function hottestHosts(hosts: readonly PlanHost[], count: number): readonly PlanHost[] {
  return hosts
    .filter(({ partitions }) => partitions.length > 0)
    .toSorted((a, b) => highest(b) - highest(a) || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

function replay(estate: Estate, host: PlanHost, context: PlanContext): SimulatedHost {
  const { simulatedSeconds: seconds } = estate.request.goals;
  const slot = hottestSlot(host);
  const request = replayOf(estate, host, { slot, seconds, seed: estate.request.seed });
  const { progress: _quiet, ...rest } = context;
  const result = simulate(request, rest);
  const workloadOf = new Map(host.partitions.map(({ workload }, i) => [guestNameOf(workload, i), workload]));
  const guests = result.guests.filter(({ id }) => workloadOf.has(id));
  const sum = (pick: (guest: (typeof guests)[number]) => number) =>
    guests.reduce((total, guest) => total + pick(guest), 0);
  const askedCores = sum((guest) => guest.askedCpus ?? 0);
  const deliveredCores = sum((guest) => guest.usefulCpus);
  const runnableMs = sum(({ times }) => times.runMs + times.readyMs + times.coStopMs);
  // At the end of a replay each virtual CPU may have a piece in work, and one may only be due.
  const inFlight = (vcpus: number) => ((vcpus + 1) * TRACE_PIECE_NS) / NS_PER_SECOND / seconds;
  const shortfalls = guests
    .filter(
      ({ askedCpus = 0, usefulCpus, vcpus }) => usefulCpus + inFlight(vcpus) < askedCpus * DELIVERED_TOLERANCE_RATIO,
    )
    .map((guest) => ({
      workload: workloadOf.get(guest.id) ?? guest.id,
      askedCores: ratio(guest.askedCpus ?? 0),
      deliveredCores: ratio(guest.usefulCpus),
      readyRatio: ratio(guest.readyRatio),
    }));
  return {
    host: host.id,
    slot,
    scheduler: Object.values(result.innerSchedulers)[0] ?? result.scheduler,
    askedCores: ratio(askedCores),
    deliveredCores: ratio(deliveredCores),
    deliveredRatio: ratio(askedCores === 0 ? 1 : Math.min(1, deliveredCores / askedCores)),
    readyRatio: ratio(runnableMs === 0 ? 0 : sum(({ times }) => times.readyMs + times.coStopMs) / runnableMs),
    busyRatio: ratio(result.busyRatio),
    holds: shortfalls.length === 0,
    shortfalls,
    warnings: result.warnings.map(({ guest, code, note }) => ({
      workload: workloadOf.get(guest) ?? guest,
      code,
      note,
    })),
  };
}

/** Replay the hottest hosts of a plan. @throws Stopped when the context asks to stop */
export function replayHottest(estate: Estate, hosts: readonly PlanHost[], context: PlanContext): PlanSimulation {
  const { simulatedHosts, simulatedSeconds } = estate.request.goals;
  const chosen = hottestHosts(hosts, simulatedHosts);
  const done: SimulatedHost[] = [];
  const skipped: { host: string; why: string }[] = [];
  chosen.forEach((host, i) => {
    context.progress?.({ stage: "simulating", doneRatio: i / chosen.length });
    heed(context);
    if (context.isAwaited?.() === true) {
      skipped.push({ host: host.id, why: "the plan was asked for before its replays were done" });
      return;
    }
    try {
      done.push(replay(estate, host, context));
    } catch (error) {
      // A plan is not refused because its check cannot be made; it says which check is missing.
      if (!(error instanceof InvalidInput)) throw error;
      skipped.push({ host: host.id, why: error.problems[0]?.detail ?? "cannot be simulated" });
    }
  });
  return { seconds: simulatedSeconds, toleranceRatio: DELIVERED_TOLERANCE_RATIO, hosts: done, skipped };
}
