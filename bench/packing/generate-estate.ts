/**
 * A seeded estate of any size for the packing bench, after the instance set "synthetic": four daily patterns (office
 * hours with quiet weekends, night batch, evening, flat), each workload with its own base, bump, phase and width, noise
 * from hour to hour, rare spikes, never above its vCPUs; memory, disk and network constant. Three host types with costs.
 * Amounts are whole: hundredths of a core, GB, Mbit/s. It states nothing about the world.
 *
 * Every range is measured on the set's week (w1000x168): per workload a base and one Gaussian bump were fitted to the
 * medians of the working days, spikes are what stands more than 0.12 vCPU and 60 % above the fit. What comes out, the
 * set's week against 10,000 × 168 of these:
 *
 * | statistic (5 % / 50 % / 95 % of the workloads)  | set                | generated          |
 * | ----------------------------------------------- | ------------------ | ------------------ |
 * | peak over mean                                  | 1.64 / 2.47 / 3.68 | 1.58 / 2.49 / 3.74 |
 * | noise, standard deviation                       | .052 / .093 / .138 | .052 / .094 / .140 |
 * | spikes per 1,000 hours, 1.5 times the usual     | 2.3                | 2.5                |
 * | their height over the usual                     | 1.5 / 2.0 / 3.8    | 1.5 / 2.2 / 4.3    |
 * | hundredths of a core per workload, busiest hour | 181                | 181                |
 * | GB of disk per workload                         | 228                | 230                |
 * | busiest hour over mean of the sum               | 1.42               | 1.42               |
 * | sum of the peaks over the peak of the sum       | 1.78               | 1.79               |
 * | GB of memory per core in the busiest hour       | 6.98               | 7.04               |
 * | hours within 10 % of the busiest                | 30                 | 30                 |
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
/** Of 100 workloads, how many follow each pattern. */
const PATTERNS = (
  [
    ["office", 45],
    ["night", 15],
    ["evening", 26],
    ["flat", 14],
  ] as const
).flatMap(([pattern, count]) => Array.from({ length: count }, () => pattern));
/** Of 100 workloads, how many have that many vCPUs. */
const VCPUS = shares({ 1: 25, 2: 27, 4: 24, 8: 16, 16: 6, 32: 2 });
/** Of 100 workloads, how many have that many GB of memory per vCPU. */
const GB_PER_VCPU = shares({ 1: 28, 2: 40, 4: 23, 8: 9 });
const HUNDREDTHS = 100;
/** GB of disk and Mbit/s, per vCPU. */
const GB_OF_DISK = [20, 80] as const;
const MBITS = [10, 80] as const;
/** One hour in this many is a spike, and how far it goes beyond the usual, in shares of the vCPUs. */
const SPIKE_ONE_IN = 333;
const SPIKE = [0.15, 0.3] as const;
/** What a workload asks at its quietest, in shares of the vCPUs. */
const BASE = [0.04, 0.185] as const;
/** Standard deviation of the noise, as a share of the usual. */
const NOISE = [0.05, 0.15] as const;
/** Standard deviation of a bump's centre, in hours. */
const PHASE_HOURS = 1.5;
/** Bump of each pattern: hour of its centre, width e^−1 in hours, height in shares of the vCPUs, and what weekends make of it. */
const BUMPS = {
  office: { centre: 13, width: [4, 7], height: [0.25, 0.85], weekend: 0.35 },
  night: { centre: 3, width: [2, 3.6], height: [0.25, 0.85], weekend: 1 },
  evening: { centre: 20, width: [4, 7], height: [0.25, 0.85], weekend: 1.1 },
  flat: { centre: 3, width: [4, 7], height: [0, 0.15], weekend: 1 },
} as const;

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

/** `items` workloads × `slots` hours. O(items × slots) */
export function generateEstate({ items, slots, seed }: EstateSize): PackProblem {
  const random = randomStream(seed, "estate");
  const unit = () => random.uniform();
  const between = ([least, most]: readonly [number, number]): number => least + (most - least) * unit();
  // The sum of three uniform draws is close to normal, of standard deviation 1/2.
  const normal = () => 2 * (unit() + unit() + unit() - 1.5);
  const oneOf = <T>(list: readonly T[]): T => list[random.integer(list.length)]!;
  const cpu = new Float64Array(items * slots);
  const claim = new Float64Array(items * 3);
  for (let item = 0; item < items; item++) {
    const vcpus = oneOf(VCPUS);
    const most = vcpus * HUNDREDTHS;
    const pattern = BUMPS[oneOf(PATTERNS)];
    const base = between(BASE);
    const height = between(pattern.height);
    const centre = pattern.centre + PHASE_HOURS * normal();
    const width = between(pattern.width);
    const noise = between(NOISE);
    for (let s = 0; s < slots; s++) {
      const isWeekend = Math.floor(s / HOURS) % DAYS >= 5;
      const usual = base + height * bump(s % HOURS, centre, width) * (isWeekend ? pattern.weekend : 1);
      const spike = random.integer(SPIKE_ONE_IN) === 0 ? between(SPIKE) : 0;
      const asked = most * (usual * (1 + noise * normal()) + spike);
      cpu[item * slots + s] = Math.max(0, Math.min(most, Math.round(asked)));
    }
    claim[item * 3] = vcpus * oneOf(GB_PER_VCPU);
    claim[item * 3 + 1] = Math.round(vcpus * between(GB_OF_DISK));
    claim[item * 3 + 2] = Math.round(vcpus * between(MBITS));
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
