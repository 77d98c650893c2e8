/**
 * How long answers of the API may be kept: what was stored is asked for again by its tag; the catalogue changes with a release only; what a
 * write answers is nobody else's. A route that says otherwise wins.
 */
import type { RequestHandler } from "express";

const CATALOGUE = /^\/(?:platforms|hosts|grids|licence-rules|prices|behaviours)(?:\/|$)/i;

/** Sets Cache-Control for addresses below /api/v1. */
export const cacheRules: RequestHandler = (request, response, next) => {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const kept = CATALOGUE.test(request.path) ? "private, max-age=300" : "private, no-cache";
  response.set("Cache-Control", isRead ? kept : "no-store");
  // fetch says no-cache beside every condition of its caller's; express then never answers 304. Nothing is cached on the way here.
  if (request.get("If-None-Match") !== undefined) delete request.headers["cache-control"];
  next();
};
