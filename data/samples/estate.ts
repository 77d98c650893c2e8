/**
 * The sample estate: 500 invented workloads on 60 hosts in October 2005, in the house form. The same seed gives the same
 * estate. Names, sizes and loads belong to nobody; only the host types are real.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { z } from "zod";
import type { ExistingHost, Series, Workload } from "#planner/contract/index.ts";
import { FLEET, hostsOf } from "./fleet.ts";
import type { Kind } from "./kind.ts";
import { KINDS } from "./kinds.ts";
import { type Guest, type Room, place } from "./place.ts";
import { SAMPLE_HOURS, SAMPLE_START, profileOf } from "./profile.ts";
import { SYSTEMS, type SystemKey } from "./systems.ts";

/** The seed of the committed file. */
export const SAMPLE_SEED = 2005;

type WorkloadInput = z.input<typeof Workload>;

/** The house form of an inventory; defaults of the contract are left out. */
export interface SampleEstate {
  readonly format: "hostwright-inventory/1";
  readonly name: string;
  readonly workloads: readonly WorkloadInput[];
  readonly hosts: readonly ExistingHost[];
  readonly series: readonly Series[];
}

const SLOT_MINUTES = 60;
/** One workload in this many has its network and disk measured as well. */
const IO_MEASURED_EVERY = 3;
/** Steps of measured values: thousandths of a core, tenths of a Mbit/s, hundredths of a MB/s. */
const CPU_STEPS = 1000;
const NETWORK_STEPS = 10;
const DISK_STEPS = 100;
const DIGITS_BY_APP = 2;
const DIGITS = 3;
const DISK_GIB: readonly [number, number] = [8, 120];
const DATA_DISK_GIB: readonly [number, number] = [60, 500];

/** How far a workload's traffic per core may lie from its kind's figure. */
const TRAFFIC_SPREAD = 0.5;
const HALF = 0.5;

const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps;

/** One workload before it has a host. */
interface Draft extends Guest {
  readonly kind: Kind;
  readonly app: string;
  readonly system: SystemKey;
  readonly isOff: boolean;
  readonly diskGiB: number;
  readonly networkMbps: readonly number[];
  readonly diskMBps: readonly number[];
}

const oneOf = <T>(random: RandomGenerator, choices: readonly T[]): T => {
  const choice = choices[uniformInt(random, 0, choices.length - 1)];
  if (choice === undefined) throw new Error("sample: a kind lists no choices");
  return choice;
};

/** Systems in the order dealt: round by round, so that every application has a mix. */
function dealt(systems: Kind["systems"]): readonly SystemKey[] {
  return systems
    .flatMap(([key, count]) => Array.from({ length: count }, (_, i) => ({ key, at: (i + HALF) / count })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ key }) => key);
}

function nameOf(kind: Kind, app: string, position: { readonly inApp: number; readonly inKind: number }): string {
  return kind.isNamedByApp === true
    ? `${kind.prefix}-${app}-${String(position.inApp + 1).padStart(DIGITS_BY_APP, "0")}`
    : `${kind.prefix}-${String(position.inKind + 1).padStart(DIGITS, "0")}`;
}

function draftsOf(kind: Kind, random: RandomGenerator): readonly Draft[] {
  const systems = dealt(kind.systems);
  const perApp = Math.ceil(systems.length / kind.apps.length);
  return systems.map((system, inKind) => {
    const app = kind.apps[Math.floor(inKind / perApp)] ?? "common";
    const vcpus = oneOf(random, kind.vcpus);
    const isOff = kind.isTemplate === true || inKind >= systems.length - (kind.poweredOff ?? 0);
    const profile = profileOf(oneOf(random, kind.shapes), random);
    const cpuCores = isOff ? [] : Array.from(profile, (ratio) => rounded(ratio * vcpus, CPU_STEPS));
    const follow = (perCore: number, steps: number) => {
      const factor = perCore * (1 - TRAFFIC_SPREAD + 2 * TRAFFIC_SPREAD * uniformFloat64(random));
      return cpuCores.map((cores) => rounded(cores * factor, steps));
    };
    const [least, most] = kind.tier === "data" ? DATA_DISK_GIB : DISK_GIB;
    return {
      kind,
      app,
      system,
      isOff,
      name: nameOf(kind, app, { inApp: inKind % perApp, inKind }),
      pool: kind.pool,
      isPhysical: kind.isPhysical === true,
      vcpus,
      memoryMiB: oneOf(random, kind.memoryMiB),
      diskGiB: uniformInt(random, least, most),
      cpuCores,
      networkMbps: follow(kind.networkPerCore, NETWORK_STEPS),
      diskMBps: follow(kind.diskPerCore, DISK_STEPS),
    };
  });
}

function workloadOf(draft: Draft, runsOn: string | undefined): WorkloadInput {
  const { kind } = draft;
  return {
    id: draft.name,
    name: draft.name,
    ...(draft.isPhysical ? { kind: "physical" as const } : {}),
    ...(draft.isOff ? { state: "powered-off" as const } : {}),
    ...(kind.isTemplate === true ? { role: "template" as const } : {}),
    os: SYSTEMS[draft.system],
    vcpus: draft.vcpus,
    memoryMiB: draft.memoryMiB,
    diskGiB: draft.diskGiB,
    ...(runsOn === undefined ? {} : { runsOn }),
    tags: { app: draft.app, tier: kind.tier, role: kind.role },
  };
}

function seriesOf(draft: Draft, position: number): readonly Series[] {
  if (draft.isOff) return [];
  const series = (metric: Series["metric"], values: readonly number[]): Series => ({
    workload: draft.name,
    metric,
    start: SAMPLE_START,
    slotMinutes: SLOT_MINUTES,
    values: [...values],
  });
  const cpu = series("cpuCores", draft.cpuCores);
  return position % IO_MEASURED_EVERY === 0
    ? [cpu, series("networkMbps", draft.networkMbps), series("diskMBps", draft.diskMBps)]
    : [cpu];
}

/**
 * The sample estate of a seed: always 500 workloads on 60 hosts, differing in sizes, loads and placement.
 * @param seed whole number, 0 to 2^32 - 1
 * @throws Error naming the workload, should a seed draw loads that the sixty hosts cannot carry
 */
export function sampleEstate(seed: number = SAMPLE_SEED): SampleEstate {
  const random = xoroshiro128plus(seed);
  const drafts = KINDS.flatMap((kind) => draftsOf(kind, random));
  const rooms: readonly Room[] = FLEET.flatMap((row) => hostsOf(row).map((host) => ({ host, pool: row.pool })));
  const hostOf = place(drafts, rooms, SAMPLE_HOURS);
  return {
    format: "hostwright-inventory/1",
    name: "Sample estate, October 2005",
    workloads: drafts.map((draft) => workloadOf(draft, hostOf.get(draft.name))),
    hosts: rooms.map((room) => room.host),
    series: drafts.flatMap(seriesOf),
  };
}
