/** One JSON line per request on stderr, and the request id that answers and log share. */
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { routeOf } from "./metrics/measured.ts";

/** Takes one entry; the default writes it as a line. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;

/** Entries as lines of JSON on stderr. */
export const logToStderr: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
};

/** What follows opens a share for whoever reads it: a log is read by more people than a plan. */
const SECRET_PART = /^\/s\/[^/]+/;
const GIVEN_ID = /^[\w.-]{1,64}$/;

/** Give the request an id (the caller's, when it is harmless) and log it when it is over. Paths are logged without query. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const given = request.get("X-Request-Id") ?? "";
    const id = GIVEN_ID.test(given) ? given : randomUUID();
    const startedAt = performance.now();
    const { method } = request;
    const path = request.path.replace(SECRET_PART, "/s/…");
    response.set("X-Request-Id", id);
    response.on("close", () => {
      const caller: unknown = response.locals["caller"];
      const ms = Math.round(performance.now() - startedAt);
      log({
        event: "request",
        id,
        ...(caller === undefined ? {} : { caller }),
        method,
        path,
        route: routeOf(request),
        status: response.statusCode,
        complete: response.writableFinished,
        ms,
        bytes: Number(response.getHeader("Content-Length") ?? 0),
      });
    });
    next();
  };
}
