/** An answer that is no success, as routes throw it, and what errors of lower rooms become. Never carries a stack. */
import multer from "multer";
import { QueueFull, ShuttingDown } from "#jobs/running/index.ts";
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";
import { BadCursor, StoreUnavailable } from "#store";
import { MOST_BODY_MIB, MOST_FIELD_NAME, MOST_FILES, MOST_FORM_FIELDS, MOST_UPLOAD_FIELDS } from "./intake/bounds.ts";
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
  readonly limit?: unknown;
}): Problem | undefined {
  const { type, status, limit } = error;
  if (type === "parameters.too.many") return new Problem("body-too-large", TOO_MANY_FIELDS);
  if (type === "entity.too.large") {
    const most = typeof limit === "number" ? `: at most ${limit} bytes` : "";
    return new Problem("body-too-large", `The body is larger than this address reads${most}.`);
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

/** Express's own bound where an address sets none is 1000. */
const TOO_MANY_FIELDS = `The form has more fields than this address reads: 1000, or ${MOST_FORM_FIELDS} where a page has long tables.`;

/** What is broken of a multipart message, by multer's codes; a field's name may be told behind it. */
const UPLOAD_BOUNDS: Readonly<Record<string, string>> = {
  LIMIT_PART_COUNT: `The message has more than ${MOST_UPLOAD_FIELDS} fields and ${MOST_FILES} files beside them`,
  LIMIT_FILE_COUNT: `The message has more than ${MOST_FILES} files`,
  LIMIT_FIELD_COUNT: `The message has more than ${MOST_UPLOAD_FIELDS} fields beside files`,
  LIMIT_FILE_SIZE: `A file is larger than ${MOST_BODY_MIB} MiB`,
  LIMIT_FIELD_VALUE: `A field is larger than ${MOST_BODY_MIB} MiB`,
  LIMIT_FIELD_KEY: `The name of a field is longer than ${MOST_FIELD_NAME} characters`,
};

/** Codes of messages that are wrong, whatever their size. */
const UPLOAD_MISTAKES: Readonly<Record<string, string>> = {
  LIMIT_UNEXPECTED_FILE: `A file was sent in a field that takes none, or more than ${MOST_FILES} files`,
  LIMIT_FIELD_NESTING: "The name of a field has brackets: names are names here, and nest nothing",
  MISSING_FIELD_NAME: "A field has no name",
};

/** As much of a name as fits a sentence. */
const shownName = (name: string) => (name.length > MOST_FIELD_NAME ? `${name.slice(0, MOST_FIELD_NAME)}…` : name);

function ofUpload({ code, field }: multer.MulterError): Problem {
  const where = field === undefined ? "" : ` (field "${shownName(field)}")`;
  const bound = UPLOAD_BOUNDS[code];
  return bound === undefined
    ? new Problem("malformed-request", `${UPLOAD_MISTAKES[code] ?? "The multipart body could not be read"}${where}.`)
    : new Problem("body-too-large", `${bound}${where}.`);
}
