/** Numbers as people type them. */
import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { ABOVE_ZERO, numberIn, percentIn, ratioIn } from "../../../cli/options/numbers.ts";

describe("a number on the command line", () => {
  it.each([
    ["0.5", 0.5],
    [".5", 0.5],
    ["-20", -20],
    ["1e3", 1000],
    [" 7 ", 7],
  ])("reads %j as %d", (text, value) => {
    expect(numberIn({ min: -100, max: 1000 })(text)).toBe(value);
  });

  it.each(["NaN", "Infinity", "", " ", "0x10", "1,5", "12 hosts", "--3"])("refuses %j", (text) => {
    expect(() => numberIn({ min: -100, max: 1000 })(text)).toThrow(InvalidArgumentError);
  });

  it("names the bounds when it is beyond them", () => {
    expect(() => numberIn({ min: 0, max: 1000, isWhole: true })("1001")).toThrow(
      "Expected a whole number from 0 to 1000.",
    );
    expect(() => numberIn({ min: 0, max: 1000, isWhole: true })("1.5")).toThrow("whole number");
  });

  it("says that a bound is not in the range when it is 0 and 0 is refused", () => {
    expect(() => numberIn({ min: ABOVE_ZERO, max: 10 })("0")).toThrow("Expected a number above 0, up to 10.");
    expect(() => numberIn({ min: ABOVE_ZERO, max: Infinity })("0")).toThrow("Expected a number above 0.");
    expect(numberIn({ min: ABOVE_ZERO, max: 10 })("0.001")).toBe(0.001);
  });

  it("takes a ratio as such or in per cent", () => {
    const ceiling = ratioIn({ min: 0.01, max: 1 });
    expect(ceiling("0.8")).toBe(0.8);
    expect(ceiling("80%")).toBe(0.8);
    // 80 without the sign would be 8,000 %: most likely a slip, so it is refused rather than read either way.
    expect(() => ceiling("80")).toThrow("Expected a number from 0.01 to 1.");
    expect(() => ceiling("NaN%")).toThrow(InvalidArgumentError);
  });

  it("takes a percentage with or without its sign", () => {
    const growth = percentIn({ min: -100, max: 10_000 });
    expect(growth("20")).toBe(20);
    expect(growth("20%")).toBe(20);
    expect(() => growth("-101%")).toThrow("Expected a number from -100 to 10000.");
  });
});
