/** An answer that is no success, as routes throw it, and what errors of lower rooms become. Never carries a stack. */
import multer from "multer";
import { QueueFull, ShuttingDown } from "#jobs/running/index.ts";
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";
import { BadCursor, StoreUnavailable } from "#store";
import { PROBLEM_TYPES, type ProblemKey, problemAddress } from "./problem-types.ts";

/** An answer that is no success; routes throw it. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly key: ProblemKey;
  /** What is wrong in this case, in one sentence. */
  readonly detail: string;
  readonly errors: readonly InputProblem[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    key: ProblemKey,
    detail: string,
    more: { readonly errors?: readonly InputProblem[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.key = key;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
  get status(): number {
    return PROBLEM_TYPES[this.key].status;
  }
}

/** The body of an application/problem+json answer. */
export function problemBody(problem: Problem, instance: string, requestId: string): Record<string, unknown> {
  return {
    type: problemAddress(problem.key),
    title: PROBLEM_TYPES[problem.key].title,
    status: problem.status,
    detail: problem.detail,
    instance,
    requestId,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  };
}

/** A 404 that names what is not there. */
export const notFound = (what: string): Problem => new Problem("not-found", `There is no ${what}.`);

/** Invalid input as a problem that lists every finding. */
export function invalid(problems: readonly InputProblem[]): Problem {
  const [first] = problems;
  if (first !== undefined && problems.every(({ code }) => code === "over-memory"))
    return new Problem("too-large-to-plan", `${first.detail}.`, { errors: problems });
  const count = problems.length === 1 ? "one thing" : `${problems.length} things`;
  return new Problem("invalid-input", `The input has ${count} wrong; see errors.`, { errors: problems });
}

/** Errors of express's own body readers carry a type and a status. */
function ofBodyReader(error: {
  readonly type?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
}): Problem | undefined {
  const { type, status } = error;
  if (type === "entity.too.large" || type === "parameters.too.many") {
    return new Problem("body-too-large", "The body is larger than this address reads.");
  }
  if (status === 415) return new Problem("unsupported-media-type", "The body's encoding or charset is not read here.");
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new Problem("malformed-request", "The request could not be read.");
  }
  return undefined;
}

/** Any thrown value as a problem; what is not known becomes an internal error that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidInput) return invalid(error.problems);
  if (error instanceof BadCursor) return invalid([{ pointer: "/cursor", code: "bad-cursor", detail: error.message }]);
  if (error instanceof QueueFull || error instanceof ShuttingDown) {
    return new Problem("queue-full", `${error.message}.`, {
      headers: { "Retry-After": String(error.retryAfterSeconds) },
    });
  }
  if (error instanceof StoreUnavailable) {
    return new Problem("store-unavailable", "The store of this server does not answer.", {
      headers: { "Retry-After": String(error.retryAfterSeconds) },
    });
  }
  if (error instanceof multer.MulterError) return ofUpload(error);
  const known = typeof error === "object" && error !== null ? ofBodyReader(error) : undefined;
  return known ?? new Problem("internal-error", "The request could not be answered.");
}

function ofUpload(error: multer.MulterError): Problem {
  const where = error.field === undefined ? "" : ` (field "${error.field}")`;
  return error.code === "LIMIT_UNEXPECTED_FILE"
    ? new Problem("malformed-request", `A file was sent in a field that takes none, or too many files${where}.`)
    : new Problem("body-too-large", `${error.message}${where}.`);
}
