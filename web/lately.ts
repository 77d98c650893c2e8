/**
 * Routes that are loaded by the first request that may be for them: most of a server's code, the catalogue above all, is
 * for pages that nobody may ask for today. An address belongs to the routes that name the first part of its path.
 */
import { type RequestHandler, Router } from "express";

/** Some routes, and where to find them. */
export interface Late<Given extends readonly unknown[]> {
  /** First parts of the paths that they answer, in lower case; "" = the address itself. */
  readonly of: readonly string[];
  /** Loads what makes them, in the order in which they are asked. */
  readonly load: () => Promise<readonly ((...given: Given) => RequestHandler)[]>;
}

/** "/Plans/1" → "plans": Express does not mind the case. */
const firstPart = (path: string): string => (path.split("/", 2)[1] ?? "").toLowerCase();

/**
 * A router that stands for these routes.
 * @param given what they are made with, asked for once with the first request; where it or loading fails that request
 *   fails, and the next one tries again
 */
export function lately<Given extends readonly unknown[]>(late: Late<Given>, given: () => Promise<Given>): Router {
  const router = Router();
  const isOurs = new Set(late.of);
  let state: "asleep" | "awake" = "asleep";
  let waking: Promise<void> | undefined;
  const wake = async () => {
    try {
      const [makers, what] = await Promise.all([late.load(), given()]);
      router.use(...makers.map((make) => make(...what)));
      state = "awake";
    } finally {
      waking = undefined;
    }
  };
  router.use((request, _response, next) => {
    if (!isOurs.has(firstPart(request.path))) return next("router");
    if (state === "awake") return next();
    waking ??= wake();
    void waking.then(() => next(), next);
  });
  return router;
}
