/** Values as sentences show them: the beginning of their JSON, whatever they are. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueText } from "../../../../planner/contract/value-text.ts";

const MOST = 80;
const cut = (text: string) => (text.length > MOST ? `${text.slice(0, MOST - 3)}…` : text);

describe("a value in a sentence", () => {
  it("is the beginning of its JSON", () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes("__proto__"));
    fc.assert(
      fc.property(json, (value) => {
        // -0 is the one number that JSON writes as another
        expect(valueText(value)).toBe(cut(JSON.stringify(value, (_, one: unknown) => (one === 0 ? 0 : one))));
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  it.each<readonly [unknown, string]>([
    [undefined, "nothing"],
    [[undefined, Number.NaN, -Infinity], "[nothing,NaN,-Infinity]"],
    [7n, "7n"],
    [Symbol("s"), "Symbol(s)"],
    [() => 1, "a function"],
    [new Date("2006-09-01"), "2006-09-01T00:00:00.000Z"],
    [new Date(Number.NaN), "a date that is none"],
  ])("has words for what JSON has none for: %#", (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  it("ends after 80 characters of a list of a million, and of one that holds itself", () => {
    const loop: unknown[] = [];
    loop.push(loop, "end");
    for (const value of [Array.from({ length: 1e6 }, (_, i) => i), loop, { a: loop }])
      expect(valueText(value)).toMatch(/^[[{].{76}…$/);
  });
});
