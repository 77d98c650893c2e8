/** Equal values, equal text, and the comparison that makes no text. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeRequest } from "#planner";
import { inputHash, isSame, sortedJson } from "#planner/canonical.ts";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

describe("sorted JSON", () => {
  test("has its keys in order at every depth, leaves out what is undefined, and is JSON", () => {
    expect(sortedJson({ b: [1, 2.5], a: { d: null, c: 'x"y' }, e: undefined })).toBe(
      '{"a":{"c":"x\\"y","d":null},"b":[1,2.5]}',
    );
    expect(sortedJson([1, Number.NaN, -0])).toBe("[1,null,0]");
    expect(sortedJson([undefined, { z: [] }])).toBe('[null,{"z":[]}]');
  });

  test("says the same as JSON itself, but for the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 5060, numRuns: 300 },
    );
  });

  test("two values are the same exactly when their texts are", () => {
    const part = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(isSame(a, b)).toBe(sortedJson(a) === sortedJson(b));
        expect(isSame({ a, b, c: undefined }, { b, a })).toBe(true);
        expect(isSame([a, b], [b, a])).toBe(sortedJson([a, b]) === sortedJson([b, a]));
      }),
      { seed: 5061, numRuns: 500 },
    );
    expect(isSame(Number.NaN, Number.NaN)).toBe(true);
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSame([1], { 0: 1 })).toBe(false);
  });
});

describe("the hash of a request", () => {
  test("is the same with and without known texts, and tells requests with the same series apart", () => {
    const series = [cpu("b", [3, 4]), cpu("a", [1, 2])];
    const requests = [0, 20].map((growthPercent) =>
      decodeRequest(ask([vm("a"), vm("b")], { series, goals: { growthPercent } }), CONTEXT),
    );
    const [first, second] = requests.map((request) => ({ ...request, series: requests[0]!.series }));
    const known = new WeakMap<object, string>();
    expect([inputHash(first!, known), inputHash(second!, known)]).toEqual(
      requests.map((request) => inputHash(request)),
    );
    expect(inputHash(first!, known)).not.toBe(inputHash(second!, known));
    expect(known.has(requests[0]!.series[0]!)).toBe(true);
  });
});
