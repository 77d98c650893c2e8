/**
 * How often one caller may ask: a budget for everything, a smaller one for what starts jobs, each for a minute. Told in the
 * headers RateLimit and RateLimit-Policy (IETF draft-ietf-httpapi-ratelimit-headers, still a draft). Counted in this process:
 * several servers on one store each give their own.
 */
import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { callerOf } from "./caller.ts";
import { Problem } from "./problem.ts";

const MINUTE_MS = 60_000;
const MS_PER_SECOND = 1000;
/** One request of so many may start a job. */
const REQUESTS_PER_JOB = 10;
/** Requests a minute where the server can be reached from elsewhere: ten a second are more than a page needs. */
const RATE_ELSEWHERE = 600;

/** Requests a minute when nobody says otherwise: none are counted on loopback, where all callers are one person. 0 = no limit. */
export const usualRate = (isLoopback: boolean): number => (isLoopback ? 0 : RATE_ELSEWHERE);

/** Whatever watches the server must always get its answer. */
const WATCHED = /^\/(?:healthz|readyz|metrics)\/?$/i;
/** Addresses of API and pages where a POST starts a job. */
const STARTS_JOB = /\/(?:plans|simulations|what-ifs|again|together)\/?$/i;

const keyOf = (request: Request, response: Response): string => {
  const caller = callerOf(response);
  return caller === "anyone" ? `address ${ipKeyGenerator(request.ip ?? "")}` : `caller ${caller}`;
};

interface Budget {
  readonly name: string;
  readonly perMinute: number;
  /** In words: what is counted. */
  readonly what: string;
  readonly isFree: (request: Request) => boolean;
}

function limiter({ name, perMinute, what, isFree }: Budget): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    identifier: name,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: false,
    keyGenerator: keyOf,
    skip: isFree,
    handler: (request, _response, next) => {
      const { resetTime } =
        (request as Request & { readonly rateLimit?: { readonly resetTime?: Date } }).rateLimit ?? {};
      const seconds = Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / MS_PER_SECOND);
      next(
        new Problem("too-many-requests", `${perMinute} ${what} a minute are answered for one caller.`, {
          headers: { "Retry-After": String(Math.max(1, seconds)) },
        }),
      );
    },
  });
}

/** Both budgets. @param perMinute requests of one caller, ≥ 0; 0 = nobody is limited */
export function rateLimits(perMinute: number): readonly RequestHandler[] {
  if (perMinute === 0) return [];
  const jobs = Math.max(1, Math.floor(perMinute / REQUESTS_PER_JOB));
  return [
    limiter({
      name: "requests",
      perMinute,
      what: "requests",
      isFree: (request) => WATCHED.test(request.path),
    }),
    limiter({
      name: "jobs",
      perMinute: jobs,
      what: "requests that start jobs",
      isFree: (request) => request.method !== "POST" || !STARTS_JOB.test(request.path),
    }),
  ];
}
