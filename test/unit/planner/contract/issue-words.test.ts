/** Problems of input in our words: hand-checked sentences for every issue code of zod, and the near names they offer. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Objective, Rule, Workload, readInput, readTold } from "#planner/contract/index.ts";

/** The problems as lines: pointer, then the sentence. */
function linesOf(schema: z.ZodType, input: unknown): readonly string[] {
  const read = readInput(schema, input);
  return read.success ? [] : read.problems.map(({ pointer, detail }) => `${pointer} ${detail}`.trimStart());
}

const oneOf = z.enum(["peak", "day", "a week"]);
const pair = z.strictObject({ memoryMiB: z.number(), vcpus: z.number().optional() });
const long = "x".repeat(500);

describe("a value that a schema refuses", () => {
  it.each<readonly [code: string, z.ZodType, unknown, string]>([
    ["invalid_type", z.string(), undefined, "must be a text, is missing"],
    ["invalid_type", z.string(), 5, "must be a text, is 5"],
    ["invalid_type", z.number(), "5", 'must be a number, is "5"'],
    ["invalid_type", z.number(), Number.NaN, "must be a number, is NaN"],
    ["invalid_type", z.number(), 5n, "must be a number, is 5n"],
    ["invalid_type", z.int(), 1.5, "must be a whole number, is 1.5"],
    ["invalid_type", z.boolean(), "yes", 'must be true or false, is "yes"'],
    ["invalid_type", z.array(z.number()), { a: 1 }, 'must be a list, is {"a":1}'],
    ["invalid_type", z.strictObject({}), null, "must be an object, is null"],
    ["invalid_type", z.never(), 3, "must be left out, is 3"],
    ["invalid_type", z.instanceof(Date), 3, "must be of the type Date, is 3"],
    ["invalid_value", oneOf, "dya", 'must be one of peak, day, "a week"; is "dya"; did you mean "day"?'],
    ["invalid_value", oneOf, "2006-09", 'must be one of peak, day, "a week"; is "2006-09"'],
    ["invalid_value", oneOf, undefined, 'must be one of peak, day, "a week"; is missing'],
    ["invalid_value", z.literal(1), 2, "must be 1, is 2"],
    ["too_big", z.number().max(100), 250, "must be at most 100, is 250"],
    ["too_big", z.number().lt(100), 100, "must be below 100, is 100"],
    ["too_big", z.int(), 1e300, "must be at most 9007199254740991, is 1e+300"],
    ["too_big", z.string().max(3), "abc😀", 'must have at most 3 characters, has 4: "abc😀"'],
    ["too_big", z.string().max(3), long, `must have at most 3 characters, has 500: "${"x".repeat(76)}…`],
    ["too_big", z.array(z.number()).max(1), [1, 2], "must have at most 1 entry, has 2"],
    ["too_big", z.set(z.number()).max(1), new Set([1, 2]), "must have at most 1 entry, has 2"],
    ["too_big", z.file().max(3), new File(["abcdef"], "a"), "must have at most 3 bytes, has 6"],
    [
      "too_big",
      z.date().max(new Date("2006-01-01")),
      new Date("2007-01-01"),
      "must be at most 2006-01-01T00:00:00.000Z, is 2007-01-01T00:00:00.000Z",
    ],
    ["too_small", z.number().min(0), -1, "must be at least 0, is -1"],
    ["too_small", z.number().positive(), 0, "must be above 0, is 0"],
    ["too_small", z.string().min(1), "", "must have at least 1 character, has none"],
    ["too_small", z.array(z.number()).length(24), [1], "must have exactly 24 entries, has 1"],
    ["invalid_format", z.iso.datetime(), "x", 'must be a date and time like 2026-01-31T12:00:00Z, is "x"'],
    ["invalid_format", z.string().regex(/^a/), "b", 'must be a text that matches /^a/, is "b"'],
    ["invalid_format", z.string().startsWith("a"), "b", 'must be a text that begins with "a", is "b"'],
    ["invalid_format", z.string().endsWith("a"), "b", 'must be a text that ends with "a", is "b"'],
    ["invalid_format", z.string().includes("a"), "b", 'must be a text that has "a" in it, is "b"'],
    ["not_multiple_of", z.number().multipleOf(0.5), 0.3, "must be a multiple of 0.5, is 0.3"],
    ["unrecognized_keys", pair, { memoryMiB: 1, foo: 2 }, '"foo" is not known here'],
    ["unrecognized_keys", pair, { memoryMiB: 1, vcpu: 2 }, '"vcpu" is not known here; did you mean "vcpus"?'],
    ["invalid_union", z.union([z.number(), z.boolean()]), "x", 'must be a number, or true or false; is "x"'],
    ["invalid_union", z.union([z.number().max(3), z.boolean()]), 5, "must be at most 3, is 5"],
    ["invalid_union", z.xor([z.number(), z.int()]), 3, "must be of one form only, fits several: 3"],
    [
      "invalid_key",
      z.record(z.string().max(3), z.number()),
      { abcd: 1 },
      '/abcd the name must have at most 3 characters, has 4: "abcd"',
    ],
    [
      "invalid_element",
      z.map(z.strictObject({ a: z.number() }), z.number()),
      new Map([[{ a: 1 }, "x"]]),
      'the entry {"a":1} must be a number, is "x"',
    ],
    ["custom", z.string().refine(() => false), "b", 'must be another value, is "b"'],
  ])("is told in our words: %s", (_, schema, input, line) => {
    expect(linesOf(schema, input)).toEqual([line]);
  });

  it("is told in the words of the schema where it has some, the value behind them", () => {
    const nice = z.string().refine(() => false, { error: "must be nice" });
    expect(linesOf(z.strictObject({ a: nice }), { a: "b" })).toEqual(['/a must be nice (found "b")']);
  });
});

