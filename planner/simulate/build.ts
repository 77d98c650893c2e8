/**
 * A simulation request as a host of the event core: the machine, the layers of the platform from the outside in, guests
 * with their software, events. Everything a schema cannot say is said here, with pointer, value and bound.
 */
import { coreCapacity } from "#models/hypervisor/cpu/index.ts";
import type { GuestScenario, HostScenario } from "#models/hypervisor/host/index.ts";
import { DISKS, NICS } from "#models/hypervisor/io/index.ts";
import {
  type CoreModel,
  type Layer,
  type Machine,
  type Platform,
  type SchedulerChoice,
  type Site,
  groundOf,
  innermost,
} from "#models/partitioning/index.ts";
import type { PlanContext } from "../context.ts";
import { InvalidInput, type SimulatedGuest, type SimulationRequest, readInput } from "../contract/index.ts";
import { nearestName } from "../contract/nearest-name.ts";
import { eventsOf } from "./events.ts";
import { type LayerPlace, copiesOf, cpusForGuests, guestScenario, poolScenario } from "./guests.ts";
import { type SimulatedMachine, simulatedMachine } from "./machine.ts";

const NS_PER_SECOND = 1e9;
const NS_PER_MS = 1e6;
/** Buckets of the timelines. */
const BUCKETS = 120;
/** Machines of that year and later have flash and fast networks unless somebody says otherwise. */
const FLASH_SINCE = 2014;

export interface Built {
  readonly scenario: HostScenario;
  readonly machine: SimulatedMachine;
  readonly platform: Platform;
  /** Scheduler of the host's own pool. */
  readonly scheduler: SchedulerChoice;
  /** Layers that are simulated, outermost first. */
  readonly places: readonly LayerPlace[];
}

const refuse = (pointer: string, code: string, detail: string): InvalidInput =>
  new InvalidInput([{ pointer, code, detail }]);

const known = (name: string, names: readonly string[]): string => {
  const near = nearestName(name, names);
  return near === undefined ? `: ${names.join(", ")}` : `; did you mean "${near}"?`;
};

function platformOf(request: SimulationRequest, { platforms }: PlanContext): Platform {
  const platform = platforms.find(({ id }) => id === request.platform);
  if (platform !== undefined) return platform;
  const near = nearestName(
    request.platform,
    platforms.map(({ id }) => id),
  );
  const detail = `no platform "${request.platform}"${near === undefined ? "" : `; did you mean "${near}"?`}`;
  throw refuse("/platform", "unknown-platform", detail);
}

function settingsOf(layer: Layer, given: unknown, pointer: string): unknown {
  const parsed = readInput(layer.settings, given);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.problems.map((p) => ({ ...p, pointer: `${pointer}${p.pointer}` })));
}

function deviceOf<D extends { readonly id: string }>(all: readonly D[], id: string, pointer: string): D {
  const device = all.find((one) => one.id === id);
  if (device !== undefined) return device;
  throw refuse(
    pointer,
    "unknown-device",
    `no device "${id}"${known(
      id,
      all.map((one) => one.id),
    )}`,
  );
}

function coreOf(layer: Layer): CoreModel {
  if (layer.core !== undefined) return layer.core;
  throw refuse("/platform", "not-simulated", `${layer.id}: nobody has stated how its partitions are simulated`);
}

function choiceOf(core: CoreModel, name: string | undefined): SchedulerChoice {
  const [first] = core.schedulers;
  if (name === undefined) return first;
  const choice = core.schedulers.find((one) => one.name === name);
  if (choice !== undefined) return choice;
  const names = core.schedulers.map((one) => one.name);
  throw refuse("/scheduler", "unknown-scheduler", `no scheduler "${name}" here${known(name, names)}`);
}

const cpusOf = (machine: Machine, { unit }: CoreModel): number => (unit === "core" ? machine.cores : machine.threads);

/** The outer partition a nest's guests run in, when none is described: all of the machine. */
function wrapped(request: SimulationRequest, cpus: number, memoryMiB: number): readonly SimulatedGuest[] {
  const guests = request.guests.map(({ guests: _none, ...guest }) => guest);
  return [
    {
      id: "whole-machine",
      count: 1,
      vcpus: cpus,
      memoryMiB,
      terms: {},
      behaviour: "batch",
      tuning: {},
      isService: false,
      guests,
    },
  ];
}

