/** Formulas that must be refused, each by the part and its place, before anything is evaluated. */
import { describe, expect, test } from "vitest";
import { InvalidFormula, compileFormula } from "#planner/objective/formula/index.ts";

const NAMES = ["hosts", "cost", "energy"];

function refusal(text: string): InvalidFormula {
  try {
    compileFormula(text, NAMES);
  } catch (error) {
    if (error instanceof InvalidFormula) return error;
    throw error;
  }
  throw new Error(`${text} was not refused`);
}

describe("formulas that are refused", () => {
  test.each([
    ['import("fs")', 1, '"import" is no function'],
    ["f(x)=f(x)", 1, '"f" is no function'],
    ["hosts = 3", 7, "nothing can be assigned"],
    ["hosts[1]", 6, "no lists"],
    ["a[1]", 1, '"a" is no quantity'],
    ['"x".constructor', 1, "text is no part"],
    ["hosts.constructor", 6, "no properties"],
    ["while (1) hosts", 1, '"while" is no function'],
    ["cost EUR", 6, '"EUR" is no quantity'],
    ["cost hosts", 6, '"hosts" follows "cost" without an operator'],
    ["2 hosts", 3, "without an operator"],
    ["2(hosts + 1)", 3, "without an operator"],
    ['createUnit("x")', 1, '"createUnit" is no function'],
    ["evaluate(1)", 1, '"evaluate" is no function'],
    ["constructor", 1, '"constructor" is no quantity'],
    ["__proto__ + 1", 1, '"__proto__" is no quantity'],
    ["1 + toString", 5, '"toString" is no quantity'],
    ["hasOwnProperty(1)", 1, '"hasOwnProperty" is no function'],
    ["hosts(3)", 1, '"hosts" is no function'],
    ["min", 1, '"min" is no quantity'],
    ["hots * 2", 1, 'did you mean "hosts"?'],
    ["sqr(4)", 1, 'did you mean "sqrt"?'],
    ["1:5", 1, "a range"],
    ["1 < hosts < 5", 1, "a chain of comparisons"],
    ["hosts; cost", 6, "one expression"],
    ["hosts % 2", 7, "percent"],
    ["5!", 2, "only !="],
    ["hosts to cost", 7, '"to" is no quantity'],
    ["5 mod 3", 3, '"mod" is no quantity'],
    ["+hosts", 2, 'the sign "+"'],
    ["hosts .* 2", 7, "no properties"],
    ["1 | 2", 3, "no part of a formula"],
    ["{a: 1}", 1, "no objects"],
    ["# nothing", 1, "no comments"],
    ["NaN", 1, '"NaN" is no quantity'],
    ["Infinity", 1, '"Infinity" is no quantity'],
    ["1e999", 1, "the number Infinity"],
    ["sqrt(1, 2)", 6, "sqrt takes 1 value, 2 are given"],
    ["min() + 1", 9, "min takes at least 1 value, 0 are given"],
    ["", 1, "no number and no quantity"],
    ["()", 1, "no number and no quantity"],
    ["(hosts", 7, "not an expression"],
    ["hosts + ", 9, "not an expression"],
    ["hosts * / 2", 9, "not an expression"],
    ["cost\nhosts", 6, "without an operator"],
    ["hosts \u{1f4a3}", 7, "no part of a formula"],
  ])("%j at %i: %s", (text, at, words) => {
    const error = refusal(text);
    expect(error.message).toContain(words);
    expect(error.at).toBe(at);
  });

  test("a million parentheses are refused by length, a hundred by depth, 301 parts by number", () => {
    expect(refusal("(".repeat(1e6)).message).toContain("1000000 characters, at most 2000");
    expect(refusal(`${"(".repeat(100)}1${")".repeat(100)}`).message).toContain("deeper than 50");
    // 151 numbers and 150 operators
    expect(refusal(Array.from({ length: 151 }, () => "1").join("+")).message).toContain("more than 300");
    expect(refusal(`${"-".repeat(1999)}1`).message).toContain("more than 300");
  });

  test("the largest formulas that are allowed do not overflow the stack", () => {
    const value = (text: string) => compileFormula(text, NAMES).value({ hosts: 1 });
    // 150 numbers and 149 operators
    expect(value(Array.from({ length: 150 }, () => "1").join("+"))).toBe(150);
    expect(value(`${"(".repeat(50)}hosts${")".repeat(50)}`)).toBe(1);
    // 298 signs: even, so the number comes back
    expect(value(`${"-".repeat(298)}hosts`)).toBe(1);
    // 99 choices in each other, all taken: 99 × (1 + 1 + 1) + 1 parts
    expect(value(`${"0 ? 2 : ".repeat(99)}hosts`)).toBe(1);
    expect(value(Array.from({ length: 150 }, () => "1").join("^"))).toBe(1);
  });

  test("a quantity must have a name that can be written", () => {
    for (const name of ["and", "min", "a b", "2x", "", "to", "true"])
      expect(() => compileFormula("1", [name])).toThrow("cannot be the name of a quantity");
  });
});
