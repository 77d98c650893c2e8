/** The adapter of the linear solver: values and duals checked by hand, columns added, whole numbers, limits, stopping. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "#planner/pack/lp/highs.ts";
import type { LinearModel, LinearSolver } from "#planner/pack/index.ts";

let solver: LinearSolver;
const models: LinearModel[] = [];
beforeAll(async () => {
  solver = await loadSolver();
});
afterAll(() => {
  for (const model of models) model.dispose();
});

/** Rows "at least that much". */
function covering(needs: readonly number[]): LinearModel {
  const model = solver.model(needs.map((lower) => ({ lower, upper: Infinity })));
  models.push(model);
  return model;
}
const column = (cost: number, rows: readonly number[], values: readonly number[]) => ({
  cost,
  lower: 0,
  upper: Infinity,
  rows,
  values,
});

describe("the HiGHS adapter", () => {
  test("a solver is loaded once", async () => {
    expect(await loadSolver()).toBe(solver);
  });

  test("three pairs over three items: each half used, each item worth a half", () => {
    const model = covering([1, 1, 1]);
    model.addColumns([column(1, [0, 1], [1, 1]), column(1, [1, 2], [1, 1]), column(1, [0, 2], [1, 1])]);
    const answer = model.solve();
    expect(answer.status).toBe("optimal");
    expect(answer.objective).toBeCloseTo(1.5, 9);
    expect([...answer.values]).toEqual([0.5, 0.5, 0.5]);
    expect([...answer.duals]).toEqual([0.5, 0.5, 0.5]);
  });

  test("in whole numbers the same takes two; the linear run after it answers as before", () => {
    const model = covering([1, 1, 1]);
    model.addColumns([column(1, [0, 1], [1, 1]), column(1, [1, 2], [1, 1]), column(1, [0, 2], [1, 1])]);
    model.solve();
    const whole = model.solveWhole({ nodes: 10 });
    expect(whole.objective).toBeCloseTo(2, 9);
    expect(whole.bound).toBeCloseTo(2, 9);
    expect(whole.duals).toHaveLength(0);
    expect(model.solve().objective).toBeCloseTo(1.5, 9);
  });

  test("a cheaper column that is added later is taken", () => {
    const model = covering([2, 3]);
    model.addColumns([column(4, [0], [1]), column(4, [1], [1])]);
    expect(model.solve().objective).toBeCloseTo(20, 9); // 4 × 2 + 4 × 3
    model.addColumns([column(5, [0, 1], [1, 1])]);
    expect(model.solve().objective).toBeCloseTo(14, 9); // 5 × 2 + 4 × 1
  });

  test("bounds of a column and an upper bound of a row hold", () => {
    const model = solver.model([
      { lower: 4, upper: Infinity },
      { lower: -Infinity, upper: 1 },
    ]);
    models.push(model);
    model.addColumns([column(1, [0, 1], [2, 1]), column(3, [0], [1])]);
    expect(model.solve().objective).toBeCloseTo(7, 9); // one of the first (2), two of the second (6)
    model.setBounds(0, 0, 0);
    expect(model.solve().objective).toBeCloseTo(12, 9);
    model.setBounds(1, 0, 3);
    expect(model.solve().status).toBe("infeasible");
  });

  test("no columns: rows that ask for something are infeasible", () => {
    expect(covering([1]).solve().status).toBe("infeasible");
  });

  test("a run that is stopped says so and keeps the model usable", () => {
    const model = covering(Array.from({ length: 40 }, () => 1));
    const pairs = Array.from({ length: 40 }, (_, a) => [a, (a * 7 + 3) % 40].toSorted((x, y) => x - y));
    model.addColumns(pairs.filter(([a, b]) => a !== b).map((rows) => column(1, rows, [1, 1])));
    expect(["feasible", "unknown"]).toContain(model.solve({ iterations: 1 }).status);
    expect(model.solve().status).toBe("optimal");
  });

  test("a model may be disposed twice", () => {
    const model = covering([1]);
    model.dispose();
    model.dispose();
  });
});
