/** A solution judged from scratch by plain sums, and the best there is by exhaustive search: no code shared with packing. */
import { violationsOf } from "#planner/constrain/index.ts";
import type { PackProblem, PackSolution } from "#planner/pack/index.ts";
import { type ProblemSpec, nameOf, typeName } from "./build-problem.ts";

/** A host of a hand-made packing: type, number, items. */
interface Host {
  readonly type: number;
  readonly number: number;
  readonly items: readonly number[];
}

const hostName = (host: Host) => `${typeName(host.type)}/${host.number}`;

/** Do the items fit this type together? */
function holds(problem: PackProblem, type: number, items: readonly number[]): boolean {
  const { capacity, room, demand, claim, eligible } = problem.types[type]!;
  if (items.some((item) => eligible[item] !== 1)) return false;
  for (let d = 0; d < capacity.length; d++) {
    for (let s = 0; s < problem.slots; s++) {
      if (items.reduce((sum, item) => sum + demand[d]![item * problem.slots + s]!, 0) > capacity[d]!) return false;
    }
  }
  return [...room].every((most, c) => items.reduce((sum, item) => sum + claim[item * room.length + c]!, 0) <= most);
}

function brokenRules(spec: ProblemSpec, hosts: readonly Host[]): readonly string[] {
  const hostOf = new Map(hosts.flatMap((host) => host.items.map((item) => [nameOf(item), hostName(host)] as const)));
  const placement = {
    hostOf: (workload: string) => hostOf.get(workload),
    workloadsOn: (name: string) => hosts.filter((h) => hostName(h) === name).flatMap((h) => h.items.map(nameOf)),
    targetOf: (name: string) => name.slice(0, name.indexOf("/")),
    hosts: hosts
      .filter((h) => h.items.length > 0)
      .map(hostName)
      .toSorted(),
    ...(spec.groups === undefined ? {} : { groups: spec.groups }),
  };
  return violationsOf(spec.rules ?? [], placement).map((violation) => violation.rule);
}

/** Every group that must be together is placed whole or not at all. */
function tornApart(spec: ProblemSpec, placed: ReadonlySet<string>): readonly string[] {
  return (spec.rules ?? []).flatMap((rule) => {
    if (rule.kind !== "together" || rule.scope === "rack") return [];
    const there = rule.workloads.filter((workload) => placed.has(workload)).length;
    return there === 0 || there === rule.workloads.length ? [] : [rule.id];
  });
}

