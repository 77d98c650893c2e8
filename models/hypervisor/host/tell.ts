/** The report of a run, read off its books. */
import type { FluidGuest, SchedulerWarning } from "../cpu/index.ts";
import { jainIndex } from "../statistics/index.ts";
import { askedCpus, demandCpus, requestCpuNs, serviceCpus } from "./demand.ts";
import type { Pool } from "./pool.ts";
import type { GuestReport, HostReport, Timeline, Turns, VcpuTimes } from "./report.ts";
import type { HostRun } from "./host-run.ts";
import type { GuestScenario } from "./scenario.ts";

const NS_PER_SECOND = 1e9;
const NO_TIMES: VcpuTimes = { runNs: 0, readyNs: 0, coStopNs: 0, waitNs: 0 };

/** The report; the books must be closed. */
export function hostReport(run: HostRun, end: HostReport["end"]): HostReport {
  const { root, simulator, scenario } = run;
  const simulatedNs = Math.max(1, simulator.nowNs);
  const { books } = root.dispatcher;
  const pools = [...root.all()];
  const guests = poolGuests(run, root, { simulatedNs, cpus: root.parts.topology.cpus });
  const perCpuBusyRatio = [...books.busyNs].map((busy) => busy / simulatedNs);
  const cpus = perCpuBusyRatio.length;
  const fairness = fairnessOf(staying(run, guests));
  return {
    end,
    simulatedNs,
    events: simulator.events,
    cpus,
    busyRatio: perCpuBusyRatio.reduce((sum, ratio) => sum + ratio, 0) / cpus,
    perCpuBusyRatio,
    switchesPerSecond: (books.switches.reduce((sum, n) => sum + n, 0) * NS_PER_SECOND) / simulatedNs,
    ...(fairness === undefined ? {} : { fairness }),
    ...energyOf(run, simulatedNs),
    guests,
    devices: pools.flatMap((pool) => devicesOf(pool, simulatedNs)),
    migrations: run.moves,
    warnings: pools.flatMap((pool) => warningsOf(pool, scenario.durationNs)),
    ...turnsOf(run),
    timeline: timelineOf(run),
  };
}

function energyOf({ energy }: HostRun, simulatedNs: number): Pick<HostReport, "energy"> {
  if (energy === undefined) return {};
  const meanW = (energy.joules * NS_PER_SECOND) / simulatedNs;
  return { energy: { joules: energy.joules, meanW, peakW: energy.peakW } };
}

function devicesOf(pool: Pool, simulatedNs: number): HostReport["devices"] {
  return pool.parts.scenario.devices.map(({ name }, index) => {
    const device = pool.software.devices[index];
    const channelNs = simulatedNs * (device?.channels ?? 1);
    return {
      name,
      within: pool.parts.within,
      busyRatio: (device?.busyNs ?? 0) / channelNs,
      served: device?.served ?? 0,
    };
  });
}

/** The guests of a pool as the fluid problem sees them. */
function fluidGuests(pool: Pool, durationNs: number): readonly FluidGuest<unknown>[] {
  return pool.guests.map((guest, index) => ({
    terms: guest.terms,
    vcpus: guest.vcpus,
    demandCpus: Math.min(guest.vcpus, demandOf(pool, guest, index, durationNs)),
  }));
}

function demandOf(pool: Pool, guest: GuestScenario, index: number, durationNs: number): number {
  if (guest.load === undefined) return insideDemand(pool.inside[index], durationNs);
  const own = demandCpus(guest.load, guest.vcpus, durationNs);
  if (guest.isService !== true) return own;
  const forOthers = pool.guests.map(({ load, vcpus }) =>
    load === undefined ? 0 : serviceCpus(load, vcpus, durationNs),
  );
  return own + forOthers.reduce((sum, cpus) => sum + cpus, 0);
}

