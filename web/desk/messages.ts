/**
 * What the server and its thread for large things say to each other. One question at a time; things are sent packed, and
 * only when the thread does not have them from before. What goes wrong crosses as a value: classes of errors do not.
 */
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";
import type { Body, Sealed } from "#store";
import { Problem } from "../problem.ts";
import type { ProblemKey } from "../problem-types.ts";

/** A stored thing that a question is about; without its body when the thread may have it. */
export type SubjectSent = Pick<Sealed, "kind" | "id" | "createdAt" | "key"> & { readonly body?: Body };

/** A question; its answer makes an inventory when it comes with one. */
export interface QuestionSent {
  readonly kind: "question";
  readonly question: string;
  readonly subjects: readonly SubjectSent[];
  readonly given: unknown;
}

/** What was made last is stored: its name from now on. */
export interface MadeNamed {
  readonly kind: "named";
  readonly key: string;
}

/** To the thread. */
export type ToDesk = QuestionSent | MadeNamed;

/** How answering failed. */
export type Failure =
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  | {
      readonly kind: "problem";
      readonly key: ProblemKey;
      readonly detail: string;
      readonly errors: readonly InputProblem[];
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: "broken"; readonly message: string };

/** From the thread: the answer, with the inventory that was made when one was; or which bodies it needs first. */
export type FromDesk =
  | { readonly kind: "answer"; readonly answer: unknown; readonly made?: Body }
  | { readonly kind: "lacks"; readonly keys: readonly string[] }
  | Failure;

/** Whatever was thrown, as a value. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InvalidInput) return { kind: "invalid", problems: error.problems };
  if (error instanceof Problem) {
    const { key, detail, errors, headers } = error;
    return { kind: "problem", key, detail, errors, headers };
  }
  return { kind: "broken", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The error that a failure stands for. */
export function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case "invalid":
      return new InvalidInput(failure.problems);
    case "problem":
      return new Problem(failure.key, failure.detail, failure);
    case "broken":
      return new Error(failure.message);
  }
}
