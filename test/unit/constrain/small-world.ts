/**
 * A world small enough to try every rule in: six workloads, two targets, seven hosts, racks, a site and groups, whole
 * numbers of cores and MiB, and arbitraries of every kind of rule over it.
 */
import * as fc from "fast-check";
import type { PlaceGroup, Rule, RuleKind } from "#planner/contract/index.ts";
import {
  type Amounts,
  type Layout,
  type PackAmounts,
  type Placement,
  compileRules,
  namesOf,
  tightened,
} from "#planner/constrain/index.ts";
import type { BinType, PackProblem } from "#planner/pack/index.ts";

export const WORKLOADS = ["a", "b", "c", "d", "e", "f"];
export const TARGETS = ["xen@r1", "esx@r2"];
export const HOSTS = ["xen@r1/1", "xen@r1/2", "xen@r1/3", "xen@r1/4", "esx@r2/1", "esx@r2/2", "esx@r2/3"];

/** Rack one holds hosts of both targets, rack two a single host; xen@r1/4 and esx@r2/2-3 stand in no rack. */
export const GROUPS: readonly PlaceGroup[] = [
  { id: "north", kind: "site", hosts: ["esx@r2/3"] },
  { id: "one", kind: "rack", hosts: ["xen@r1/1-2", "esx@r2/1"], in: "north" },
  { id: "two", kind: "rack", hosts: ["xen@r1/3"] },
  { id: "licensed", kind: "group", hosts: ["esx@r2"] },
  { id: "array", kind: "group", hosts: ["xen@r1/2-3"] },
];

/** Cores in each of two slots, and MiB, of every workload. */
const USE = [
  { cores: [1, 2], memoryMiB: 1 },
  { cores: [2, 1], memoryMiB: 2 },
  { cores: [3, 0], memoryMiB: 1 },
  { cores: [1, 1], memoryMiB: 3 },
  { cores: [0, 2], memoryMiB: 0 },
  { cores: [2, 2], memoryMiB: 2 },
] as const;
const SLOTS = 2;
const STOCK = [4, 3];
export const CAPACITY = 8;

export const targetOf = (host: string): string => host.slice(0, host.lastIndexOf("/"));
const numberOf = (host: string) => Number(host.slice(host.lastIndexOf("/") + 1));

/** Type and number of a host. */
export const seatOf = (host: string) => ({ type: TARGETS.indexOf(targetOf(host)), number: numberOf(host) });

const LAYOUT: Layout = { slots: SLOTS, cpu: 0, memory: 0, constants: 1, perCore: [1, 1], perMiB: [1, 1] };

function plainTypes(): readonly BinType[] {
  const demand = [Float64Array.from(USE.flatMap(({ cores }) => cores))];
  const claim = Float64Array.from(USE.map(({ memoryMiB }) => memoryMiB));
  return TARGETS.map((id, t) => ({
    id,
    maxBins: STOCK[t]!,
    cost: 1,
    capacity: Float64Array.of(CAPACITY),
    room: Float64Array.of(CAPACITY),
    demand,
    claim,
    eligible: new Uint8Array(USE.length).fill(1),
  }));
}

/** The world under some rules, as planner/formulate.ts states it. */
export function problemUnder(rules: readonly Rule[]): PackProblem {
  const index = new Map(WORKLOADS.map((name, w) => [name, w]));
  const plain = plainTypes();
  const types = tightened(plain, rules, namesOf(index, TARGETS, { groups: GROUPS }), LAYOUT);
  const amounts: PackAmounts = {
    cpu: types.map(({ demand }) => ({
      capacity: CAPACITY,
      rows: demand[0]!,
      width: SLOTS,
      at: 0,
      slots: SLOTS,
      perUnit: 1,
    })),
    memory: types.map(({ claim }) => ({ capacity: CAPACITY, rows: claim, width: 1, at: 0, slots: 1, perUnit: 1 })),
    stock: STOCK,
  };
  return {
    items: WORKLOADS.length,
    slots: SLOTS,
    varying: ["cpuCores"],
    constant: ["memoryMiB"],
    types,
    rules: compileRules(rules, index, TARGETS, { groups: GROUPS, amounts }),
  };
}