const insideDemand = (pool: Pool | undefined, durationNs: number): number =>
  pool === undefined ? 0 : fluidGuests(pool, durationNs).reduce((sum, guest) => sum + guest.demandCpus, 0);

function warningsOf(pool: Pool, durationNs: number): HostReport["warnings"] {
  const { kit } = pool.parts.scenario;
  const warnings: readonly SchedulerWarning[] =
    kit.warnings?.(pool.parts.topology.cpus, fluidGuests(pool, durationNs)) ?? [];
  return warnings.map((warning) => ({ ...warning, guest: pool.guests[warning.vm]?.name ?? "" }));
}

interface PoolPart {
  readonly simulatedNs: number;
  /** CPUs the fluid rules give the pool: the host's, or the fluid share of the guest around it. */
  readonly cpus: number;
}

/** Guests of a pool, and behind each pool those of the pools inside. */
function poolGuests(run: HostRun, pool: Pool, { simulatedNs, cpus }: PoolPart): readonly GuestReport[] {
  const { fluid: rule } = pool.parts.scenario.kit;
  // Queues of single CPUs, and CPUs that are owned, are whole ones.
  const isWhole = rule.scope === "cpu" || rule.form === "static";
  const capacity = isWhole ? pool.parts.topology.cpus : cpus;
  const fluid = rule.shares(capacity, fluidGuests(pool, run.scenario.durationNs));
  const own = pool.guests.map(
    (guest, index): GuestReport => ({
      ...identity(pool, guest, index),
      ...cpuOf(pool, index, simulatedNs),
      ...askedOf(guest, run.scenario.durationNs),
      fluidCpus: fluid[index] ?? 0,
      ...responseOf(run, pool, index),
      ...memoryOf(pool, index),
    }),
  );
  const inner = pool.inside.flatMap((inside, index) =>
    inside === undefined ? [] : poolGuests(run, inside, { simulatedNs, cpus: fluid[index] ?? 0 }),
  );
  return [...own, ...inner];
}

function identity(pool: Pool, guest: GuestScenario, index: number) {
  const { books } = pool.dispatcher;
  const online = [...(pool.vcpusOf[index] as Int32Array)].filter((vcpu) => books.isOnline(vcpu)).length;
  // One that has moved away is told with what it had.
  const vcpus = pool.software.isGone[index] === 1 ? guest.vcpus : online;
  return { name: guest.name, within: pool.parts.within, isService: guest.isService === true, vcpus };
}

function cpuOf(pool: Pool, index: number, simulatedNs: number) {
  const { books } = pool.dispatcher;
  const vcpus = [...(pool.vcpusOf[index] as Int32Array)];
  const perVcpu = vcpus.map((vcpu) => ({
    runNs: books.runNs[vcpu] ?? 0,
    readyNs: books.readyNs[vcpu] ?? 0,
    coStopNs: books.coStopNs[vcpu] ?? 0,
    waitNs: books.waitNs[vcpu] ?? 0,
  }));
  const sum = (of: Float64Array) => vcpus.reduce((total, vcpu) => total + (of[vcpu] ?? 0), 0);
  const times = perVcpu.reduce(addTimes, NO_TIMES);
  const usefulNs = usefulNsOf(pool, index, sum(books.progressNs));
  return {
    times,
    perVcpu,
    heldCpus: times.runNs / simulatedNs,
    usefulCpus: usefulNs / simulatedNs,
    overheadNs: Math.max(0, sum(books.progressNs) - usefulNs),
    switchNs: sum(books.stalledNs),
    spinNs: pool.spinners.spinNs[index] ?? 0,
    pagedNs: pool.software.pagedNs[index] ?? 0,
    dispatches: sum(books.dispatches),
    moves: sum(books.moves),
  };
}

