/**
 * Waves judged from scratch, by plain sums: every step starts where its item is, no host that takes something in is over
 * while both copies hold, no host takes part in too many moves, and in the end everything is where the plan has it.
 */
import type { HostPlace } from "./today.ts";
import type { Wave, WaveQuestion } from "./waves.ts";

const keyOf = ({ type, number }: HostPlace): string => `${type}/${number}`;

/** What is wrong with the waves, in words; empty = they hold. */
export function waveFaults(question: WaveQuestion, waves: readonly Wave[]): readonly string[] {
  const { solution, home } = question;
  const goalOf = (item: number): HostPlace | undefined => {
    const bin = solution.binOf[item]!;
    return bin < 0 ? undefined : { type: solution.typeOf[bin]!, number: solution.numberOf[bin]! };
  };
  const yard = new Yard(question);
  const travels = [...home.keys()].filter((item) => home[item] !== undefined && goalOf(item) !== undefined);
  for (const item of travels) yard.arrive(item, home[item]!);
  const faults = waves.flatMap((wave, w) => yard.run(wave).map((fault) => `wave ${w + 1}: ${fault}`));
  const lost = travels.filter((item) => yard.whereIs(item) !== keyOf(goalOf(item)!));
  return [...faults, ...lost.map((item) => `item ${item} does not end where the plan has it`)];
}

/** Hosts as plain sums. */
class Yard {
  readonly #question: WaveQuestion;
  readonly #sums = new Map<string, Float64Array>();
  readonly #where = new Map<number, string>();

  constructor(question: WaveQuestion) {
    this.#question = question;
  }
  whereIs(item: number): string | undefined {
    return this.#where.get(item);
  }
  arrive(item: number, place: HostPlace): void {
    this.#add(item, place, 1);
    this.#where.set(item, keyOf(place));
  }

  /** Slots of every resource, then constants. */
  #add(item: number, place: HostPlace, sign: 1 | -1): void {
    const { slots, constant, types } = this.#question.problem;
    const { demand, claim } = types[place.type]!;
    const size = demand.length * slots + constant.length;
    const sums = this.#sums.get(keyOf(place)) ?? new Float64Array(size);
    this.#sums.set(keyOf(place), sums);
    for (const [d, row] of demand.entries()) {
      for (let s = 0; s < slots; s++) sums[d * slots + s]! += sign * row[item * slots + s]!;
    }
    for (let c = 0; c < constant.length; c++)
      sums[demand.length * slots + c]! += sign * claim[item * constant.length + c]!;
  }

  #isOver(place: HostPlace): boolean {
    const { slots } = this.#question.problem;
    const { capacity, room } = this.#question.problem.types[place.type]!;
    const sums = this.#sums.get(keyOf(place))!;
    return sums.some((sum, at) => {
      const d = Math.floor(at / slots);
      return sum > (d < capacity.length ? capacity[d]! : room[at - capacity.length * slots]!);
    });
  }

  /** Run one wave; returns what is wrong with it. */
  run(wave: Wave): readonly string[] {
    const faults: string[] = [];
    const busy = new Map<string, number>();
    for (const { item, from, to } of wave) {
      if (this.#where.get(item) !== (from === undefined ? undefined : keyOf(from)))
        faults.push(`item ${item} is not where it is to leave`);
      for (const place of [from, to]) {
        if (place !== undefined) busy.set(keyOf(place), (busy.get(keyOf(place)) ?? 0) + 1);
      }
      if (to !== undefined) this.#add(item, to, 1);
    }
    for (const { to } of wave) if (to !== undefined && this.#isOver(to)) faults.push(`host ${keyOf(to)} is over`);
    for (const [host, moves] of busy) {
      if (moves > this.#question.mostPerHost) faults.push(`host ${host} takes part in ${moves} moves`);
    }
    for (const { item, from, to } of wave) {
      if (from !== undefined) this.#add(item, from, -1);
      if (to === undefined) this.#where.delete(item);
      else this.#where.set(item, keyOf(to));
    }
    return faults;
  }
}
