/** Values of formulas against hand-checked figures and an evaluation of the test's own; affine coefficients likewise. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileFormula } from "#planner/objective/formula/index.ts";

const NAMES = ["hosts", "cost", "energy"];
const AT = { hosts: 4, cost: 100, energy: 0 };
const value = (text: string) => compileFormula(text, NAMES).value(AT);

describe("value of a formula", () => {
  test.each([
    ["hosts * 2 + cost / 8", 20.5],
    ["-hosts ^ 2", -16],
    ["2 ^ 3 ^ 2", 512],
    ["(1 + 2) * 3 - 4 / 2", 7],
    ["hosts > 3 ? cost : energy", 100],
    ["hosts > 3 and energy == 0", 1],
    ["not (hosts > 3) or energy != 0", 0],
    ["hosts <= 4 and hosts >= 4 and not (hosts < 4)", 1],
    ["energy == 0 ? 0 : cost / energy", 0],
    ["energy == 0 or cost / energy > 3", 1],
    ["energy != 0 and cost / energy > 3", 0],
    ["min(hosts, cost, 7) + max(1, 2)", 6],
    ["abs(-3) + ceil(1.2) + floor(1.8) + round(2.5) + round(-2.5)", 6],
    ["sqrt(16) + log(1) + exp(0)", 5],
    ["1e3 + .5 + 2.5e-1", 1000.75],
    ["cost\n + hosts", 104],
  ])("%j is %d", (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });

  test.each([
    ["1 / (hosts - hosts)", "hosts - hosts", 'divides by "hosts - hosts", which is 0'],
    ["cost + cost / energy", "energy", 'divides by "energy"'],
    ["energy ^ -1", "energy", 'divides by "energy"'],
    ["log(energy)", "energy", '"energy" is 0'],
    ["sqrt(hosts - 5)", "hosts - 5", "is -1"],
    ["exp(cost * cost)", "exp(cost * cost)", "too large"],
    ["1 + 10 ^ 308 * 10", "10 ^ 308 * 10", "too large"],
    ["(0 - 8) ^ (1 / 3)", "(0 - 8) ^ (1 / 3)", "no real number"],
  ])("%j has none, and %j is named", (text, part, why) => {
    expect(value(text)).toEqual({ part, why: expect.stringContaining(why) });
  });

  test("a quantity that is missing, not finite or only inherited is named", () => {
    const formula = compileFormula("hosts + 1", NAMES);
    for (const quantities of [{}, { hosts: Number.NaN }, { hosts: Infinity }, Object.create({ hosts: 1 })])
      expect(formula.value(quantities)).toEqual({ part: "hosts", why: '"hosts" is not known' });
    expect(compileFormula("toString + 1", ["toString"]).value({})).toEqual({
      part: "toString",
      why: '"toString" is not known',
    });
  });

  test("names are those that stand in it, in the order of the list", () => {
    expect(compileFormula("energy * 2 + hosts - hosts", NAMES).names).toEqual(["hosts", "energy"]);
    expect(compileFormula("1", NAMES).names).toEqual([]);
  });

  test("parsing and reckoning ask neither chance nor the clock", () => {
    value("1"); // mathjs is loaded
    const asked: string[] = [];
    const { random } = Math;
    const { now } = Date;
    Math.random = () => asked.push("random");
    Date.now = () => asked.push("now");
    try {
      value("min(hosts, 3) ^ 2 > 1 ? sqrt(cost) : -energy");
    } finally {
      Math.random = random;
      Date.now = now;
    }
    expect(asked).toEqual([]);
  });
});

interface Tree {
  readonly text: string;
  readonly of: (at: Readonly<Record<string, number>>) => number;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((n) => ({ text: `${n / 8}`, of: () => n / 8 })),
  fc.constantFrom(...NAMES).map((name) => ({ text: name, of: (at: Readonly<Record<string, number>>) => at[name]! })),
);

const OPERATORS: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["^", (a, b) => Math.pow(a, b)],
  ["<", (a, b) => (a < b ? 1 : 0)],
  [">=", (a, b) => (a >= b ? 1 : 0)],
  ["==", (a, b) => (a === b ? 1 : 0)],
  ["and", (a, b) => (a !== 0 && b !== 0 ? 1 : 0)],
  ["or", (a, b) => (a !== 0 || b !== 0 ? 1 : 0)],
];

const CALLS: readonly (readonly [string, (a: number) => number])[] = [
  ["abs", (a) => Math.abs(a)],
  ["ceil", (a) => Math.ceil(a)],
  ["floor", (a) => Math.floor(a)],
  ["sqrt", (a) => Math.sqrt(a)],
  ["log", (a) => Math.log(a)],
  ["exp", (a) => Math.exp(a)],
  ["-", (a) => -a],
  ["not", (a) => (a === 0 ? 1 : 0)],
];

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.tuple(fc.constantFrom(...OPERATORS), tie("tree"), tie("tree")).map(([[op, f], a, b]) => ({
      text: `(${a.text} ${op} ${b.text})`,
      of: (at: Readonly<Record<string, number>>) => f(a.of(at), b.of(at)),
    })),
    fc.tuple(fc.constantFrom(...CALLS), tie("tree")).map(([[name, f], a]) => ({
      text: `(${name} (${a.text}))`,
      of: (at: Readonly<Record<string, number>>) => f(a.of(at)),
    })),
    fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(([test, yes, no]) => ({
      text: `(${test.text} ? ${yes.text} : ${no.text})`,
      of: (at: Readonly<Record<string, number>>) => (test.of(at) !== 0 ? yes.of(at) : no.of(at)),
    })),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
      text: `min(${a.text}, ${b.text})`,
      of: (at: Readonly<Record<string, number>>) => Math.min(a.of(at), b.of(at)),
    })),
  ),
}));

const quantities = fc.record({
  hosts: fc.integer({ min: -3, max: 9 }),
  cost: fc.integer({ min: -40, max: 40 }).map((n) => n / 4),
  energy: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
});

const isSmall = ({ text }: Tree) => text.length <= 2000 && text.split(/[\s(),]+/).length < 290;

describe("random formulas", () => {
  test("have the value of an evaluation of the tree they were written from, or none where it is not finite", () => {
    let values = 0;
    fc.assert(
      fc.property(tree.filter(isSmall), quantities, ({ text, of }, at) => {
        const found = compileFormula(text, NAMES).value(at);
        if (typeof found !== "number") return;
        values++;
        expect(found).toBe(of(at) + 0);
      }),
      { seed: 6101, numRuns: 400 },
    );
    expect(values).toBeGreaterThan(200);
  });

  test("whose own evaluation is finite at every node have a value", () => {
    const calm = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.tuple(fc.constantFrom(...OPERATORS.slice(0, 2)), tie("tree"), tie("tree")).map(([[op, f], a, b]) => ({
          text: `(${a.text} ${op} ${b.text})`,
          of: (at: Readonly<Record<string, number>>) => f(a.of(at), b.of(at)),
        })),
      ),
    }));
    fc.assert(
      fc.property(calm.tree.filter(isSmall), quantities, ({ text, of }, at) => {
        expect(compileFormula(text, NAMES).value(at)).toBe(of(at) + 0);
      }),
      { seed: 6102, numRuns: 150 },
    );
  });

  test("affine coefficients reproduce the value wherever there are any", () => {
    let found = 0;
    fc.assert(
      fc.property(tree.filter(isSmall), quantities, ({ text }, at) => {
        const formula = compileFormula(text, NAMES);
        const affine = formula.affine();
        const is = formula.value(at);
        if (affine === undefined) return;
        if (affine.coefficients.size > 0) found++;
        const parts = [...affine.coefficients].map(([name, one]) => one * at[name as keyof typeof at]);
        const sum = parts.reduce((a, b) => a + b, affine.constant);
        const size = parts.reduce((a, b) => a + Math.abs(b), Math.abs(affine.constant));
        if (typeof is !== "number") throw new Error(`${text} is affine without a value: ${is.why}`);
        expect(Math.abs(is - sum)).toBeLessThanOrEqual(1e-9 * Math.max(1, size));
      }),
      { seed: 6103, numRuns: 600 },
    );
    expect(found).toBeGreaterThan(60);
  });
});

describe("affine form", () => {
  const affine = (text: string) => {
    const found = compileFormula(text, NAMES).affine();
    return found && { constant: found.constant, ...Object.fromEntries(found.coefficients) };
  };

  test.each([
    ["2 * hosts + cost / 4 - 3", { constant: -3, hosts: 2, cost: 0.25 }],
    ["-(hosts - 2 * (cost + 1)) * 3", { constant: 6, hosts: -3, cost: 6 }],
    ["2 ^ 3 * hosts ^ 1", { constant: 0, hosts: 8 }],
    ["hosts - hosts + 5", { constant: 5 }],
    ["1 > 0 ? hosts : 1 / hosts", { constant: 0, hosts: 1 }],
    ["max(2, 3) * energy", { constant: 0, energy: 3 }],
    ["7", { constant: 7 }],
  ])("of %j", (text, expected) => {
    expect(affine(text)).toEqual(expected);
  });

  test.each([
    "hosts * cost",
    "1 / hosts",
    "hosts ^ 2",
    "min(hosts, cost)",
    "max(hosts)",
    "hosts > 1 ? cost : cost",
    "hosts > 1",
    "abs(hosts)",
    "hosts / (cost - cost)",
    "hosts / (1 - 1)",
    "log(0) * 0 + hosts",
    "hosts * 10 ^ 308 * 10",
  ])("there is none of %j", (text) => {
    expect(affine(text)).toBeUndefined();
  });
});