/** Work that was the software's own, without traps and I/O costs: the native part of every request, pro rata. */
function usefulNsOf(pool: Pool, index: number, progressNs: number): number {
  const load = pool.guests[index]?.load;
  if (load === undefined || pool.guests[index]?.isService === true) return progressNs;
  const { nativeNs, heldNs } = requestCpuNs(load);
  if (load.arrivals.kind === "saturated") return progressNs / (1 + load.overheadRatio);
  return heldNs > 0 ? (progressNs * nativeNs) / heldNs : 0;
}

const addTimes = (a: VcpuTimes, b: VcpuTimes): VcpuTimes => ({
  runNs: a.runNs + b.runNs,
  readyNs: a.readyNs + b.readyNs,
  coStopNs: a.coStopNs + b.coStopNs,
  waitNs: a.waitNs + b.waitNs,
});

function askedOf({ load, vcpus, isService }: GuestScenario, durationNs: number): Pick<GuestReport, "askedCpus"> {
  const asked = load === undefined || isService === true ? undefined : askedCpus(load, vcpus, durationNs);
  return asked === undefined ? {} : { askedCpus: asked };
}

function responseOf({ responses, simulator }: HostRun, pool: Pool, index: number): Pick<GuestReport, "response"> {
  const load = pool.guests[index]?.load;
  const log = responses.get(pool)?.[index];
  if (log === undefined || load === undefined || load.arrivals.kind === "saturated") return {};
  if (pool.guests[index]?.isService === true) return {};
  return { response: log.report(Math.max(1, simulator.nowNs)) };
}

function memoryOf({ memory }: Pool, index: number): Pick<GuestReport, "memory"> {
  if (memory === undefined) return {};
  const of = (pages: Float64Array) => pages[index] ?? 0;
  return {
    memory: {
      configuredPages: of(memory.configured),
      residentPages: of(memory.resident),
      sharedPages: of(memory.shared),
      balloonedPages: of(memory.ballooned),
      swappedPages: of(memory.swapped),
    },
  };
}

/** The host's own guests that were there to the end, its service partition left out. */
function staying({ root }: HostRun, guests: readonly GuestReport[]): readonly GuestReport[] {
  const isGone = (name: string) => root.software.isGone[root.indexOf(name)] === 1;
  return guests.filter(({ within, isService, name }) => within === "" && !isService && !isGone(name));
}

/** Evenness of what guests held against what the fluid rule gives them, over those it gives something. */
function fairnessOf(guests: readonly GuestReport[]): number | undefined {
  const ratios = guests.filter(({ fluidCpus }) => fluidCpus > 0).map(({ heldCpus, fluidCpus }) => heldCpus / fluidCpus);
  return ratios.length < 2 || ratios.every((ratio) => ratio === 0) ? undefined : jainIndex(ratios);
}

function turnsOf({ recorder, scenario, root }: HostRun): Pick<HostReport, "turns"> {
  if (scenario.gantt.lengthNs === 0) return {};
  const turns: Turns = {
    ...scenario.gantt,
    guests: root.guests.map(({ name }) => name),
    turns: recorder.turns.toSorted((a, b) => a[2] - b[2] || a[0] - b[0]),
    isCut: recorder.isCut,
  };
  return { turns };
}

function timelineOf({ recorder, root, scenario }: HostRun): Timeline {
  const { bucketNs, ranNs, readyNs } = recorder;
  const { buckets } = scenario;
  const { cpus } = root.parts.topology;
  const row = (of: Float64Array, guest: number) =>
    Array.from({ length: buckets }, (_, bucket) => (of[guest * buckets + bucket] ?? 0) / bucketNs);
  const guests = root.guests.map(({ name }, guest) => ({
    name,
    runCpus: row(ranNs, guest),
    readyCpus: row(readyNs, guest),
  }));
  const busyRatio = Array.from(
    { length: buckets },
    (_, bucket) => guests.reduce((sum, guest) => sum + (guest.runCpus[bucket] ?? 0), 0) / cpus,
  );
  return { bucketNs, busyRatio, guests };
}
