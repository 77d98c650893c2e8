/** Names in JSON pointers: the examples of RFC 6901, and a field whose name holds slashes and tildes. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { nameOfStep, pointerStep, readInput } from "#planner/contract/index.ts";

it.each([
  ["a/b", "a~1b"],
  ["m~n", "m~0n"],
  ["~1", "~01"],
  ["/goals/growthPercent", "~1goals~1growthPercent"],
])("%s is the step %s", (name, step) => {
  expect(pointerStep(name)).toBe(step);
  expect(nameOfStep(step)).toBe(name);
});

it("any name comes back from its step, which has no slash", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("~", "/", "0", "1", "a") }), (name) => {
      expect(pointerStep(name)).not.toContain("/");
      expect(nameOfStep(pointerStep(name))).toBe(name);
    }),
    { seed: 1 },
  );
});

it("a problem's pointer names one field, whatever its name holds", () => {
  const read = readInput(z.record(z.string(), z.array(z.number())), { "/a~b": [1, "much"] });
  expect(read.success ? [] : read.problems.map(({ pointer }) => pointer)).toEqual(["/~1a~0b/1"]);
});
