/**
 * The port for linear programs (solver.ts) over HiGHS compiled to WebAssembly. Single-threaded and quiet; runs end by
 * iterations, nodes or a stop request, never by time, so that the same calls give the same answers everywhere.
 * After columns are added the last basis stays primal feasible, after bounds are changed dual feasible: the method that
 * can go on from there is taken.
 * Source of the settings: measured on restricted masters of 100 and 500 rows (docs/decisions/0009).
 */
import type { Highs, HighsCallbackMap, Model, SymbolDisposable } from "highs";
import type { LinearAnswer, LinearColumn, LinearLimits, LinearModel, LinearSolver, WholeLimits } from "../solver.ts";

/** Largest value of an option that HiGHS keeps as a 32-bit whole number: no limit. */
const NO_LIMIT = 2_147_483_647;
/** An objective that no run gets down to. */
const NO_TARGET = -1e30;
/** HiGHS's numbers of the simplex methods. */
const PRIMAL_SIMPLEX = 4;
const DUAL_SIMPLEX = 1;
/** Share of the work that mixed-integer heuristics may take; HiGHS's own default is 0.05, restricted masters need more. */
const HEURISTIC_EFFORT = 0.2;

let loading: Promise<LinearSolver> | undefined;

/** The solver, loaded once per thread (about 30 ms, 20 MB). @throws Error when WebAssembly cannot be loaded */
export function loadSolver(): Promise<LinearSolver> {
  loading ??= loadHighs().then((highs): LinearSolver => ({ model: (rows) => new HighsModel(highs, rows) }));
  return loading;
}

/** Not imported before it is asked for: most plans need no linear program. */
async function loadHighs(): Promise<Highs> {
  const { default: load } = await import("highs");
  // The package's types describe its CommonJS build; an ES module gets the loader itself as default.
  return (load as unknown as typeof load.default)();
}

class HighsModel implements LinearModel {
  readonly #highs: Highs;
  readonly #model: SymbolDisposable<Model>;
  readonly #rows: number;
  /** Does a row ask for something? */
  readonly #asks: boolean;
  #columns = 0;
  /** Were bounds changed since the last run? */
  #hasNewBounds = false;

