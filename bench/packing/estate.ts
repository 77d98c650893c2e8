/**
 * A seeded estate to measure packing by: daily patterns (office hours, night batch, evening, flat), weekends, noise and
 * spikes for CPU and network; memory and partitions constant. Amounts are whole: millicores, kbit/s, MiB. The numbers
 * are made up to look like an estate; they state nothing about the world.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { BinType, PackProblem } from "#planner/pack/index.ts";

export interface EstateShape {
  readonly items: number;
  readonly slots: number;
  readonly seed: number;
  /** Do the host types differ in cost, or does every host count 1? */
  readonly isPriced: boolean;
}

const HOURS = 24;
const DAYS = 7;
const PATTERNS = ["office", "night", "evening", "flat"] as const;
const VCPUS = [1, 2, 2, 4, 4, 8, 16];
const MIB_PER_VCPU = [512, 1024, 1024, 2048, 2048];

/** Host types: cores, GiB, relative cost. */
const HOSTS = [
  { id: "small", millicores: 32_000, memoryMiB: 131_072, cost: 1 },
  { id: "memory", millicores: 64_000, memoryMiB: 786_432, cost: 2.6 },
  { id: "large", millicores: 96_000, memoryMiB: 524_288, cost: 2.8 },
] as const;
const KBITS = 10_000_000;
const MOST_PARTITIONS = 512;

/** Share of an item's own peak that its pattern asks for at an hour of the week. */
function patternAt(pattern: (typeof PATTERNS)[number], hour: number, day: number): number {
  const bump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2));
  const isWeekend = day >= 5;
  switch (pattern) {
    case "office":
      return isWeekend ? 0.15 : 0.15 + 0.7 * bump(13, 4);
    case "night":
      return 0.1 + 0.8 * bump(3, 2);
    case "evening":
      return 0.15 + (isWeekend ? 0.85 : 0.6) * bump(20, 3);
    case "flat":
      return 0.5;
  }
}

/** The problem: `items` workloads × `slots` slots on three host types. */
export function estateProblem({ items, slots, seed, isPriced }: EstateShape): PackProblem {
  const random = xoroshiro128plus(seed);
  const unit = () => uniformInt(random, 0, 999_999) / 1_000_000;
  const oneOf = <T>(list: readonly T[]): T => list[uniformInt(random, 0, list.length - 1)]!;
  const cpu = new Float64Array(items * slots);
  const network = new Float64Array(items * slots);
  const claim = new Float64Array(items * 2);
  for (let item = 0; item < items; item++) {
    const vcpus = oneOf(VCPUS);
    const pattern = oneOf(PATTERNS);
    const busy = 0.2 + 0.6 * unit();
    const kbits = 20_000 + 200_000 * unit();
    for (let s = 0; s < slots; s++) {
      const shape = patternAt(pattern, s % HOURS, Math.floor(s / HOURS) % DAYS);
      const share = Math.min(1, busy * shape * (0.8 + 0.4 * unit()) + (unit() < 0.003 ? 0.5 : 0));
      cpu[item * slots + s] = Math.ceil(vcpus * 1000 * share);
      network[item * slots + s] = Math.ceil(kbits * share);
    }
    claim[item * 2] = vcpus * oneOf(MIB_PER_VCPU);
    claim[item * 2 + 1] = 1;
  }
  const eligible = new Uint8Array(items).fill(1);
  const types = HOSTS.map(
    (host): BinType => ({
      id: host.id,
      maxBins: Infinity,
      cost: isPriced ? host.cost : 1,
      capacity: Float64Array.of(host.millicores, KBITS),
      room: Float64Array.of(host.memoryMiB, MOST_PARTITIONS),
      demand: [cpu, network],
      claim,
      eligible,
    }),
  );
  return { items, slots, varying: ["cpu", "network"], constant: ["memoryMiB", "partitions"], types, rules: [] };
}
