/** Re-planning: by hand on telling cases, and properties on small random ones judged from scratch. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MoveQuestion, replan } from "#planner/move/index.ts";
import { faults } from "../pack/recount.ts";
import { MOVE, askedAgain, hostOf, onHosts, randomQuestion } from "./build-question.ts";

const RUNS = { seed: 5601, numRuns: 200 };
const numbers = (question: MoveQuestion, options = MOVE) => {
  const { solution } = replan(question, options);
  return Array.from(solution.binOf, (bin) => solution.numberOf[bin] ?? 0);
};

describe("re-planning by hand", () => {
  it("stays when no host can be saved", () => {
    // 6 + 6 > 10: two hosts it is.
    const answer = replan(onHosts([[6], [6]], 10), MOVE);
    expect(answer.moves).toEqual([]);
    expect(answer.curve).toEqual([{ hosts: 2, moves: 0, price: 0, leastMoves: 0 }]);
  });

  it("empties the host with the fewest partitions", () => {
    // 3 + 3 + 4 = 10: one host is enough, and moving the single 4 is the cheaper way.
    const answer = replan(onHosts([[4], [3, 3]], 10), MOVE);
    expect(answer.moves).toEqual([0]);
    expect(answer.chosen).toEqual({ hosts: 1, moves: 1, price: 1, leastMoves: 1 });
    expect(answer.solution.numberOf).toEqual([2]);
  });

  it("draws the curve from nothing moved to fewest hosts", () => {
    // Sizes 2; hosts hold 5 of them: 9 partitions need 2 hosts. Emptied in turn: 1, then 2 moves more.
    const { curve } = replan(onHosts([[2], [2, 2], [2, 2, 2], [2, 2, 2]], 10), MOVE);
    expect(curve.map(({ hosts, moves }) => [hosts, moves])).toEqual([
      [4, 0],
      [3, 1],
      [2, 3],
    ]);
  });

  it("keeps to the most moves allowed", () => {
    const question = onHosts([[2], [2, 2], [2, 2, 2], [2, 2, 2]], 10);
    expect(replan(question, { ...MOVE, maxMoves: 2 }).chosen).toMatchObject({ hosts: 3, moves: 1 });
    expect(replan(question, { ...MOVE, maxMoves: 0 }).moves).toEqual([]);
  });

  it("relieves a host that is too full by the one move that is enough", () => {
    // 5 + 4 + 3 = 12 > 10: moving the 3 leaves 9; host 2 has 6 and takes 3 or 4.
    expect(replan(onHosts([[5, 4, 3], [6]], 10), { ...MOVE, maxMoves: 0 }).moves).toHaveLength(1);
  });

  it("parts what must stand apart by one move", () => {
    const rules = [{ id: "a", kind: "apart" as const, workloads: ["w0", "w1"] }];
    const answer = replan(onHosts([[1, 1], [9]], 10, { rules }), { ...MOVE, maxMoves: 0 });
    expect(answer.moves).toHaveLength(1);
    expect(hostOf(answer.solution, 0)).not.toBe(hostOf(answer.solution, 1));
  });

  it("drains a host into the room that is there", () => {
    // Host 1 is drained; 3 goes beside 7, 2 beside 8: both once, nothing else.
    expect(numbers(onHosts([[3, 2], [7], [8]], 10, { drained: [1] }), { ...MOVE, maxMoves: 0 })).toEqual([2, 3, 2, 3]);
  });

  it("makes room by a chain when nothing fits and no further host stands", () => {
    // Drained 6 fits beside neither 5 + 2 nor 7. Three hosts, one drained: the 2 moves to the 7, still 6 + 5 > 10.
    // With hosts [4, 2] and [7]: 6 + 4 = 10 once the 2 went to the 7 (9). Two moves.
    const answer = replan(onHosts([[6], [4, 2], [7]], 10, { drained: [1], maxBins: 3 }), { ...MOVE, maxMoves: 0 });
    expect(answer.moves).toEqual([0, 2]);
  });

  it("takes a fresh host in place of the drained one when there is one", () => {
    const answer = replan(onHosts([[6], [5], [5]], 10, { drained: [1] }), { ...MOVE, maxMoves: 0 });
    expect(answer.moves).toEqual([0]);
    expect(hostOf(answer.solution, 0)).toBe("0/4");
  });

  it("starts from hosts that are numbered higher than any may be now", () => {
    // Three hosts stand, the third of them beyond the last number that the target allows; 3 + 3 + 4 = 10 need one.
    const question = onHosts([[3], [3], [4]], 10);
    const problem = {
      ...question.problem,
      types: question.problem.types.map((type) => ({ ...type, maxBins: 1, lastNumber: 2 })),
    };
    const { chosen, solution } = replan({ ...question, problem }, MOVE);
    expect(chosen).toMatchObject({ hosts: 1, moves: 2 });
    expect(Array.from(solution.binOf, (bin) => bin >= 0)).toEqual([true, true, true]);
  });

  it("says what finds no place", () => {
    const answer = replan(onHosts([[6], [6]], 10, { drained: [1], maxBins: 2 }), MOVE);
    expect(hostOf(answer.solution, 0)).toBeUndefined();
    expect(answer.moves).toEqual([]);
  });

  it("moves a group that must be together as one", () => {
    const rules = [{ id: "t", kind: "together" as const, workloads: ["w0", "w2"] }];
    const answer = replan(onHosts([[3], [3, 3]], 10, { rules }), { ...MOVE, maxMoves: 0 });
    expect(hostOf(answer.solution, 0)).toBe(hostOf(answer.solution, 2));
    expect(answer.moves).toHaveLength(1);
  });
});

describe("re-planning at random", () => {
  it("is valid, counts its moves, and never uses more hosts than a valid today", () => {
    fc.assert(
      fc.property(randomQuestion, fc.option(fc.nat(6), { nil: Infinity }), ({ spec, question }, maxMoves) => {
        const { solution, moves, chosen, curve } = replan(question, { ...MOVE, maxMoves });
        expect(faults(spec, question.problem, solution)).toEqual([]);
        const moved = [...question.home.keys()].filter((item) => {
          const place = question.home[item];
          const host = hostOf(solution, item);
          return place !== undefined && host !== undefined && host !== `${place.type}/${place.number}`;
        });
        expect(moves).toEqual(moved);
        expect(chosen.moves).toBe(moved.length);
        expect(chosen.hosts).toBe(solution.typeOf.length);
        expect(chosen.price).toBe(moved.reduce((sum, item) => sum + question.price[item]!, 0));
        if (chosen !== curve[0]) expect(chosen.moves).toBeLessThanOrEqual(maxMoves);
        const drained = new Set((question.drained ?? []).map(({ type, number }) => `${type}/${number}`));
        for (const item of question.home.keys()) expect(drained.has(hostOf(solution, item) ?? "")).toBe(false);
        const today = new Set(question.home.map((place) => `${place?.type}/${place?.number}`)).size;
        if (curve[0]?.moves === 0 && question.home.every((place) => place !== undefined))
          expect(chosen.hosts).toBeLessThanOrEqual(today);
      }),
      RUNS,
    );
  });

  it("draws a curve that falls in hosts and rises in moves, above its bound, each point to be had by maxMoves", () => {
    fc.assert(
      fc.property(randomQuestion, ({ question }) => {
        const { curve } = replan(question, MOVE);
        for (const [at, point] of curve.entries()) {
          const before = curve[at - 1];
          if (before !== undefined) {
            expect(point.hosts).toBeLessThan(before.hosts);
            expect(point.moves).toBeGreaterThan(before.moves);
          }
          expect(replan(question, { ...MOVE, maxMoves: point.moves }).chosen).toEqual(point);
        }
      }),
      RUNS,
    );
  });

  it("moves nothing when it is asked again where it left off", () => {
    fc.assert(
      fc.property(randomQuestion, ({ question }) => {
        const first = replan(question, MOVE);
        const again = replan(askedAgain(question, first.solution), MOVE);
        expect(again.moves).toEqual([]);
        expect(again.solution).toEqual(first.solution);
      }),
      RUNS,
    );
  });

  it("is valid when it is stopped at once, or has no effort", () => {
    fc.assert(
      fc.property(randomQuestion, fc.boolean(), ({ spec, question }, isStopped) => {
        const { solution, moves, chosen } = replan(question, { ...MOVE, effort: 0, stopped: () => isStopped });
        expect(faults(spec, question.problem, solution)).toEqual([]);
        expect(chosen.moves).toBe(moves.length);
      }),
      RUNS,
    );
  });

  it("proves no more moves than it makes", () => {
    fc.assert(
      fc.property(randomQuestion, ({ question }) => {
        for (const { leastMoves, moves } of replan(question, MOVE).curve) expect(leastMoves).toBeLessThanOrEqual(moves);
      }),
      RUNS,
    );
  });
});
