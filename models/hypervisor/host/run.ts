/**
 * Run one host: build its pools, start guests, events, energy and timelines, let the kernel run, and report. Pure: same
 * scenario, same report, whatever order the guests are written in. A run that cannot end stops at its event budget and
 * the report says so.
 */
import { topologyOf } from "../cpu/index.ts";
import { Processes, Simulator } from "../kernel/index.ts";
import { ENERGY_WINDOW_NS, EnergyMeter } from "./energy.ts";
import { type MoveRecord, hotPlug, migrate, poolOf } from "./moves.ts";
import { Pool } from "./pool.ts";
import { Recorder } from "./recorder.ts";
import type { HostReport } from "./report.ts";
import { ResponseLog } from "./response-log.ts";
import type { GuestScenario, HostScenario, HostWatch } from "./scenario.ts";
import type { HostRun } from "./host-run.ts";
import { hostReport } from "./tell.ts";

/** Progress is told so many times over a run. */
const STEPS = 100;

/**
 * @throws RangeError naming field, value and bound for a scenario that makes no sense
 */
export function runHost(scenario: HostScenario, watch: HostWatch = {}): HostReport {
  const run = prepare(scenario);
  const { simulator, root } = run;
  let end: HostReport["end"] = "finished";
  for (let step = 1; step <= STEPS && end === "finished"; step++) {
    const untilNs = Math.round((scenario.durationNs * step) / STEPS);
    end = simulator.run({
      untilNs,
      eventBudget: scenario.eventBudget - simulator.events,
      ...(watch.stopped === undefined ? {} : { stopped: watch.stopped }),
    });
    watch.progress?.(step / STEPS);
    if (end === "finished" && watch.stopped?.() === true) end = "stopped";
  }
  for (const pool of root.all()) pool.dispatcher.close(simulator.nowNs);
  run.energy?.account(simulator.nowNs);
  return hostReport(run, end);
}

function prepare(scenario: HostScenario): HostRun {
  check(scenario);
  const simulator = new Simulator();
  const processes = new Processes(simulator);
  const topology = topologyOf(scenario.topology);
  const responses = new Map<Pool, ResponseLog[]>();
  const plugged = (guest: GuestScenario) =>
    scenario.events.reduce(
      (most, event) => (event.kind === "hot-plug" && event.guest === guest.name ? Math.max(most, event.vcpus) : most),
      guest.vcpus,
    );
  let recorder: Recorder | undefined;
  const root: Pool = new Pool({
    simulator,
    processes,
    seed: scenario.seed,
    topology,
    scenario: scenario.pool,
    within: "",
    mostVcpus: plugged,
    // The timelines are the host's own pool's: a CPU of an inner pool is a vCPU of it.
    ran: (pool, { cpu, vcpu, fromNs, toNs }) => {
      if (pool.parts.within === "") recorder?.ran(cpu, vcpu, fromNs, toNs);
    },
    waited: (pool, vcpu, fromNs, toNs) => {
      if (pool.parts.within === "") recorder?.waited(vcpu, fromNs, toNs);
    },
    answered: (pool, guest, arrivedNs, nowNs) => responses.get(pool)?.[guest]?.add(nowNs - arrivedNs),
  });
  recorder = new Recorder({
    window: scenario.gantt,
    durationNs: scenario.durationNs,
    buckets: scenario.buckets,
    guests: root.guests.length,
    guestOf: (vcpu) => root.dispatcher.vmOf[vcpu] as number,
  });
  for (const pool of root.all())
    responses.set(
      pool,
      pool.guests.map(() => new ResponseLog()),
    );
  root.start(0);
  const moves = startEvents(scenario, root);
  const energy = meterOf(scenario, root);
  if (energy !== undefined)
    processes.start(
      energy.run(() => simulator.nowNs),
      0,
    );
  return { scenario, root, simulator, recorder, responses, moves, energy };
}

function startEvents(scenario: HostScenario, root: Pool): readonly MoveRecord[] {
  const { simulator, processes } = root.parts;
  const moves: MoveRecord[] = [];
  for (const event of scenario.events) {
    poolOf(root, event.guest);
    if (event.kind === "migrate") {
      const record: MoveRecord = { guest: event.guest };
      moves.push(record);
      processes.start(migrate(root, event, record), event.atNs);
    } else {
      const kind = simulator.on((_target, _stamp, nowNs) => hotPlug(root, event, nowNs));
      simulator.at(event.atNs, kind, 0, 0);
    }
  }
  return moves;
}

function meterOf({ drawW }: HostScenario, root: Pool): EnergyMeter | undefined {
  if (drawW === undefined) return undefined;
  const { topology } = root.parts;
  const { threadsPerCore, cpus, threadSpeed } = topology;
  const capacity = cpus * (threadSpeed[threadsPerCore] as number);
  const effortNs = () => {
    root.dispatcher.settleAll();
    return root.dispatcher.books.effortNs.reduce((sum, ns) => sum + ns, 0);
  };
  return new EnergyMeter(drawW, effortNs, capacity);
}

function check(scenario: HostScenario): void {
  const positive = (field: string, value: number) => {
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${field} ${value}: must be above 0`);
  };
  positive("durationNs", scenario.durationNs);
  positive("eventBudget", scenario.eventBudget);
  positive("buckets", scenario.buckets);
  if (scenario.durationNs < ENERGY_WINDOW_NS / 1000)
    throw new RangeError(`durationNs ${scenario.durationNs}: must be at least ${ENERGY_WINDOW_NS / 1000}`);
  const names = new Set<string>();
  const visit = (guests: readonly GuestScenario[]): void =>
    guests.forEach((guest) => {
      if (names.has(guest.name)) throw new RangeError(`guest "${guest.name}": the name is taken`);
      names.add(guest.name);
      if (!(Number.isInteger(guest.vcpus) && guest.vcpus >= 1))
        throw new RangeError(`guest "${guest.name}": vcpus ${guest.vcpus}: must be a whole number from 1`);
      if (guest.inside !== undefined) visit(guest.inside.guests);
    });
  visit(scenario.pool.guests);
}
