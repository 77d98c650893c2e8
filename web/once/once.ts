/**
 * Idempotency-Key: a request that is sent again, because its answer got lost, is answered as before and not carried out
 * twice. Stands in a route behind what reads the body and before what acts. The answer is kept before it is sent; only
 * answers of success are: what was refused did nothing, and its key is free again.
 */
import { randomUUID } from "node:crypto";
import type { NextFunction, RequestHandler, Response } from "express";
import { callerOf } from "../caller.ts";
import type { Log } from "../log.ts";
import { type ClaimParts, type Claimed, type Claims, claimsIn } from "./claims.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { keptAnswer, sendKept, unsay } from "./kept-answer.ts";
import { keyOf } from "./key.ts";

/** What the middleware stands on. */
export type OnceParts = Omit<ClaimParts, "clock"> & {
  readonly log: Log;
  /** Milliseconds since 1970; left out = the system's clock. */
  readonly clock?: () => number;
};

type Ours = Claimed & { readonly kind: "ours" };
type End = (chunk?: unknown, encoding?: unknown) => Response;

/** Where an answer goes on its way out. */
interface Way {
  readonly response: Response;
  readonly next: NextFunction;
  readonly log: Log;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The name of the request is dealt with when its answer ends, and then the answer goes out. */
function heedEnd(claims: Claims, ours: Ours, { response, next, log }: Way): void {
  const send = response.end.bind(response) as End;
  const conclude = async (chunk: unknown) => {
    if (isSuccess(response.statusCode) && !response.headersSent)
      return await claims.keep(ours, await keptAnswer(response, chunk));
    // the refusal is true whether or not its name could be freed: the next request with it finds nobody at work
    await claims.free(ours).catch((error: unknown) => log({ event: "key-not-freed", error: String(error) }));
  };
  const end: End = (chunk, encoding) => {
    response.end = send as Response["end"];
    conclude(chunk).then(
      () => send(chunk, encoding),
      (error: unknown) => {
        unsay(response);
        next(error);
      },
    );
    return response;
  };
  response.end = end as Response["end"];
}

/** The middleware; one for all routes of a server. */
export function onceOnly({ log, clock = Date.now, ...parts }: OnceParts): RequestHandler {
  const claims = claimsIn({ ...parts, clock });
  return async (request, response, next) => {
    const key = keyOf(request);
    if (key === undefined) return next();
    const claimed = await claims.claim({ caller: callerOf(response), key, fingerprint: fingerprintOf(request) });
    if (claimed.kind === "answered") return await sendKept(claimed.answer, response);
    response.locals["thing"] = claimed.thing;
    heedEnd(claims, claimed, { response, next, log });
    next();
  };
}

/** The id of what this request makes: the same again when the request is taken over after a crash; else a new one. */
export function thingOf(response: Response): string {
  const claimed: unknown = response.locals["thing"];
  return typeof claimed === "string" ? claimed : randomUUID();
}
