import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestsDeeper } from "../../../inventory/json-depth.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Depth of a value, by walking it: the slow and obvious way. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe("nesting of JSON", () => {
  it("counts arrays and objects together", () => {
    expect(nestsDeeper(bytes('[{"a":[1]}]'), 3)).toBe(false);
    expect(nestsDeeper(bytes('[{"a":[1]}]'), 2)).toBe(true);
  });

  it("does not count brackets in texts, escaped quotes included", () => {
    expect(nestsDeeper(bytes(String.raw`["[[[[", "\"[[[[", "\\", "é[["]`), 1)).toBe(false);
  });

  it("stops a million levels without a stack overflow", () => {
    expect(nestsDeeper(bytes("[".repeat(1_000_000)), 64)).toBe(true);
  });

  it("agrees with walking the value, for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 7 }), (value, most) => {
        expect(nestsDeeper(bytes(JSON.stringify(value)), most)).toBe(depthOf(value) > most);
      }),
      { seed: 20061101 },
    );
  });
});
