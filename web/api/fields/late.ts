/** ?fields= before it is asked for: what answers it, and the description it goes by, are loaded for the first who does. */
import type { RequestHandler } from "express";

/** Stands before the routes of the API; a request without a query costs one look for a "?". */
export const sparseAnswers: RequestHandler = async (request, response, next) => {
  if (!request.url.includes("?")) return next();
  const late = await import("./sparse.ts");
  await late.sparseAnswers(request, response, next);
};
