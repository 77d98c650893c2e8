/**
 * What every answer and request is held to: a content security policy that lets a page load only this server's own
 * files, and writes that come from this server's own pages or from no page at all.
 */
import type { RequestHandler } from "express";
import helmet from "helmet";
import { Problem } from "./problem.ts";

/** Headers of every answer. The server speaks plain HTTP on loopback; transport security is its proxy's affair. */
export function secureHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: "same-origin" },
  });
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/** Refuse writes that a browser sends from another site's page. Programs send neither header and pass. */
export const sameOriginWrites: RequestHandler = (request, _response, next) => {
  if (SAFE.has(request.method)) return next();
  const site = request.get("Sec-Fetch-Site");
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new Problem("foreign-origin", `A ${request.method} from a page of another site is not taken.`);
  }
  const origin = request.get("Origin");
  if (origin !== undefined && hostOf(origin) !== request.host) {
    throw new Problem("foreign-origin", `A ${request.method} from origin "${origin}" is not taken.`);
  }
  next();
};

/** Names under which a server bound to loopback is reached. */
const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Is this the address of the machine itself? */
export const isLoopbackAddress = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");

/**
 * Refuse requests for another name: a page of another site may have its own name point at this machine, and its requests
 * would then count as coming from here.
 */
export const ownNamesOnly: RequestHandler = (request, _response, next) => {
  const name = (request.get("Host") ?? "").replace(/:\d+$/, "").toLowerCase();
  if (LOOPBACK_NAMES.has(name)) return next();
  throw new Problem("foreign-origin", `This server answers to ${[...LOOPBACK_NAMES].join(", ")}, not to "${name}".`);
};
