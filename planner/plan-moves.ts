/**
 * A plan that starts from today: the engine of planner/move asked about the estate, and its answer in the request's names:
 * who moves where, in which waves, and what fewer or more moves would give.
 */
import { DEFAULT_MOVES_PER_HOST, type PlanHost, type PlanMoves, type PlanRequest, hostIdOf } from "./contract/index.ts";
import { type HostPlace, type MoveAnswer, type Wave, type WaveQuestion, replan, wavesOf } from "./move/index.ts";
import type { PackOptions, PackProblem, PackSolution } from "./pack/index.ts";
import { amount } from "./rounding.ts";
import type { Estate } from "./size/index.ts";
import { homesOf, placeOfHost } from "./today-placement.ts";

/** Megabits in one mebibyte, by definition: 2^20 bytes of 8 bits, in units of 10^6. */
const MBIT_PER_MIB = (2 ** 20 * 8) / 1e6;

/** What moving a workload copies, in MiB: its configured memory. */
const memoryOf = (estate: Estate, w: number): number => estate.workloads[w]?.workload.memoryMiB ?? 0;

/** A re-planned estate. */
export interface Replanned {
  readonly problem: PackProblem;
  readonly home: readonly (HostPlace | undefined)[];
  readonly answer: MoveAnswer;
}

/** Re-plan from today's placement, when that is the objective; undefined otherwise. The effort is for each round. */
export function replanned(estate: Estate, problem: PackProblem, options: PackOptions): Replanned | undefined {
  const { goals } = estate.request;
  if (goals.objective !== "moves") return undefined;
  const home = homesOf(estate);
  const beside = goals.movePrice ?? 0;
  const price = Float64Array.from(estate.workloads, (_, w) => memoryOf(estate, w) + beside);
  const answer = replan(
    { problem, home, price },
    {
      maxMoves: goals.maxMoves ?? Number.POSITIVE_INFINITY,
      effort: options.effort,
      stopped: options.stopped,
    },
  );
  options.progress({ doneRatio: 1, bins: answer.chosen.hosts });
  return { problem, home, answer };
}

/** Moves that one host takes part in at a time. */
const mostPerHost = (request: PlanRequest): number => request.goals.movesPerHost ?? DEFAULT_MOVES_PER_HOST;

/** What the waves are judged by: today's places, and where the hosts of a plan have everything. */
export function waveQuestion(estate: Estate, problem: PackProblem, hosts: readonly PlanHost[]): WaveQuestion {
  const targets = estate.targets.map(({ id }) => id);
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const used = hosts.filter(({ role }) => role === "used");
  const places = used.map(({ id }): HostPlace => placeOfHost(id, targets) ?? { type: 0, number: 0 });
  const binOf = new Int32Array(estate.workloads.length).fill(-1);
  for (const [bin, { partitions }] of used.entries()) {
    for (const { workload } of partitions) binOf[index.get(workload) ?? -1] = bin;
  }
  const solution: PackSolution = {
    binOf,
    typeOf: places.map(({ type }) => type),
    numberOf: places.map(({ number }) => number),
    packer: "the plan",
  };
  return { problem, home: homesOf(estate), solution, mostPerHost: mostPerHost(estate.request) };
}

/** Seconds to copy a wave's memory over its busiest host, where the rate is known. Starts and stops copy nothing. */
export function waveSeconds(
  moves: readonly {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly memoryMiB: number;
  }[],
  moveMbps: number,
): number {
  const through = new Map<string, number>();
  for (const { from, to, memoryMiB } of moves) {
    if (from === undefined || to === undefined) continue;
    for (const host of [from, to]) through.set(host, (through.get(host) ?? 0) + memoryMiB);
  }
  const most = [...through.values()].reduce((top, mib) => Math.max(top, mib), 0);
  return amount((most * MBIT_PER_MIB) / moveMbps);
}

function toldWaves(estate: Estate, waves: readonly Wave[]): PlanMoves["waves"] {
  const { moveMbps } = estate.request.goals;
  const nameOf = (place: HostPlace) => hostIdOf(estate.targets[place.type]?.id ?? "", place.number);
  return waves.map((wave) => {
    const steps = wave.map(({ kind, item, from, to }) => ({
      kind,
      workload: estate.workloads[item]?.workload.id ?? "",
      ...(from === undefined ? {} : { from: nameOf(from) }),
      ...(to === undefined ? {} : { to: nameOf(to) }),
    }));
    if (moveMbps === undefined) return { steps };
    const copies = wave.map(({ item }, at) => ({ ...steps[at], memoryMiB: memoryOf(estate, item) }));
    return { steps, seconds: waveSeconds(copies, moveMbps) };
  });
}

/** Every placed workload that stands elsewhere than today, by workload. */
export function moveList(estate: Estate, hosts: readonly PlanHost[]): PlanMoves["list"] {
  const homes = homesOf(estate);
  const hostOf = new Map(hosts.flatMap((host) => host.partitions.map(({ workload }) => [workload, host.id] as const)));
  return estate.workloads.flatMap(({ workload }, w) => {
    const home = homes[w];
    const to = hostOf.get(workload.id);
    if (home === undefined || to === undefined) return [];
    const from = hostIdOf(estate.targets[home.type]?.id ?? "", home.number);
    return from === to ? [] : [{ workload: workload.id, from, to, memoryMiB: memoryOf(estate, w) }];
  });
}

/** Hosts in use today, and workloads that stand on none. */
export function todayOf(homes: readonly (HostPlace | undefined)[]): PlanMoves["today"] {
  const hosts = new Set(homes.flatMap((home) => (home === undefined ? [] : [`${home.type}/${home.number}`])));
  return { hosts: hosts.size, newcomers: homes.filter((home) => home === undefined).length };
}

/** The answer as a part of a result. */
export function toldMoves(estate: Estate, { problem, home, answer }: Replanned, hosts: readonly PlanHost[]): PlanMoves {
  const beside = estate.request.goals.movePrice ?? 0;
  return {
    today: todayOf(home),
    list: moveList(estate, hosts),
    waves: toldWaves(estate, wavesOf(waveQuestion(estate, problem, hosts))),
    curve: answer.curve.map(({ hosts: used, moves, price, leastMoves }) => ({
      hosts: used,
      moves,
      memoryMiB: amount(price - moves * beside),
      leastMoves,
    })),
  };
}