describe("a field that is not known", () => {
  it("is not taken for one that is given already", () => {
    expect(linesOf(pair, { memoryMiB: 1, memoryMib: 2 })).toEqual(['"memoryMib" is not known here']);
  });

  it("stands with the others of its object, of which five are named", () => {
    const many = { memoryMib: 1, vcpu: 1, c: 1, d: 1, e: 1, f: 1, g: 1 };
    expect(linesOf(pair, many)).toEqual([
      "/memoryMiB must be a number, is missing",
      '"memoryMib", "vcpu", "c", "d", "e" and 2 more are not known here; did you mean "memoryMiB", "vcpus"?',
    ]);
  });

  it("keeps its code, as a wrong value keeps its", () => {
    const read = readInput(pair, { memoryMiB: "1", foo: 1 });
    expect(read.success ? [] : read.problems.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/memoryMiB invalid",
      " unknown-field",
    ]);
  });
});

describe("the contract's own records", () => {
  it("offer the kind of a rule that was meant, at the kind", () => {
    const [line] = linesOf(Rule, { id: "r", kind: "appart", workloads: ["a", "b"] });
    expect(line).toMatch(/^\/kind must be one of apart, together, .*; is "appart"; did you mean "apart"\?$/);
  });

  it("offer the objective that was meant among its other forms", () => {
    expect(linesOf(Objective, "host")).toEqual([
      'must be one of hosts, energy, cost, moves, or a list, or an object; is "host"; did you mean "hosts"?',
    ]);
    expect(linesOf(Objective, [])).toEqual(["must have at least 1 entry, has none"]);
  });

  it("tell the bound apart, for who names the value elsewhere", () => {
    const read = readTold(Workload.pick({ vcpus: true, name: true }), { vcpus: 0, name: "n".repeat(201) });
    expect(read.success ? [] : read.problems.map(({ bound }) => bound)).toEqual(["above 0", "at most 200 characters"]);
  });

  it("are read as they were where nothing is wrong", () => {
    expect(readInput(pair, { memoryMiB: 1 })).toEqual({ success: true, data: { memoryMiB: 1 } });
  });
});
