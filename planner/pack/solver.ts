/**
 * What the packer asks of a solver of linear programs: a model that keeps its basis while columns are added. The solver
 * itself is handed in, so that packing stays pure and runs without one.
 */

/** A column: its cost, its bounds, and where it stands in which rows. */
export interface LinearColumn {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  /** Row indices, ascending. */
  readonly rows: readonly number[] | Int32Array;
  readonly values: readonly number[] | Float64Array;
}

/** What a run may take: counted, so that it ends at the same place every time. */
export interface LinearLimits {
  /** Simplex iterations, > 0; absent = no limit. A mixed-integer run ends at the first check after them. */
  readonly iterations?: number;
  /** Asked now and then; true = give up with what there is. */
  readonly stopped?: () => boolean;
}

/** What a mixed-integer run may take, and what it may start from. */
export interface WholeLimits extends LinearLimits {
  /** Branch-and-bound nodes, > 0; absent = no limit. */
  readonly nodes?: number;
  /** A solution at most this costly is good enough: stop. */
  readonly target?: number;
  /** [column] a solution to start from. */
  readonly start?: Float64Array;
}

export interface LinearAnswer {
  readonly status: "optimal" | "feasible" | "infeasible" | "unbounded" | "unknown";
  readonly objective: number;
  /** [column] */
  readonly values: Float64Array;
  /** [row] duals of a linear run; empty for a mixed-integer one. */
  readonly duals: Float64Array;
  /** Of a mixed-integer run: proved lower bound on the objective. */
  readonly bound: number;
  /** Simplex iterations that the run took. */
  readonly iterations: number;
}

/** A model to be minimised. Must be disposed: its memory is not garbage collected. */
export interface LinearModel {
  addColumns(columns: readonly LinearColumn[]): void;
  /** @param column index in the order of adding */
  setBounds(column: number, lower: number, upper: number): void;
  /** Solve with all columns continuous, from the last basis. */
  solve(limits?: LinearLimits): LinearAnswer;
  /** Solve with all columns whole numbers; the basis of the last continuous run is kept for the next one. */
  solveWhole(limits?: WholeLimits): LinearAnswer;
  /** Give the memory back; the model cannot be used afterwards. Twice does no harm. */
  dispose(): void;
}

export interface LinearSolver {
  /** A model with rows `lower ≤ row ≤ upper` and no columns yet. */
  model(rows: readonly { readonly lower: number; readonly upper: number }[]): LinearModel;
}
