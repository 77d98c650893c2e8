/**
 * In which order to move: waves of moves that can be under way together, so that no host is ever over while both copies
 * hold their room. When every move left waits for another (hosts that exchange items), one goes by way of a third host;
 * when no host has room for that, one is stopped and started again once its place is free.
 */
import type { PackProblem, PackSolution } from "../pack/problem.ts";
import type { HostPlace } from "./today.ts";
import { Traffic } from "./traffic.ts";

/** One step: a move keeps the item running; a stop and a later start are the way out when nothing else is. */
export interface Step {
  readonly kind: "move" | "stop" | "start";
  readonly item: number;
  /** Where it leaves; absent for a start. */
  readonly from?: HostPlace;
  /** Where it arrives; absent for a stop. */
  readonly to?: HostPlace;
}

/** Steps that are under way together. */
export type Wave = readonly Step[];

export interface WaveQuestion {
  readonly problem: PackProblem;
  /** [item] where it stands today; what stands nowhere starts after the last wave. */
  readonly home: readonly (HostPlace | undefined)[];
  /** Where it is to stand; what is left out is taken not to run. */
  readonly solution: PackSolution;
  /** Moves that one host takes part in at a time, ≥ 1. */
  readonly mostPerHost: number;
}

const keyOf = ({ type, number }: HostPlace): string => `${type}/${number}`;

/** The waves, first to last; none when nothing moves. O(waves × moves × slots) */
export function wavesOf(question: WaveQuestion): readonly Wave[] {
  const dispatch = new Dispatch(question);
  const waves: Wave[] = [];
  for (let wave = dispatch.next(); wave.length > 0; wave = dispatch.next()) waves.push(wave);
  return waves;
}

/** Hosts of today and of the plan, by type and number. */
function hostsOf({ home, solution }: WaveQuestion): readonly HostPlace[] {
  const found = new Map<string, HostPlace>();
  for (const place of home) if (place !== undefined) found.set(keyOf(place), place);
  for (const [bin, type] of solution.typeOf.entries()) {
    const place = { type, number: solution.numberOf[bin]! };
    found.set(keyOf(place), place);
  }
  return [...found.values()].sort((a, b) => a.type - b.type || a.number - b.number);
}

class Dispatch {
  readonly #hosts: readonly HostPlace[];
  readonly #traffic: Traffic;
  /** [item] host it is to reach, −1 = it does not move. */
  readonly #goal: Int32Array;
  #pending: readonly number[];
  readonly #detoured = new Set<number>();

  constructor(question: WaveQuestion) {
    const { problem, home, solution } = question;
    this.#hosts = hostsOf(question);
    const indexOf = new Map(this.#hosts.map((place, host) => [keyOf(place), host]));
    const binHost = solution.typeOf.map((type, bin) => indexOf.get(keyOf({ type, number: solution.numberOf[bin]! }))!);
    this.#traffic = new Traffic(problem, this.#hosts, question.mostPerHost);
    this.#goal = new Int32Array(problem.items).fill(-1);
    for (const [item, place] of home.entries()) {
      const goal = binHost[solution.binOf[item]!];
      if (place === undefined || goal === undefined) continue;
      const host = indexOf.get(keyOf(place))!;
      this.#traffic.board.place(item, host);
      if (host !== goal) this.#goal[item] = goal;
    }
    this.#pending = [...this.#goal.keys()].filter((item) => this.#goal[item]! >= 0);
  }

  /** The next wave; empty = everything is in place. */
  next(): Wave {
    if (this.#pending.length === 0) return [];
    const steps = this.#direct();
    if (steps.length > 0) return steps;
    return this.#detour() ?? this.#stop() ?? this.#startAnyway();
  }

  #begin(item: number, to: number): Step {
    const from = this.#traffic.board.binOf(item);
    this.#traffic.go(item, to);
    if (from < 0) return { kind: "start", item, to: this.#hosts[to]! };
    return { kind: "move", item, from: this.#hosts[from]!, to: this.#hosts[to]! };
  }

  /** Everything that can go where it is to be. */
  #direct(): Wave {
    const steps: Step[] = [];
    this.#pending = this.#pending.filter((item) => {
      if (!this.#traffic.mayGo(item, this.#goal[item]!)) return true;
      steps.push(this.#begin(item, this.#goal[item]!));
      return false;
    });
    this.#traffic.endWave();
    return steps;
  }

  /** Does somebody wait for room where the item stands? */
  #isInTheWay(item: number): boolean {
    const host = this.#traffic.board.binOf(item);
    return host >= 0 && this.#pending.some((other) => this.#goal[other] === host);
  }

  /** One item that is in the way goes to a third host; each at most once. */
  #detour(): Wave | undefined {
    for (const item of this.#pending) {
      if (this.#detoured.has(item) || !this.#isInTheWay(item)) continue;
      const from = this.#traffic.board.binOf(item);
      const via = this.#hosts.findIndex((_, host) => host !== from && this.#traffic.mayGo(item, host));
      if (via < 0) continue;
      this.#detoured.add(item);
      const steps = [this.#begin(item, via)];
      this.#traffic.endWave();
      return steps;
    }
    return undefined;
  }

  /** One item that is in the way is stopped. */
  #stop(): Wave | undefined {
    const { board } = this.#traffic;
    const running = this.#pending.filter((item) => board.binOf(item) >= 0);
    const item = running.find((one) => this.#isInTheWay(one)) ?? running[0];
    if (item === undefined) return undefined;
    const from = this.#hosts[board.binOf(item)]!;
    board.remove(item);
    return [{ kind: "stop", item, from }];
  }

  /** All that is left is stopped, and a rule that asks for what is not there yet keeps it out: start one all the same. */
  #startAnyway(): Wave {
    const [item, ...rest] = this.#pending;
    if (item === undefined) return [];
    this.#pending = rest;
    const steps = [this.#begin(item, this.#goal[item]!)];
    this.#traffic.endWave();
    return steps;
  }
}
