/** A host report in the words and units of the contract: ms, CPUs, MiB; rounded so that the last digits mean something. */
import type { GuestReport, HostReport, VcpuTimes } from "#models/hypervisor/host/index.ts";
import type { GuestOutcome, MigrationOutcome, SimulationResult } from "../contract/index.ts";
import { PAGES_PER_MIB } from "./load.ts";

const NS_PER_MS = 1e6;
const BYTES_PER_MIB = 1_048_576;
const DIGITS = 1e6;

const round = (value: number): number => Math.round(value * DIGITS) / DIGITS;
const ms = (ns: number): number => round(ns / NS_PER_MS);
const mib = (bytes: number): number => round(bytes / BYTES_PER_MIB);
const ofPages = (pages: number): number => round(pages / PAGES_PER_MIB);

const timesOf = (times: VcpuTimes) => ({
  runMs: ms(times.runNs),
  readyMs: ms(times.readyNs),
  coStopMs: ms(times.coStopNs),
  waitMs: ms(times.waitNs),
});

function responseOf({ response }: GuestReport): Pick<GuestOutcome, "response"> {
  if (response === undefined) return {};
  const { meanNs } = response;
  const known = (key: string, ns: number | undefined) => (ns === undefined ? {} : { [key]: ms(ns) });
  return {
    response: {
      requests: response.requests,
      perSecond: round(response.perSecond),
      ...known("meanMs", meanNs.mean),
      ...known("halfWidthMs", meanNs.halfWidth),
      ...known("p50Ms", response.p50Ns),
      ...known("p90Ms", response.p90Ns),
      ...known("p95Ms", response.p95Ns),
      ...known("p99Ms", response.p99Ns),
      cautions: [...meanNs.cautions],
    },
  };
}

function memoryOf({ memory }: GuestReport): Pick<GuestOutcome, "memory"> {
  if (memory === undefined) return {};
  return {
    memory: {
      configuredMiB: ofPages(memory.configuredPages),
      residentMiB: ofPages(memory.residentPages),
      sharedMiB: ofPages(memory.sharedPages),
      balloonedMiB: ofPages(memory.balloonedPages),
      swappedMiB: ofPages(memory.swappedPages),
    },
  };
}

function guestOf(guest: GuestReport): GuestOutcome {
  const { runNs, readyNs, coStopNs } = guest.times;
  const runnable = runNs + readyNs + coStopNs;
  return {
    id: guest.name,
    within: guest.within,
    isService: guest.isService,
    vcpus: guest.vcpus,
    ...(guest.askedCpus === undefined ? {} : { askedCpus: round(guest.askedCpus) }),
    heldCpus: round(guest.heldCpus),
    usefulCpus: round(guest.usefulCpus),
    fluidCpus: round(guest.fluidCpus),
    times: timesOf(guest.times),
    perVcpu: guest.perVcpu.map(timesOf),
    readyRatio: runnable === 0 ? 0 : round((readyNs + coStopNs) / runnable),
    overheadMs: ms(guest.overheadNs),
    switchMs: ms(guest.switchNs),
    spinMs: ms(guest.spinNs),
    pagedMs: ms(guest.pagedNs),
    dispatches: guest.dispatches,
    cpuMoves: guest.moves,
    ...responseOf(guest),
    ...memoryOf(guest),
  };
}

function migrationOf({ guest, report }: HostReport["migrations"][number]): MigrationOutcome {
  if (report === undefined)
    return { guest, outcome: "unfinished", rounds: [], sentMiB: 0, totalMs: 0, downtimeMs: 0, slowdownRatio: 0 };
  return {
    guest,
    outcome: report.outcome,
    reason: report.reason,
    rounds: report.rounds.map((one) => ({
      startMs: ms(one.startNs),
      lengthMs: ms(one.lengthNs),
      ...(one.limitMbitS === null ? {} : { limitMbps: round(one.limitMbitS) }),
      achievedMbps: round(one.achievedMbitS),
      sentMiB: mib(one.sentBytes),
      skippedMiB: mib(one.skippedBytes),
      dirtiedMiB: mib(one.dirtiedBytes),
      dirtyRateMbps: round(one.dirtyRateMbitS),
    })),
    sentMiB: mib(report.sentBytes),
    totalMs: ms(report.totalNs),
    downtimeMs: ms(report.downtimeNs),
    slowdownRatio: round(report.slowdownRatio),
  };
}

type Told = Omit<
  SimulationResult,
  | "version"
  | "engine"
  | "name"
  | "platform"
  | "platformTitle"
  | "hostTitle"
  | "scheduler"
  | "innerSchedulers"
  | "noun"
  | "seed"
  | "inputHash"
  | "assumptions"
>;

/** What the run itself says. */
export function tellReport(report: HostReport): Told {
  const { energy, turns, timeline } = report;
  return {
    end: report.end,
    simulatedSeconds: ms(report.simulatedNs) / 1000,
    events: report.events,
    cpus: report.cpus,
    busyRatio: round(report.busyRatio),
    perCpuBusyRatio: report.perCpuBusyRatio.map(round),
    switchesPerSecond: round(report.switchesPerSecond),
    ...(report.fairness === undefined ? {} : { fairness: round(report.fairness) }),
    ...(energy === undefined
      ? {}
      : { energy: { joules: round(energy.joules), meanW: round(energy.meanW), peakW: round(energy.peakW) } }),
    guests: report.guests.map(guestOf),
    devices: report.devices.map((device) => ({ ...device, busyRatio: round(device.busyRatio) })),
    migrations: report.migrations.map(migrationOf),
    warnings: report.warnings.map(({ guest, code, fluidCpus, note }) => ({
      guest,
      code,
      fluidCpus: round(fluidCpus),
      note,
    })),
    ...(turns === undefined
      ? {}
      : {
          gantt: {
            fromMs: ms(turns.fromNs),
            lengthMs: ms(turns.lengthNs),
            guests: [...turns.guests],
            turns: turns.turns.map(([cpu, guest, from, to]): [number, number, number, number] => [
              cpu,
              guest,
              ms(from),
              ms(to),
            ]),
            isCut: turns.isCut,
          },
        }),
    timeline: {
      bucketMs: ms(timeline.bucketNs),
      busyRatio: timeline.busyRatio.map(round),
      guests: timeline.guests.map(({ name, runCpus, readyCpus }) => ({
        id: name,
        runCpus: runCpus.map(round),
        readyCpus: readyCpus.map(round),
      })),
    },
  };
}
