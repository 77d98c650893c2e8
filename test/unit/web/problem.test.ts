import multer from "multer";
import { describe, expect, it } from "vitest";
import { QueueFull, ShuttingDown } from "#jobs";
import { InvalidInput } from "#planner";
import { BadCursor, StoreUnavailable } from "#store";
import { Problem, problemBody, problemOf } from "../../../web/problem.ts";
import { PROBLEM_TYPES } from "../../../web/problem-types.ts";

describe("problems", () => {
  it("of the input carry every finding with its place", () => {
    const errors = [{ pointer: "/targets/0/platform", code: "unknown-platform", detail: 'no platform "esx-33"' }];
    const body = problemBody(problemOf(new InvalidInput(errors)), "/api/v1/plans", "r1");
    expect(body).toEqual({
      type: "/problems/invalid-input",
      title: "The input cannot be accepted",
      status: 422,
      detail: "The input has one thing wrong; see errors.",
      instance: "/api/v1/plans",
      requestId: "r1",
      errors,
    });
  });

  it.each([new QueueFull(20, 10), new ShuttingDown()])(
    "of a full queue or a closing server say when to come back",
    (error) => {
      const problem = problemOf(error);
      expect([problem.status, problem.headers["Retry-After"]]).toEqual([503, "10"]);
    },
  );

  it("of a store that is away say when to come back, and not where it is", () => {
    const problem = problemOf(new StoreUnavailable("connect ECONNREFUSED 10.0.0.7:5432"));
    expect([problem.status, problem.key, problem.headers["Retry-After"]]).toEqual([503, "store-unavailable", "5"]);
    expect(JSON.stringify(problemBody(problem, "/", "r1"))).not.toContain("10.0.0.7");
  });

  it.each([
    [new BadCursor("x"), 422],
    [new multer.MulterError("LIMIT_FILE_SIZE", "inventory"), 413],
    [new multer.MulterError("LIMIT_FILE_COUNT"), 413],
    [new multer.MulterError("LIMIT_UNEXPECTED_FILE", "other"), 400],
    [Object.assign(new Error("x"), { type: "entity.too.large", status: 413 }), 413],
    [Object.assign(new Error("x"), { type: "encoding.unsupported", status: 415 }), 415],
    [Object.assign(new Error("x"), { status: 400 }), 400],
    [new Problem("not-found", "x"), 404],
    [new Error("boom"), 500],
    ["boom", 500],
    [undefined, 500],
  ])("come from %s with status %i", (error, status) => {
    expect(problemOf(error).status).toBe(status);
  });

  it("of our own making tell nothing of what happened inside", () => {
    const body = JSON.stringify(problemBody(problemOf(new Error("secret /etc/passwd")), "/", "r1"));
    expect(body).not.toContain("secret");
  });

  it("have one status, a title and a meaning for each type", () => {
    for (const type of Object.values(PROBLEM_TYPES)) {
      expect(type.status).toBeGreaterThanOrEqual(400);
      expect(type.meaning.length).toBeGreaterThan(20);
    }
  });
});
