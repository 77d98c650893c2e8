/**
 * The two re-planning cases that the field's tools were measured on. Consolidation: 10,000 VMs that were given hosts by
 * their virtual CPUs alone, one for one, first fit in the order of the file: 470 hosts of 96 cores. Maintenance: 1,000
 * hosts of ten VMs each, on average, 50 of them to be emptied, 50 groups of VMs that must stay apart.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { apart } from "#planner/constrain/apart.ts";
import type { HostPlace, MoveQuestion } from "#planner/move/index.ts";
import type { BinType, PackProblem } from "#planner/pack/index.ts";

/** Host type L of the synthetic set: cores in hundredths, GiB, GB, Mbit/s. */
const LARGE = { vcpus: 96, centicores: 9600, memoryGiB: 512, diskGB: 12_000, networkMbps: 25_000 } as const;
const LIMITS = [LARGE.vcpus, LARGE.memoryGiB, LARGE.diskGB, LARGE.networkMbps];
const COLUMNS_BEFORE_CPU = 5;

/**
 * How VMs got onto their hosts, all by first fit: by virtual CPUs in the order of the file; the same, memory, disk and
 * network kept too (the reading under which the field's figures come out); or by virtual CPUs, the largest first.
 */
export const FILLINGS = ["file order, memory kept", "file order", "largest first"] as const;
export type Filling = (typeof FILLINGS)[number];

/** The consolidation case, from the folder of the synthetic set. @throws Error when xz or the file is missing */
export function consolidation(folder: string, filling: Filling): MoveQuestion {
  const text = execFileSync("xz", ["-dc", join(folder, "w10000x24.csv.xz")], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const rows = text.trim().split("\n").slice(1);
  const table = rows.map((row) => row.split(",").map(Number));
  const items = table.length;
  const slots = table[0]!.length - COLUMNS_BEFORE_CPU;
  const type: BinType = {
    id: "L",
    maxBins: Infinity,
    cost: 1,
    capacity: Float64Array.of(LARGE.centicores),
    room: Float64Array.of(LARGE.memoryGiB, LARGE.diskGB, LARGE.networkMbps),
    demand: [Float64Array.from(table.flatMap((row) => row.slice(COLUMNS_BEFORE_CPU)))],
    claim: Float64Array.from(table.flatMap((row) => row.slice(2, COLUMNS_BEFORE_CPU))),
    eligible: new Uint8Array(items).fill(1),
  };
  const constant = ["memoryGiB", "diskGB", "networkMbps"];
  const problem: PackProblem = { items, slots, varying: ["cpu"], constant, types: [type], rules: [] };
  return { problem, home: firstFit(table, filling), price: new Float64Array(items).fill(1) };
}

/** First fit, one virtual CPU per core. @param table rows of vm, virtual CPUs, memory, disk, network … */
function firstFit(table: readonly (readonly number[])[], filling: Filling): readonly HostPlace[] {
  const order = [...table.keys()];
  if (filling === "largest first") order.sort((a, b) => table[b]![1]! - table[a]![1]! || a - b);
  const kept = filling === "file order, memory kept" ? LIMITS : LIMITS.slice(0, 1);
  const used: number[][] = [];
  const home: HostPlace[] = [];
  for (const item of order) {
    const asked = kept.map((_, c) => table[item]![1 + c]!);
    const found = used.findIndex((sums) => kept.every((most, c) => sums[c]! + asked[c]! <= most));
    const host = found >= 0 ? found : used.push(kept.map(() => 0)) - 1;
    for (const [c, amount] of asked.entries()) used[host]![c]! += amount;
    home[item] = { type: 0, number: host + 1 };
  }
  return home;
}

const HOSTS = 1000;
const VMS = 10_000;
const GROUPS = 50;
const GROUP_SIZE = 20;
const DRAINED = 50;
/** A host has room for 14 VMs of the mean size: the estate fills 71 % of it. */
const HOST_CORES = 56;
const HOST_GIB = 112;
const SEED = 5;

/** The maintenance case: a made-up estate, VMs on hosts at random, the apart groups kept. */
export function maintenance(): MoveQuestion {
  const random = xoroshiro128plus(SEED);
  const below = (n: number) => uniformInt(random, 0, n - 1);
  const cores = Float64Array.from({ length: VMS }, () => 1 + below(7));
  const memory = Float64Array.from({ length: VMS }, () => 2 * (1 + below(7)));
  const groups = Array.from({ length: GROUPS }, (_, g) =>
    Array.from({ length: GROUP_SIZE }, (_, k) => g * GROUP_SIZE + k),
  );
  const used = Array.from({ length: HOSTS }, () => ({ cores: 0, memory: 0, groups: new Set<number>() }));
  const home = Array.from({ length: VMS }, (_, vm): HostPlace => {
    const group = vm < GROUPS * GROUP_SIZE ? Math.floor(vm / GROUP_SIZE) : -1;
    for (;;) {
      const at = below(HOSTS);
      const host = used[at]!;
      const isFull = host.cores + cores[vm]! > HOST_CORES || host.memory + memory[vm]! > HOST_GIB;
      if (isFull || host.groups.has(group)) continue;
      host.cores += cores[vm]!;
      host.memory += memory[vm]!;
      if (group >= 0) host.groups.add(group);
      return { type: 0, number: at + 1 };
    }
  });
  const type: BinType = {
    id: "host",
    maxBins: HOSTS,
    cost: 1,
    capacity: Float64Array.of(HOST_CORES),
    room: Float64Array.of(HOST_GIB),
    demand: [cores],
    claim: memory,
    eligible: new Uint8Array(VMS).fill(1),
  };
  const names = {
    workloads: new Map(Array.from({ length: VMS }, (_, vm) => [`vm${vm}`, vm] as const)),
    types: ["host"],
  };
  const rules = groups.map((members, g) =>
    apart.compile({ id: `apart-${g}`, kind: "apart", workloads: members.map((vm) => `vm${vm}`) }, names),
  );
  const drained = Array.from(
    { length: DRAINED },
    (_, k): HostPlace => ({ type: 0, number: 1 + k * (HOSTS / DRAINED) }),
  );
  const problem: PackProblem = {
    items: VMS,
    slots: 1,
    varying: ["cpu"],
    constant: ["memoryGiB"],
    types: [type],
    rules,
  };
  return { problem, home, price: new Float64Array(VMS).fill(1), drained };
}
