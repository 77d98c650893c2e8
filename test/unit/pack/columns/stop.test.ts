/** A stop that is asked for while the linear solver runs is heard there, though no work is counted meanwhile. */
import { expect, it } from "vitest";
import { packByColumns } from "#planner/pack/columns/index.ts";
import { loadSolver } from "#planner/pack/lp/index.ts";
import { type LinearModel, type LinearSolver, Meter } from "#planner/pack/index.ts";
import { line } from "../build-problem.ts";

it("reaches the solver in the middle of a run", async () => {
  const real = await loadSolver();
  let isAsked = false;
  const heard: boolean[] = [];
  /** The solver, with somebody who asks for a stop as soon as a run has begun. */
  const solver: LinearSolver = {
    model(rows) {
      const model = real.model(rows);
      const watched: LinearModel = {
        addColumns: (columns) => model.addColumns(columns),
        setBounds: (column, lower, upper) => model.setBounds(column, lower, upper),
        solve(limits) {
          heard.push(limits?.stopped?.() === true);
          isAsked = true;
          heard.push(limits?.stopped?.() === true);
          return model.solve(limits);
        },
        solveWhole: (limits) => model.solveWhole(limits),
        dispose: () => model.dispose(),
      };
      return watched;
    },
  };
  const sizes = Array.from({ length: 40 }, (_, i) => 27 + ((i * 31) % 43));
  packByColumns(line(sizes, 100), { seed: 1, solver, meter: new Meter(10, () => isAsked) });
  expect(heard.slice(0, 2)).toEqual([false, true]);
});
