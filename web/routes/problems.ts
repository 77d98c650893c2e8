/** /problems/KEY: what a problem's type means; the address that problem+json names. */
import { Router } from "express";
import { only, pathText } from "../methods.ts";
import { notFound } from "../problem.ts";
import { PROBLEM_TYPES, isProblemKey } from "../problem-types.ts";
import type { Views } from "../views.ts";

/** Pages of problem types. */
export function problemRoutes(views: Views): Router {
  const router = Router();
  router.get("/problems/:key", (request, response) => {
    const key = pathText(request, "key");
    if (!isProblemKey(key)) throw notFound(`problem type "${key}"`);
    response.type("html").send(views.page("problem", { key, ...PROBLEM_TYPES[key] }));
  });
  router.all("/problems/:key", only("GET"));
  return router;
}
