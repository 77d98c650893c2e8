/** Who asks: found once per request, known to the routes, the log and the pages. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Request, RequestHandler, Response } from "express";
import { type Book, type Caller, callerOfKey, callerOfSession, formTokenOf, isKeyShaped, mayDo } from "#accounts";
import { Problem } from "../problem.ts";
import { needOf } from "./needs.ts";

/** Cookie of a session. */
const COOKIE = "hostwright-session";
const MOST_COOKIES = 16_384;

/** Somebody known who asks for a page. */
export interface Visitor {
  readonly caller: Caller;
  /** For the forms of the page; undefined when the caller is no session. */
  readonly formToken: string | undefined;
}

const asking = new AsyncLocalStorage<Visitor>();

/** Who asks for the page at hand; undefined where there are no accounts, or nobody is signed in. */
export const currentVisitor = (): Visitor | undefined => asking.getStore();

/** The caller of this exchange, as the guard found it. */
export const callerOf = (response: Response): Caller | undefined => response.locals["signedIn"] as Caller | undefined;

function cookieOf(request: Request): string | undefined {
  const header = (request.get("Cookie") ?? "").slice(0, MOST_COOKIES);
  const pair = header.split(";").find((one) => one.trim().startsWith(`${COOKIE}=`));
  return pair?.trim().slice(COOKIE.length + 1);
}

/** Begin or end a session in the browser. @param text undefined = end it */
export function setSession(request: Request, response: Response, text: string | undefined, ends = 0): void {
  response.cookie(COOKIE, text ?? "", {
    httpOnly: true,
    sameSite: "lax",
    secure: request.secure,
    path: "/",
    expires: new Date(ends),
  });
}

const BEARER = /^Bearer +(\S+)$/i;

/** A key is told in full or not at all: a wrong one is refused, whatever cookie is beside it. */
function byKey(header: string, book: Book): Caller {
  const key = BEARER.exec(header)?.[1];
  const caller = key !== undefined && isKeyShaped(key) ? callerOfKey(book, key, Date.now()) : undefined;
  if (caller === undefined) throw notSignedIn("The API key is not known here, or has expired.");
  return caller;
}

function notSignedIn(detail: string): Problem {
  return new Problem("not-signed-in", detail, { headers: { "WWW-Authenticate": 'Bearer realm="Hostwright"' } });
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A browser sends a session's cookie along whoever made the page: a change asked for by cookie must say that it comes
 * from this server's own page. All browsers of this decade do; what comes from elsewhere was refused before.
 */
function refuseUnknownOrigin(request: Request): void {
  if (SAFE.has(request.method)) return;
  if (request.get("Origin") !== undefined || request.get("Sec-Fetch-Site") === "same-origin") return;
  throw new Problem("foreign-origin", "A change by session must come from this server's own pages; programs use keys.");
}

const isForPeople = (request: Request) =>
  request.method === "GET" && !request.path.startsWith("/api/") && request.accepts(["html", "json"]) === "html";

/** Where to sign in, and come back from. */
const loginFor = (request: Request): string => `/login?next=${encodeURIComponent(request.originalUrl)}`;

/**
 * Lets through who may. @param book as it is now; undefined = there are no accounts, everybody may do everything
 */
export function guard(book: () => Book | undefined): RequestHandler {
  return (request, response, next) => {
    const known = book();
    if (known === undefined) return next();
    const header = request.get("Authorization");
    const cookie = cookieOf(request);
    const session =
      header === undefined && cookie !== undefined ? callerOfSession(known, cookie, Date.now()) : undefined;
    const formToken = session !== undefined && cookie !== undefined ? formTokenOf(known, cookie) : undefined;
    const need = needOf(request.method, request.path);
    if (session !== undefined && need !== "anyone") refuseUnknownOrigin(request);
    const caller = header === undefined ? session : byKey(header, known);
    if (formToken !== undefined) response.locals["formToken"] = formToken;
    if (caller !== undefined) response.locals["signedIn"] = caller;
    if (caller !== undefined) response.locals["caller"] = caller.id;
    if (need !== "anyone") {
      if (caller === undefined) {
        if (isForPeople(request)) return response.redirect(303, loginFor(request));
        throw notSignedIn("Sign in, or send an API key: Authorization: Bearer hw_….");
      }
      if (!mayDo(caller.role, need))
        throw new Problem("not-allowed", `"${caller.id}" is ${caller.role}; this needs ${need}.`);
    }
    if (caller === undefined) next();
    else asking.run({ caller, formToken }, next);
  };
}
