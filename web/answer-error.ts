/** The last middleware: every error ends here, as a page for people and as problem+json for programs. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Log } from "./log.ts";
import { Problem, problemBody, problemOf } from "./problem.ts";
import { PROBLEM_TYPES } from "./problem-types.ts";
import type { Views } from "./views.ts";

/** Addresses for programs: their errors are never pages. */
const FOR_PROGRAMS = /^\/(?:api\/|(?:healthz|readyz|metrics)\/?$)/i;

const wantsPage = (request: Request) =>
  !FOR_PROGRAMS.test(request.path) && request.accepts(["html", "json"]) === "html";

const requestIdOf = (response: Response) => String(response.getHeader("X-Request-Id") ?? "");

/** Send a problem in the form the caller reads. */
export function sendProblem(problem: Problem, request: Request, response: Response, views: Views): void {
  response.status(problem.status).set(problem.headers).set("Cache-Control", "no-store");
  const requestId = requestIdOf(response);
  if (wantsPage(request)) {
    const { title, meaning } = PROBLEM_TYPES[problem.key];
    const errors = problem.errors.map((one) => ({
      text: one.pointer === "" ? one.detail : `${one.pointer}: ${one.detail}`,
    }));
    response.type("html").send(views.page("error", { title, detail: problem.detail, meaning, errors, requestId }));
    return;
  }
  response
    .type("application/problem+json")
    .send(JSON.stringify(problemBody(problem, request.originalUrl.split("?")[0] ?? "", requestId)));
}

/** Whatever no route answered. */
export const nothingHere: RequestHandler = (request) => {
  throw new Problem("not-found", `There is nothing at ${request.path}.`);
};

/** Turn errors into answers; defects are logged with their stack, which never leaves the server. */
export function answerErrors(views: Views, log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    if (problem.key === "internal-error") {
      log({
        event: "defect",
        id: requestIdOf(response),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    if (problem.key === "store-unavailable" && error instanceof Error)
      log({ event: "store-unavailable", id: requestIdOf(response), error: error.message });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(problem, request, response, views);
  };
}