/** What the judge knows of amounts; reservations are counted as planner/rule-amounts.ts counts them. */
function amountsUnder(rules: readonly Rule[]): Amounts {
  const least = (workload: string, of: "cores" | "memoryMiB") =>
    Math.max(
      0,
      ...rules.flatMap((rule) =>
        rule.kind === "preserve" && rule.workloads.includes(workload) ? (rule[of] ?? 0) : [],
      ),
    );
  const use = (workload: string) => USE[WORKLOADS.indexOf(workload)]!;
  return {
    cores: (workload) => use(workload).cores.map((cores) => Math.max(cores, least(workload, "cores"))),
    memoryMiB: (workload) => Math.max(use(workload).memoryMiB, least(workload, "memoryMiB")),
    hostCores: () => CAPACITY,
    hostMemoryMiB: () => CAPACITY,
    stock: (target) => STOCK[TARGETS.indexOf(target)]!,
    targets: TARGETS,
  };
}

/** A placement by names. @param hostOf [workload] host or undefined */
export function placementUnder(rules: readonly Rule[], hostOf: readonly (string | undefined)[]): Placement {
  return {
    hostOf: (workload) => hostOf[WORKLOADS.indexOf(workload)],
    workloadsOn: (host) => WORKLOADS.filter((_, w) => hostOf[w] === host),
    targetOf,
    hosts: HOSTS.filter((host) => hostOf.includes(host)).toSorted(),
    groups: GROUPS,
    amounts: amountsUnder(rules),
  };
}

/** Does every host hold what stands on it, reservations and rules aside? */
export function isWithinCapacity(hostOf: readonly (string | undefined)[]): boolean {
  return HOSTS.every((host) => {
    const there = USE.filter((_, w) => hostOf[w] === host);
    const sum = (of: (use: (typeof USE)[number]) => number) => there.reduce((total, use) => total + of(use), 0);
    return [sum((u) => u.cores[0]), sum((u) => u.cores[1]), sum((u) => u.memoryMiB)].every((all) => all <= CAPACITY);
  });
}

const some = (least: number) => fc.uniqueArray(fc.constantFrom(...WORKLOADS), { minLength: least, maxLength: 4 });
const perhaps = fc.oneof(fc.constant<string[]>([]), some(1));
const place = fc.constantFrom(...TARGETS, ...HOSTS, ...GROUPS.map((g) => g.id), "xen", "xen@r1/2-4", "xen@r1/9");
const places = fc.uniqueArray(place, { minLength: 1, maxLength: 3 });
const anywhere = fc.oneof(fc.constant<string[]>([]), places);
const scope = fc.constantFrom("host", "rack", "site" as const);
const few = fc.integer({ min: 1, max: 3 });
const share = fc.constantFrom(0, 25, 50, 75);
const amount = fc.constantFrom(0, 2, 5);

type Fields<K extends RuleKind> = Omit<Extract<Rule, { kind: K }>, "id" | "kind">;
const made = <K extends RuleKind>(kind: K, fields: { [F in keyof Fields<K>]: fc.Arbitrary<Fields<K>[F]> }) =>
  fc.record(fields).map((rest) => ({ id: kind, kind, ...rest }) as unknown as Rule);

/** Every kind of rule. */
export const RULES: { readonly [K in RuleKind]: fc.Arbitrary<Rule> } = {
  apart: made("apart", { workloads: some(2), scope, atMost: fc.integer({ min: 1, max: 2 }) }),
  together: made("together", { workloads: some(2), scope }),
  pin: made("pin", { workloads: some(1), places }),
  fence: made("fence", { workloads: some(1), places }),
  ban: made("ban", { workloads: some(1), places }),
  lonely: made("lonely", { workloads: some(1) }),
  among: made("among", { workloads: some(2), places }),
  split: made("split", { workloads: some(1), from: some(1), scope }),
  limit: made("limit", { workloads: some(1), beside: some(1), atMost: fc.integer({ min: 0, max: 2 }) }),
  "max-hosts": made("max-hosts", { workloads: perhaps, places: anywhere, atMost: few }),
  "min-hosts": made("min-hosts", { workloads: perhaps, places: anywhere, atLeast: few }),
  "max-partitions": made("max-partitions", { workloads: perhaps, places: anywhere, atMost: few }),
  contain: made("contain", { workloads: some(2), places: anywhere, atMost: few, costPerHost: fc.constant(1) }),
  reserve: made("reserve", {
    workloads: perhaps,
    places: anywhere,
    per: fc.constantFrom("host", "place"),
    cpuPercent: share,
    memoryPercent: share,
    cores: amount,
    memoryMiB: amount,
  }),
  preserve: made("preserve", { workloads: some(1), cores: amount, memoryMiB: amount }),
  near: made("near", { workloads: some(1), to: places, scope: fc.constantFrom("host", "rack", "site", "group") }),
  drain: made("drain", { workloads: perhaps, places }),
  quarantine: made("quarantine", { workloads: perhaps, places }),
  survive: made("survive", { workloads: fc.constant([]), lose: scope, count: fc.constant(1) }),
};
