/** The kinds of problem this server answers with (RFC 9457). Each has a stable address, /problems/KEY, and one status. */

/** A kind of problem, whatever the case. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do about it. */
  readonly meaning: string;
}

/** All kinds by key; docs/ERRORS.md lists them. */
export const PROBLEM_TYPES = {
  "malformed-request": {
    status: 400,
    title: "The request cannot be read",
    meaning:
      "The body is no valid JSON, form or multipart message, is nested too deeply, or a header has no legal value.",
  },
  "not-signed-in": {
    status: 401,
    title: "Nobody is signed in",
    meaning:
      "This server has accounts. People sign in at /login; programs send an API key as Authorization: Bearer. A key that is unknown or has expired is refused too.",
  },
  "not-allowed": {
    status: 403,
    title: "The account may not do this",
    meaning:
      "A viewer reads, a planner also starts, changes and deletes, an admin also sees the server's metrics and accounts; the detail names the role that is needed.",
  },
  "stale-form": {
    status: 403,
    title: "The form is of another session",
    meaning:
      "Forms carry a token of the session that they were written for. Sign in, open the page anew and send it from there.",
  },
  "foreign-origin": {
    status: 403,
    title: "The request comes from another site",
    meaning:
      "A browser sent it from a page of another origin, or to another name than this machine's own. Use this server's own pages and address.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing at this address",
    meaning:
      "The address is misspelt, or the thing was deleted. Finished jobs are forgotten after a while; what they made stays.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This address does not answer to that method",
    meaning: "The Allow header lists the methods that work here.",
  },
  "not-acceptable": {
    status: 406,
    title: "None of the accepted formats can be given",
    meaning: "The Accept header names no format that this address offers; the detail lists those it has.",
  },
  "job-over": {
    status: 409,
    title: "The job is over already",
    meaning:
      "It has succeeded, failed or been cancelled: there is nothing left to end. What it made stays where it is.",
  },
  "request-in-flight": {
    status: 409,
    title: "A request with this key is being answered",
    meaning:
      "The same Idempotency-Key came with a request that has not ended. Ask again after the seconds in Retry-After: the answer is then the one of the first request.",
  },
  "precondition-failed": {
    status: 412,
    title: "It is not as the request says",
    meaning: "If-Match names none of the present ETags. Read it again, and decide again; nothing was done.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    meaning:
      "Bodies and uploads are limited in bytes, in files and in fields; the detail names the bound that was broken.",
  },
  "too-large-to-plan": {
    status: 413,
    title: "The plan would take more memory than it may",
    meaning:
      "Workloads times slots times resources is too much for this server; the detail names estimate and bound. Fold time into fewer slots, split the estate, or have the bound raised (serve --memory).",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is of a type that is not read here",
    meaning: "The Content-Type, its charset or the Content-Encoding is not among those this address reads.",
  },
  "invalid-input": {
    status: 422,
    title: "The input cannot be accepted",
    meaning:
      "It was read, but says something that cannot be: every problem found is listed in errors[] with its place.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "The key stands for another request",
    meaning:
      "An Idempotency-Key names one request for 24 hours: same method, address and body. Give a new request a key of its own.",
  },
  "too-many-attempts": {
    status: 429,
    title: "Too many attempts to sign in",
    meaning: "Guessing passwords is slowed down; try again after the seconds in Retry-After.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    meaning:
      "One caller has a budget of requests a minute, and a smaller one for what starts jobs (RateLimit-Policy); try again after the seconds in Retry-After.",
  },
  "queue-full": {
    status: 503,
    title: "Too many jobs are waiting",
    meaning:
      "The queue of jobs, of documents to write, of uploads to read or of questions about large estates is full, or the server is closing; try again after the seconds in Retry-After.",
  },
  "store-unavailable": {
    status: 503,
    title: "The store does not answer now",
    meaning:
      "The database behind this server is away or overloaded. Nothing is lost; try again after the seconds in Retry-After. Whether a write was done is not known: look before repeating it.",
  },
  "thread-lost": {
    status: 503,
    title: "What was asked could not be finished",
    meaning:
      "The part of this server that reads large inventories and plans ended early, as it does when memory runs out. Nothing was changed; try again after the seconds in Retry-After.",
  },
  "internal-error": {
    status: 500,
    title: "Something broke on our side",
    meaning: "The request was good as far as we know. The request id finds the entry in the server's log.",
  },
} as const satisfies Readonly<Record<string, ProblemType>>;

/** A key of {@link PROBLEM_TYPES}. */
export type ProblemKey = keyof typeof PROBLEM_TYPES;

/** Narrow a text to a key of the table. */
export const isProblemKey = (text: string): text is ProblemKey => Object.hasOwn(PROBLEM_TYPES, text);

/** The address that identifies the type, and describes it to people. */
export const problemAddress = (key: ProblemKey): string => `/problems/${key}`;
