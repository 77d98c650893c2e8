/** mathjs is loaded by the first formula and by nothing else. */
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { decodeRequest, plan } from "#planner";
import { compileFormula } from "#planner/objective/formula/index.ts";
import { CONTEXT, ask, vm } from "../../../support/request.ts";

const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("/mathjs/"));

test("a plan without a formula loads no mathjs, and a refused text does not, either", () => {
  plan(decodeRequest(ask([vm("a")]), CONTEXT), CONTEXT);
  expect(() => compileFormula('import("fs")', [])).toThrow("no function");
  expect(isLoaded()).toBe(false);
  compileFormula("1 + hosts", ["hosts"]);
  expect(isLoaded()).toBe(true);
});
