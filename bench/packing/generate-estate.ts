/**
 * A seeded estate of any size for the packing bench, after the recipe of the instance set "synthetic": four daily
 * patterns (office hours with quiet weekends, night batch, evening, flat), each with its own phase and width per
 * workload, noise from hour to hour, rare spikes up to the workload's vCPUs; memory, disk and network constant. Three
 * host types with costs. Amounts are whole: hundredths of a core, GB, Mbit/s. The shares of sizes and patterns were
 * fitted to the set's own counts; they state nothing about the world.
 */
import { randomStream } from "#models/random.ts";
import type { BinType, PackProblem } from "#planner/pack/index.ts";

export interface EstateSize {
  /** Workloads, ≥ 1. */
  readonly items: number;
  /** Hours, ≥ 1; 24 = a working day, 168 = a week from Monday. */
  readonly slots: number;
  readonly seed: number;
}

const HOURS = 24;
const DAYS = 7;
/** Of 20 workloads, how many follow each pattern. */
const PATTERNS = (
  [
    ["office", 9],
    ["night", 3],
    ["evening", 5],
    ["flat", 3],
  ] as const
).flatMap(([pattern, count]) => Array.from({ length: count }, () => pattern));
/** Of 100 workloads, how many have that many vCPUs. */
const VCPUS = shares({ 1: 25, 2: 27, 4: 24, 8: 16, 16: 6, 32: 2 });
/** Of 100 workloads, how many have that many GB of memory per vCPU. */
const GB_PER_VCPU = shares({ 1: 28, 2: 40, 4: 23, 8: 9 });
const HUNDREDTHS = 100;
/** One hour in this many is a spike. */
const SPIKE_ONE_IN = 1000;

/** Host types of the set: cores, GB, GB of disk, Mbit/s, relative cost. */
const HOSTS = [
  { id: "S", cores: 32, memory: 128, disk: 4000, net: 10_000, cost: 1 },
  { id: "H", cores: 64, memory: 768, disk: 8000, net: 25_000, cost: 2.6 },
  { id: "L", cores: 96, memory: 512, disk: 12_000, net: 25_000, cost: 2.8 },
] as const;

/** A list in which each number stands as often as it is to be drawn. */
function shares(counts: Readonly<Record<number, number>>): readonly number[] {
  return Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => Number(value)));
}

/** Between 0 and 1: how far an hour is into a bump around `centre` on the day's circle. */
function bump(hour: number, centre: number, width: number): number {
  const apart = Math.abs(((hour - centre) % HOURS) + HOURS) % HOURS;
  const distance = Math.min(apart, HOURS - apart) / width;
  return Math.exp(-distance * distance);
}

type Pattern = (typeof PATTERNS)[number];

/** Share of its peak that a workload asks for, hour by hour, noise aside. */
function shapeOf(pattern: Pattern, unit: () => number): (hour: number, day: number) => number {
  const phase = 3 * (unit() - 0.5);
  const idle = 0.12 + 0.15 * unit();
  switch (pattern) {
    case "office":
      return (hour, day) => (idle + (1 - idle) * bump(hour, 13 + phase, 4.5)) * (day >= 5 ? 0.5 : 1);
    case "night":
      return (hour) => idle + (1 - idle) * bump(hour, 2.5 + phase, 3);
    case "evening":
      return (hour, day) => idle + (1 - idle) * bump(hour, 20 + phase, 4.5) * (day >= 5 ? 1 : 0.92);
    case "flat":
      return () => 0.75;
  }
}

/** `items` workloads × `slots` hours. O(items × slots) */
export function generateEstate({ items, slots, seed }: EstateSize): PackProblem {
  const random = randomStream(seed, "estate");
  const unit = () => random.uniform();
  const oneOf = <T>(list: readonly T[]): T => list[random.integer(list.length)]!;
  const cpu = new Float64Array(items * slots);
  const claim = new Float64Array(items * 3);
  for (let item = 0; item < items; item++) {
    const vcpus = oneOf(VCPUS);
    const most = vcpus * HUNDREDTHS;
    const shape = shapeOf(oneOf(PATTERNS), unit);
    const peak = most * (0.28 + 0.67 * unit());
    const noise = 0.05 + 0.09 * unit();
    for (let s = 0; s < slots; s++) {
      // The sum of two uniform draws has a triangular density of standard deviation 1/√6.
      const wobble = 1 + noise * Math.sqrt(6) * (unit() + unit() - 1);
      const spike = random.integer(SPIKE_ONE_IN) === 0 ? 2 + unit() : 1;
      const asked = peak * shape(s % HOURS, Math.floor(s / HOURS) % DAYS) * wobble * spike;
      cpu[item * slots + s] = Math.min(most, Math.ceil(asked));
    }
    claim[item * 3] = vcpus * oneOf(GB_PER_VCPU);
    claim[item * 3 + 1] = 20 + Math.ceil(vcpus * (10 + 40 * unit()));
    claim[item * 3 + 2] = Math.ceil(vcpus * (10 + 70 * unit()));
  }
  const eligible = new Uint8Array(items).fill(1);
  const types = HOSTS.map(
    (host): BinType => ({
      id: host.id,
      maxBins: Infinity,
      cost: host.cost,
      capacity: Float64Array.of(host.cores * HUNDREDTHS),
      room: Float64Array.of(host.memory, host.disk, host.net),
      demand: [cpu],
      claim,
      eligible,
    }),
  );
  return { items, slots, varying: ["cpu"], constant: ["memoryGB", "diskGB", "netMbps"], types, rules: [] };
}
