import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberIn } from "../../../web/decode/number-text.ts";

describe("numbers typed into a form", () => {
  it.each([
    ["80", 80],
    ["0", 0],
    ["-5", -5],
    ["+5", 5],
    ["1.56", 1.56],
    [".5", 0.5],
    ["5.", 5],
  ])("reads %j", (text, value) => {
    expect(numberIn(text)).toBe(value);
  });

  it.each([
    "",
    " ",
    "abc",
    "1,5",
    "1e3",
    "0x10",
    "1 000",
    "5%",
    "NaN",
    "Infinity",
    "1.2.3",
    "-",
    ".",
    "٣",
    "1".repeat(16),
  ])("takes %j for no number", (text) => {
    expect(numberIn(text)).toBeUndefined();
  });

  it("makes of per cent exactly the ratio that JSON would carry", () => {
    // dividing would not: 33.3 / 100 and 0.333 are different doubles
    expect(numberIn("33.3", -2)).toBe(0.333);
    expect(numberIn("80", -2)).toBe(0.8);
    expect(numberIn("100", -2)).toBe(1);
  });

  it("agrees with JSON for every ratio of up to four decimals", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => {
        const percent = `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`;
        expect(numberIn(percent, -2)).toBe(Number(`${n}e-4`));
      }),
      { seed: 20061101 },
    );
  });
});
