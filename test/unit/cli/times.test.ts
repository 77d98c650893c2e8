/** Times as people type them. */
import { InvalidArgumentError } from "commander";
import { describe, expect, test } from "vitest";
import { timeIn } from "../../../cli/options/times.ts";

const parse = timeIn({ maxSeconds: 86_400 });

describe("times on the command line", () => {
  test.each([
    ["10s", 10],
    ["10", 10],
    ["0", 0],
    ["500ms", 0.5],
    ["1.5 m", 90],
    ["1H", 3600],
    ["24h", 86_400],
  ])("%s is %d seconds", (text, seconds) => {
    expect(parse(text)).toBe(seconds);
  });

  test.each(["-3", "", "s", "ten", "1d", "25h", "1e3", "10 s s", "Infinity", "NaN"])(
    "%j is refused with its bounds",
    (text) => {
      expect(() => parse(text)).toThrow(InvalidArgumentError);
      expect(() => parse(text)).toThrow("from 0 s to 86400 s");
    },
  );
});
