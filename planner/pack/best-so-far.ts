/**
 * The best packing and the best bound that several searches have found, side by side: whoever finds something hands it in
 * here, and here it is asked whether anything better can still be found.
 */
import { mostPlaced } from "./bound-count.ts";
import { lowerBound, lowerCost } from "./bound.ts";
import type { ColumnsAnswer } from "./columns/index.ts";
import type { Ending, PackBound, PackProblem, PackProgress, PackSolution } from "./problem.ts";
import { type Score, costOfSolution, isBetter } from "./solution.ts";

/** Costs this close are equal: sums of doubles. */
const ALIKE = 1e-9;

/** Items that some type in stock may take, whatever their size. */
export const placeable = (problem: PackProblem): readonly number[] =>
  Array.from({ length: problem.items }, (_, item) => item).filter((item) =>
    problem.types.some((type) => type.maxBins > 0 && type.eligible[item] === 1),
  );

/** The best of everything found so far. */
export class BestSoFar {
  readonly problem: PackProblem;
  readonly #tell: (progress: PackProgress) => void;
  /** Items that some type takes, and most of them that can be placed at all, by counting. */
  readonly #all: number;
  readonly #most: number;
  #solution: PackSolution | undefined;
  #score: Score = { unplaced: Infinity, cost: Infinity, bins: Infinity };
  /** Bounds for packings of everything that can be placed. */
  #bins: PackBound;
  #cost: number;
  #doneRatio = 0;

  constructor(problem: PackProblem, tell: (progress: PackProgress) => void) {
    this.problem = problem;
    this.#tell = tell;
    const all = placeable(problem);
    this.#all = all.length;
    this.#most = Math.min(all.length, mostPlaced(problem).items);
    this.#bins = lowerBound(problem, all);
    this.#cost = Math.max(
      lowerCost(problem, all),
      this.#bins.bins * Math.min(...problem.types.map(({ cost }) => cost)),
    );
  }

  /** @throws Error when nothing has been handed in */
  get solution(): PackSolution {
    if (this.#solution === undefined) throw new Error("no packing has been found yet");
    return this.#solution;
  }
  get score(): Score {
    return this.#score;
  }
  /** Proved least cost and bins of a packing of everything that can be placed. */
  get bound(): { readonly cost: number; readonly bins: number } {
    return { cost: this.#cost, bins: this.#bins.bins };
  }
  /** Items that some type in stock takes. */
  get placeable(): number {
    return this.#all;
  }
  /** Is everything placed that some type takes? The bounds speak of such packings only. */
  get isWhole(): boolean {
    return this.problem.items - this.#score.unplaced >= this.#all;
  }
  /** Is it proved that nothing better can be found? */
  get isProved(): boolean {
    return this.isWhole && this.#score.cost <= this.#cost + ALIKE;
  }
  /** Is there nothing left to search for: proved, or as many placed as counting allows, which is not all of them? */
  get isDone(): boolean {
    return this.isProved || (this.#most < this.#all && this.problem.items - this.#score.unplaced >= this.#most);
  }

  /** Hand in a packing; says whether it is the best now. */
  take(solution: PackSolution): boolean {
    const unplaced = solution.binOf.reduce((count, bin) => count + (bin < 0 ? 1 : 0), 0);
    const score = { unplaced, cost: costOfSolution(this.problem, solution), bins: solution.typeOf.length };
    if (!isBetter(score, this.#score)) return false;
    this.#solution = solution;
    this.#score = score;
    return true;
  }

  /** Hand in what columns proved of the items that the best packing places, and the packing they found. */
  takeColumns({ bound, cost, solution }: ColumnsAnswer): void {
    // A packing that leaves items out is bounded for those it holds alone.
    if (this.isWhole) {
      if (bound.bins > this.#bins.bins) this.#bins = bound;
      this.#cost = Math.max(this.#cost, cost);
    }
    if (solution !== undefined) this.take(solution);
  }

  /** Tell how far it is. @param doneRatio 0–1 */
  tell(doneRatio: number, bins: number = this.#score.bins): void {
    this.#doneRatio = Math.max(this.#doneRatio, Math.min(1, doneRatio));
    this.#tell({ doneRatio: this.#doneRatio, bins: Math.min(bins, this.#score.bins), bound: this.#bins.bins });
  }

  /** The best as an answer, with what proves it. */
  answer(ended: Ending): PackSolution {
    const proof = this.isWhole && this.#bins.kind === "columns" ? { bound: this.#bins } : {};
    return { ...this.solution, ...proof, ended: this.isProved ? "proved" : ended };
  }
}
