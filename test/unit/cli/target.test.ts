/** Targets as people type them. */
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../cli/exit.ts";
import { parseTarget } from "../../../cli/options/target.ts";

describe("a target on the command line", () => {
  it("is a platform at a host type", () => {
    expect(parseTarget("esx-3.0@hp-dl585-g1")).toEqual({ platform: "esx-3.0", hostType: "hp-dl585-g1" });
  });

  it("may say how many hosts there are at most", () => {
    expect(parseTarget("esx-3.0@hp-dl585-g1:12")).toEqual({
      platform: "esx-3.0",
      hostType: "hp-dl585-g1",
      maxHosts: 12,
    });
  });

  it.each(["esx-3.0", "esx-3.0@", "@hp-dl585-g1", "esx@hp@dl585", "esx 3@hp", "a@b c", ""])(
    "is refused as %j with the form it should have",
    (text) => {
      expect(() => parseTarget(text)).toThrow(UsageError);
      expect(() => parseTarget(text)).toThrow(`"${text}" is not of the form PLATFORM@HOSTTYPE[:MAX]`);
    },
  );

  it.each(["0", "-3", "2.5", "", "many", "1e3", "NaN"])("is refused with a maximum of %j, which it names", (max) => {
    expect(() => parseTarget(`esx-3.0@hp-dl585-g1:${max}`)).toThrow(
      `MAX is "${max}", expected a whole number from 1 up`,
    );
  });
});
