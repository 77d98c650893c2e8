/** HTTP manners that several routes share: methods an address answers to, formats it can give. */
import type { Request, RequestHandler } from "express";
import { Problem } from "./problem.ts";

/** Answers every other method of an address with 405 and what is allowed; OPTIONS with 204. */
export function only(...methods: readonly string[]): RequestHandler {
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return (request, response) => {
    if (request.method === "OPTIONS") {
      response.set("Allow", allow).status(204).end();
      return;
    }
    throw new Problem("method-not-allowed", `${request.method} does not work here; ${allow} do.`, {
      headers: { Allow: allow },
    });
  };
}

/** The first of `types` that the caller accepts most. @throws Problem not-acceptable */
export function chosenFormat<T extends string>(request: Request, types: readonly T[]): T {
  const chosen = request.accepts([...types]);
  if (chosen === false) throw new Problem("not-acceptable", `This address offers ${types.join(", ")}.`);
  return chosen as T;
}

/** For addresses that answer in JSON only. */
export const answersJson: RequestHandler = (request, _response, next) => {
  chosenFormat(request, ["application/json"]);
  next();
};

/** A query parameter as one text; undefined when absent. @throws Problem when it is given twice or nested */
export function queryText(request: Request, name: string): string | undefined {
  const value: unknown = request.query[name];
  if (value === undefined || typeof value === "string") return value;
  throw new Problem("malformed-request", `Query parameter "${name}" must be given once.`);
}

/** A part of the path as text. */
export function pathText(request: Request, name: string): string {
  const value: unknown = request.params[name];
  return typeof value === "string" ? value : "";
}