/** @throws InvalidInput */
export function buildScenario(request: SimulationRequest, context: PlanContext): Built {
  const machine = simulatedMachine(request, context);
  const platform = platformOf(request, context);
  const isNest = platform.layers.length > 1;
  const disk = deviceOf(DISKS, request.disk ?? (machine.year >= FLASH_SINCE ? "ssd-sata" : "disk-15k"), "/disk");
  const nic = deviceOf(NICS, request.nic ?? (machine.year >= FLASH_SINCE ? "10g" : "1g"), "/nic");
  const layerPlace = (layer: Layer, site: Site, cpus: number, scheduler: string | undefined): LayerPlace => {
    const core = coreOf(layer);
    return {
      layer,
      core,
      choice: choiceOf(core, scheduler),
      site,
      cpus,
      place: { coreMhz: machine.machine.coreMhz, disk, disks: request.disks, nic },
    };
  };
  const siteOf = (layer: Layer, on: Machine, settings: unknown): Site => ({
    machine: on,
    settings,
    memoryOvercommitRatio: 1,
  });
  const outer = platform.layers[0];
  const inner = innermost(platform);
  const outerSettings = settingsOf(
    outer,
    isNest ? request.outerSettings : request.settings,
    isNest ? "/outerSettings" : "/settings",
  );
  const innerSettings = isNest ? settingsOf(inner, request.settings, "/settings") : outerSettings;
  const host = layerPlace(
    outer,
    siteOf(outer, machine.machine, outerSettings),
    cpusOf(machine.machine, coreOf(outer)),
    isNest ? undefined : request.scheduler,
  );
  const places: LayerPlace[] = [host];

  const insideOf = (guest: SimulatedGuest, pointer: string): GuestScenario => {
    if (!isNest)
      throw refuse(`${pointer}/guests`, "no-inner-layer", `${platform.id} has one layer: a guest carries no guests`);
    const settings = request.outerSettings;
    const ground = groundOf(platform, machine.machine, { vcpus: guest.vcpus, memoryMiB: guest.memoryMiB, settings });
    const place = layerPlace(
      inner,
      siteOf(
        inner,
        ground.misfits.length > 0 ? { ...machine.machine, memoryMiB: guest.memoryMiB } : ground.machine,
        innerSettings,
      ),
      guest.vcpus,
      request.scheduler,
    );
    if (!places.some(({ layer }) => layer === inner)) places.push(place);
    const { guests = [], ...around } = guest;
    const scenarios = guests.flatMap((one, i) =>
      copiesOf(one).map((copy) => guestScenario(copy, place, `${pointer}/guests/${i}`)),
    );
    const { load: _load, memory: _memory, locks: _locks, ...shell } = guestScenario(around, host, pointer);
    return { ...shell, inside: poolScenario(place, scenarios) };
  };

  const isFlat = isNest && request.guests.every(({ guests }) => guests === undefined);
  const given = isFlat ? wrapped(request, cpusForGuests(host), machine.machine.memoryMiB) : request.guests;
  const guests = given.flatMap((guest, i) =>
    copiesOf(guest).map((copy) => {
      const pointer = isFlat ? "" : `/guests/${i}`;
      if (copy.guests !== undefined) return insideOf(copy, pointer);
      const { guests: _none, ...plain } = copy;
      return guestScenario(plain, host, pointer);
    }),
  );
  const threads = host.core.unit === "core" ? 1 : machine.machine.threads / machine.machine.cores;
  const scenario: HostScenario = {
    topology: {
      sockets: machine.machine.sockets,
      coresPerSocket: machine.machine.cores / machine.machine.sockets,
      threadsPerCore: threads,
      coreCapacity: coreCapacity(threads),
    },
    pool: poolScenario(host, guests),
    events: eventsOf(request, places, guests),
    durationNs: Math.round(request.durationSeconds * NS_PER_SECOND),
    seed: request.seed,
    eventBudget: request.eventBudget,
    ...(machine.drawW === undefined ? {} : { drawW: machine.drawW }),
    gantt: { fromNs: request.gantt.fromMs * NS_PER_MS, lengthNs: request.gantt.lengthMs * NS_PER_MS },
    buckets: BUCKETS,
  };
  return { scenario, machine, platform, scheduler: host.choice, places };
}