  constructor(highs: Highs, rows: readonly { readonly lower: number; readonly upper: number }[]) {
    this.#highs = highs;
    this.#rows = rows.length;
    this.#asks = rows.some((row) => row.lower > 0 || row.upper < 0);
    this.#model = highs.createModel();
    this.#model.options.set({
      output_flag: false,
      mip_heuristic_effort: HEURISTIC_EFFORT,
    });
    this.#model.addRows({
      lower: Float64Array.from(rows, (row) => this.#finite(row.lower)),
      upper: Float64Array.from(rows, (row) => this.#finite(row.upper)),
      matrix: {
        format: "csr",
        numRows: rows.length,
        numCols: 0,
        starts: new Int32Array(rows.length + 1),
        indices: new Int32Array(0),
        values: new Float64Array(0),
      },
    });
  }

  #finite(bound: number): number {
    return Number.isFinite(bound) ? bound : Math.sign(bound) * this.#highs.infinity;
  }

  addColumns(columns: readonly LinearColumn[]): void {
    if (columns.length === 0) return;
    const starts = new Int32Array(columns.length + 1);
    for (const [at, column] of columns.entries()) starts[at + 1] = starts[at]! + column.rows.length;
    const entries = starts[columns.length]!;
    const indices = new Int32Array(entries);
    const values = new Float64Array(entries);
    for (const [at, column] of columns.entries()) {
      indices.set(column.rows, starts[at]);
      values.set(column.values, starts[at]);
    }
    this.#model.addCols({
      cost: Float64Array.from(columns, (column) => column.cost),
      lower: Float64Array.from(columns, (column) => this.#finite(column.lower)),
      upper: Float64Array.from(columns, (column) => this.#finite(column.upper)),
      matrix: { format: "csc", numRows: this.#rows, numCols: columns.length, starts, indices, values },
    });
    this.#columns += columns.length;
  }

  setBounds(column: number, lower: number, upper: number): void {
    this.#hasNewBounds = true;
    this.#model.changeColBounds(column, this.#finite(lower), this.#finite(upper));
  }

  solve(limits: LinearLimits = {}): LinearAnswer {
    this.#model.options.set({
      simplex_iteration_limit: Math.min(limits.iterations ?? NO_LIMIT, NO_LIMIT),
      simplex_strategy: this.#hasNewBounds ? DUAL_SIMPLEX : PRIMAL_SIMPLEX,
    });
    this.#hasNewBounds = false;
    const { stopped } = limits;
    const watch: HighsCallbackMap = {
      1: (event) => {
        if (stopped?.() === true) event.interrupt();
        return undefined;
      },
    };
    this.#model.run(stopped === undefined ? undefined : watch);
    const { values, duals } = this.#solution();
    const objective = this.#model.getObjectiveValue();
    const iterations = Math.max(0, Number(this.#model.info.get("simplex_iteration_count")));
    return { status: this.#status(), objective, values, duals, bound: -Infinity, iterations };
  }

  solveWhole(limits: WholeLimits = {}): LinearAnswer {
    if (!this.#isSolved()) this.solve(limits);
    const basis = this.#isSolved() ? this.#model.getBasis() : undefined;
    const all = { kind: "range", from: 0, to: this.#columns - 1 } as const;
    this.#model.changeColsIntegrality(all, new Int32Array(this.#columns).fill(1));
    this.#model.options.set({
      simplex_iteration_limit: NO_LIMIT,
      mip_max_nodes: Math.min(limits.nodes ?? NO_LIMIT, NO_LIMIT),
      objective_target: limits.target ?? NO_TARGET,
    });
    if (limits.start !== undefined) this.#model.setSolution({ colValue: limits.start });
    let iterations = 0;
    const watch: HighsCallbackMap = {
      6: (event) => {
        iterations = Math.max(iterations, Number(event.data.mip_total_lp_iterations ?? 0));
        if (iterations > (limits.iterations ?? Infinity) || limits.stopped?.() === true) event.interrupt();
        return undefined;
      },
    };
    this.#model.run(watch);
    iterations = Math.max(iterations, Number(this.#model.info.get("simplex_iteration_count")));
    const bound = Number(this.#model.info.get("mip_dual_bound"));
    const answer: LinearAnswer = {
      status: this.#status(),
      objective: this.#model.getObjectiveValue(),
      values: this.#solution().values,
      duals: new Float64Array(0),
      bound,
      iterations,
    };
    this.#model.clearIntegrality();
    if (basis !== undefined) this.#model.setBasis(basis);
    return answer;
  }

  /** Was there a run since the last change, on more than an empty model? Without one HiGHS refuses to tell results. */
  #isSolved(): boolean {
    const { modelStatus } = this.#highs.constants;
    const status = this.#model.getModelStatus();
    return status !== modelStatus.notSet && status !== modelStatus.empty;
  }

  /** All 0 when the run came to nothing. */
  #solution(): Pick<LinearAnswer, "values" | "duals"> {
    const value = this.#isSolved() ? this.#model.raw.getSolution().value : undefined;
    if (value !== undefined) return { values: value.colValue, duals: value.rowDual };
    return { values: new Float64Array(this.#columns), duals: new Float64Array(this.#rows) };
  }

  #status(): LinearAnswer["status"] {
    const { modelStatus, solutionStatus } = this.#highs.constants;
    const status = this.#model.getModelStatus();
    // HiGHS calls a model without columns "empty", whatever its rows ask for.
    if (status === modelStatus.empty) return this.#asks ? "infeasible" : "optimal";
    if (status === modelStatus.optimal) return "optimal";
    if (status === modelStatus.infeasible) return "infeasible";
    if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible) return "unbounded";
    const isFeasible = this.#model.info.get("primal_solution_status") === solutionStatus.feasible;
    return isFeasible ? "feasible" : "unknown";
  }

  dispose(): void {
    if (!this.#model.disposed) this.#model.dispose();
  }
}
