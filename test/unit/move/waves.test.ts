/** The order of moves: by hand, and judged from scratch on random re-plannings. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HostPlace, type WaveQuestion, replan, waveFaults, wavesOf } from "#planner/move/index.ts";
import type { PackSolution } from "#planner/pack/index.ts";
import { MOVE, onHosts, randomQuestion } from "./build-question.ts";

const at = (number: number): HostPlace => ({ type: 0, number });

/** Items from host numbers to host numbers. */
function moving(
  sizes: readonly number[],
  from: readonly number[],
  to: readonly number[],
  mostPerHost = 9,
): WaveQuestion {
  const { problem } = onHosts([sizes], 10);
  const numbers = [...new Set(to)].sort((a, b) => a - b);
  const solution: PackSolution = {
    binOf: Int32Array.from(to, (number) => numbers.indexOf(number)),
    typeOf: numbers.map(() => 0),
    numberOf: numbers,
    packer: "by hand",
  };
  return { problem, home: from.map(at), solution, mostPerHost };
}

const told = (question: WaveQuestion) =>
  wavesOf(question).map((wave) =>
    wave.map(({ kind, item, from, to }) => `${kind} ${item}: ${from?.number ?? "-"}>${to?.number ?? "-"}`),
  );

describe("waves", () => {
  it("are none when nothing moves", () => {
    expect(wavesOf(moving([5, 5], [1, 2], [1, 2]))).toEqual([]);
  });

  it("let moves that do not need each other's room go together", () => {
    expect(told(moving([5, 5, 5, 5], [1, 2, 3, 4], [3, 4, 3, 4]))).toEqual([["move 0: 1>3", "move 1: 2>4"]]);
  });

  it("wait for the room that another move leaves", () => {
    // Host 2 holds 6: the other 6 fits only after it has gone to host 3.
    expect(told(moving([6, 6], [1, 2], [2, 3]))).toEqual([["move 1: 2>3"], ["move 0: 1>2"]]);
  });

  it("hold room on both hosts while a move is under way", () => {
    // 6 leaves host 2 in the first wave; 5 must not arrive there in the same one.
    expect(told(moving([5, 6], [1, 2], [2, 1]))).not.toContainEqual(["move 0: 1>2", "move 1: 2>1"]);
  });

  it("exchange two hosts' partitions by way of a third", () => {
    // 6 and 7 swap hosts 1 and 2; host 3 holds 3 and has room for either.
    expect(told(moving([6, 7, 3], [1, 2, 3], [2, 1, 3]))).toEqual([["move 0: 1>3"], ["move 1: 2>1"], ["move 0: 3>2"]]);
  });

  it("stop a partition when no third host has room", () => {
    expect(told(moving([6, 7, 8], [1, 2, 3], [2, 1, 3]))).toEqual([["stop 0: 1>-"], ["move 1: 2>1"], ["start 0: ->2"]]);
  });

  it("keep to the moves a host may take part in at a time", () => {
    expect(told(moving([1, 1, 1], [1, 1, 1], [2, 2, 2], 2))).toEqual([["move 0: 1>2", "move 1: 1>2"], ["move 2: 1>2"]]);
  });

  it("hold when judged from scratch, and bring everything where it is to be", () => {
    fc.assert(
      fc.property(randomQuestion, fc.integer({ min: 1, max: 4 }), ({ question }, mostPerHost) => {
        const { solution, moves } = replan(question, MOVE);
        const asked: WaveQuestion = { problem: question.problem, home: question.home, solution, mostPerHost };
        const waves = wavesOf(asked);
        expect(waveFaults(asked, waves)).toEqual([]);
        const stepped = new Set(waves.flat().map(({ item }) => item));
        expect([...stepped].sort((a, b) => a - b)).toEqual(moves);
      }),
      { seed: 5603, numRuns: 300 },
    );
  });

  it("are judged: a wave that overfills, leaves from elsewhere or does not arrive is told", () => {
    const question = moving([6, 6], [1, 2], [2, 3]);
    const both = [
      [
        { kind: "move" as const, item: 0, from: at(1), to: at(2) },
        { kind: "move" as const, item: 1, from: at(2), to: at(3) },
      ],
    ];
    expect(waveFaults(question, both)).toEqual(["wave 1: host 0/2 is over"]);
    expect(waveFaults(question, []).join()).toContain("item 0 does not end");
    const wrong = [[{ kind: "move" as const, item: 0, from: at(3), to: at(2) }]];
    expect(waveFaults(question, wrong)[0]).toBe("wave 1: item 0 is not where it is to leave");
  });
});
