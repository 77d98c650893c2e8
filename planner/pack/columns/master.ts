/**
 * The restricted master: which of the columns known so far cover every class at least cost? Rows: each class's need (at
 * least: an item too much is simply taken out later), each limited stock. Where stock is limited, costly stand-ins keep
 * the program feasible until columns are found.
 */
import type { Meter } from "../meter.ts";
import type { LinearAnswer, LinearModel, LinearSolver, WholeLimits } from "../solver.ts";
import { type Column, type ColumnProblem, keyOf } from "./column-problem.ts";

/** Work of one simplex iteration: a part for the row count and one for each column priced; measured. */
const SECONDS_PER_ROW = 0.04e-6;
const SECONDS_PER_COLUMN = 0.02e-6;
const SECONDS_PER_RUN = 1e-3;
/** A mixed-integer run does cuts, probing and heuristics around each iteration; measured. */
const WHOLE_FACTOR = 3.5;
/** What a stand-in costs, in the costs of all bins that could be needed. */
const STAND_IN_FACTOR = 2;

export interface MasterAnswer {
  readonly isSolved: boolean;
  readonly cost: number;
  /** [column] how often it is used. */
  readonly uses: Float64Array;
  /** [class] worth of one item, ≥ 0. */
  readonly price: Float64Array;
  /** [type] worth of one more bin, ≥ 0. */
  readonly stock: Float64Array;
}

/** Which types can run out. */
const isShort = (problem: ColumnProblem, type: number): boolean =>
  problem.types[type]!.stock < problem.need.reduce((sum, need) => sum + need, 0);

export class Master {
  readonly columns: Column[] = [];
  readonly problem: ColumnProblem;
  readonly #model: LinearModel;
  readonly #meter: Meter;
  readonly #keys = new Set<string>();
  /** [type] its row, −1 = none. */
  readonly #stockRow: Int32Array;
  /** Stand-ins come before the columns. */
  readonly #standIns: number;

  constructor(problem: ColumnProblem, solver: LinearSolver, meter: Meter) {
    this.problem = problem;
    this.#meter = meter;
    const rows = [...problem.need].map((lower) => ({ lower, upper: Infinity }));
    this.#stockRow = Int32Array.from(problem.types, (type, t) =>
      isShort(problem, t) ? rows.push({ lower: -Infinity, upper: type.stock }) - 1 : -1,
    );
    this.#model = solver.model(rows);
    const hasShort = this.#stockRow.some((row) => row >= 0);
    this.#standIns = hasShort ? problem.need.length : 0;
    const dearest = problem.types.reduce((top, type) => Math.max(top, type.cost), 0);
    const cost = dearest * problem.need.length * STAND_IN_FACTOR;
    const standIns = Array.from({ length: this.#standIns }, (_, c) => ({ cost, rows: [c], values: [1] }));
    this.#model.addColumns(standIns.map((column) => ({ ...column, lower: 0, upper: Infinity })));
  }

  /** Take in columns that are not known yet. @returns how many were new */
  add(columns: readonly Column[]): number {
    const fresh = columns.filter((column) => {
      const key = keyOf(column);
      return !this.#keys.has(key) && this.#keys.add(key);
    });
    this.columns.push(...fresh);
    this.#model.addColumns(
      fresh.map(({ type, classes, counts, cost }) => {
        const row = this.#stockRow[type]!;
        const rows = row < 0 ? classes : Int32Array.of(...classes, row);
        const values = row < 0 ? [...counts] : [...counts, 1];
        return { cost, lower: 0, upper: Infinity, rows, values };
      }),
    );
    return fresh.length;
  }

  /** Use a column between so and so often from now on. */
  bound(column: number, least: number, most: number): void {
    this.#model.setBounds(this.#standIns + column, least, most);
  }

  #spend(iterations: number, factor: number): void {
    const each = SECONDS_PER_ROW * this.problem.need.length + SECONDS_PER_COLUMN * this.columns.length;
    this.#meter.spend(factor * (SECONDS_PER_RUN + iterations * each));
  }

  /** Solve with fractions. */
  solve(): MasterAnswer {
    const answer = this.#model.solve({ stopped: () => this.#meter.isStoppedNow });
    this.#spend(answer.iterations, 1);
    const classes = this.problem.need.length;
    return {
      ...this.#usesOf(answer),
      isSolved: answer.status === "optimal",
      price: answer.duals.slice(0, classes).map((dual) => Math.max(0, dual)),
      stock: Float64Array.from(this.#stockRow, (row) => (row < 0 ? 0 : Math.max(0, -answer.duals[row]!))),
    };
  }

  /**
   * Solve in whole numbers. @param effort counted seconds it may take
   * @returns nothing when no solution without stand-ins was found
   */
  solveWhole(
    effort: number,
    limits: Omit<WholeLimits, "iterations" | "start"> & { readonly start?: readonly number[] },
  ): { readonly cost: number; readonly uses: Float64Array } | undefined {
    const each = SECONDS_PER_ROW * this.problem.need.length + SECONDS_PER_COLUMN * this.columns.length;
    const iterations = Math.max(1, Math.floor(effort / WHOLE_FACTOR / each));
    const { start, ...rest } = limits;
    const shifted = start === undefined ? undefined : new Float64Array(this.#standIns + this.columns.length);
    if (shifted !== undefined) shifted.set(start!, this.#standIns);
    const answer = this.#model.solveWhole({
      ...rest,
      iterations,
      stopped: () => this.#meter.isStoppedNow,
      ...(shifted === undefined ? {} : { start: shifted }),
    });
    this.#spend(answer.iterations, WHOLE_FACTOR);
    if (answer.status !== "optimal" && answer.status !== "feasible") return undefined;
    const { cost, uses } = this.#usesOf(answer);
    const hasStandIn = answer.values.subarray(0, this.#standIns).some((value) => value > 0.5);
    return hasStandIn ? undefined : { cost, uses: uses.map(Math.round) };
  }

  #usesOf(answer: LinearAnswer): { readonly cost: number; readonly uses: Float64Array } {
    return { cost: answer.objective, uses: answer.values.slice(this.#standIns) };
  }

  dispose(): void {
    this.#model.dispose();
  }
}
