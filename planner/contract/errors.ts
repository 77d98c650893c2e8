/**
 * Errors of the doors. Invalid input carries every problem found, each with the place (JSON pointer or file, tab, row,
 * column), the value and the bound; doors turn it into text, problem+json or a form summary.
 */

export interface InputProblem {
  /** JSON pointer into the request, or a place in a file ("estate.xlsx vInfo row 7 CPUs"). */
  readonly pointer: string;
  /** Stable code, e.g. "unknown-platform", "contradictory-rules", "invalid". */
  readonly code: string;
  /** One sentence that names the thing, the value and the bound. */
  readonly detail: string;
}

/** Input that cannot be accepted: exit code 3, HTTP 422. Changes nothing. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((p) => (p.pointer === "" ? p.detail : `${p.pointer}: ${p.detail}`)).join("\n"));
    this.problems = problems;
  }
}

/** The caller asked to stop: exit code 130, job state "cancelled". */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