/** What is wrong with a solution; empty = it holds. */
export function faults(spec: ProblemSpec, problem: PackProblem, solution: PackSolution): readonly string[] {
  const hosts = solution.typeOf.map((type, bin): Host => {
    const items = [...solution.binOf.keys()].filter((item) => solution.binOf[item] === bin);
    return { type, number: solution.numberOf[bin]!, items };
  });
  const names = hosts.map(hostName);
  const placed = new Set(hosts.flatMap((host) => host.items.map(nameOf)));
  const beyond = [...solution.binOf].filter((bin) => bin < -1 || bin >= hosts.length);
  return [
    ...(solution.binOf.length === problem.items ? [] : ["not every item has an entry"]),
    ...beyond.map((bin) => `bin ${bin} does not exist`),
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} twice`),
    ...hosts.flatMap((host) => {
      const wrong = [];
      if (host.items.length === 0) wrong.push(`${hostName(host)} is empty`);
      if (!holds(problem, host.type, host.items)) wrong.push(`${hostName(host)} is over capacity`);
      if (host.number < 1 || host.number > problem.types[host.type]!.maxBins)
        wrong.push(`${hostName(host)} not in stock`);
      return wrong;
    }),
    ...brokenRules(spec, hosts).map((rule) => `breaks ${rule}`),
    ...tornApart(spec, placed).map((rule) => `tears ${rule}`),
  ];
}

export interface Best {
  readonly placed: number;
  readonly cost: number;
}

/** Highest number that rules and racks name. */
const NAMED = 3;

/** Numbers of a type worth telling apart: those that rules name, and as many others as there are items. */
function numbersOf(problem: PackProblem, type: number): readonly number[] {
  const most = Math.min(problem.types[type]!.maxBins, problem.items + NAMED);
  return Array.from({ length: most }, (_, n) => n + 1);
}

/**
 * Visit every feasible packing of `items` (each placed or left out), as hosts; `mayLeave` = items may be left out.
 * Anonymous numbers are opened lowest first, so that alike hosts are not tried in every order.
 */
export function everyPacking(
  spec: ProblemSpec,
  problem: PackProblem,
  items: readonly number[],
  visit: {
    readonly packing: (hosts: readonly Host[]) => void;
    readonly isHopeless: (hosts: readonly Host[], left: number) => boolean;
  },
): void {
  const namesRuns = (spec.rules ?? []).some(
    (r) => ("scope" in r && r.scope === "rack") || ("places" in r && r.places.some((place) => !place.includes("/"))),
  );
  const hasRacks = namesRuns && (spec.groups ?? []).length > 0;
  const isNamed = (type: number, number: number) =>
    (hasRacks && number <= NAMED) ||
    (spec.rules ?? []).some((r) => "places" in r && r.places.includes(`${typeName(type)}/${number}`));
  const walk = (at: number, hosts: readonly Host[]): void => {
    if (visit.isHopeless(hosts, items.length - at)) return;
    if (at === items.length) {
      if (brokenRules(spec, hosts).length > 0) return;
      const placed = new Set(hosts.flatMap((host) => host.items.map(nameOf)));
      if (tornApart(spec, placed).length === 0) visit.packing(hosts);
      return;
    }
    const item = items[at]!;
    for (const [h, host] of hosts.entries()) {
      if (!holds(problem, host.type, [...host.items, item])) continue;
      walk(at + 1, hosts.with(h, { ...host, items: [...host.items, item] }));
    }
    for (const type of problem.types.keys()) {
      if (!holds(problem, type, [item])) continue;
      let hasAnonymous = false;
      for (const number of numbersOf(problem, type)) {
        if (hosts.some((host) => host.type === type && host.number === number)) continue;
        if (!isNamed(type, number)) {
          if (hasAnonymous) continue;
          hasAnonymous = true;
        }
        walk(at + 1, [...hosts, { type, number, items: [item] }]);
      }
    }
    walk(at + 1, hosts);
  };
  walk(0, []);
}

/** Most items that can be placed, and the least cost of placing that many. */
export function bestPacking(spec: ProblemSpec, problem: PackProblem): Best {
  const costOf = (hosts: readonly Host[]) => hosts.reduce((sum, host) => sum + problem.types[host.type]!.cost, 0);
  const placedIn = (hosts: readonly Host[]) => hosts.reduce((sum, host) => sum + host.items.length, 0);
  let best: Best = { placed: 0, cost: 0 };
  everyPacking(spec, problem, [...Array(problem.items).keys()], {
    packing: (hosts) => {
      const found = { placed: placedIn(hosts), cost: costOf(hosts) };
      if (found.placed > best.placed || (found.placed === best.placed && found.cost < best.cost)) best = found;
    },
    isHopeless: (hosts, left) => {
      const most = placedIn(hosts) + left;
      return most < best.placed || (most === best.placed && costOf(hosts) >= best.cost);
    },
  });
  return best;
}

/** Fewest bins that hold exactly these items; Infinity when none do. */
export function fewestBinsFor(spec: ProblemSpec, problem: PackProblem, items: readonly number[]): number {
  let fewest = Infinity;
  everyPacking(spec, problem, items, {
    packing: (hosts) => (fewest = Math.min(fewest, hosts.length)),
    isHopeless: (hosts, left) =>
      hosts.length >= fewest || hosts.reduce((sum, host) => sum + host.items.length, 0) + left < items.length,
  });
  return fewest;
}
