/** Gates on published migrations, by the checks that the validation runner prints. */
import { describe, expect, it } from "vitest";
import { failures } from "../../../../validation/check.ts";
import { checks } from "../../../../validation/migration.ts";

const CHECKS = checks();

describe("published migrations", () => {
  it("are checked by all gates of this room", () => {
    expect([...new Set(CHECKS.filter((c) => c.gates).map((c) => c.gate))].toSorted()).toEqual([
      "G15",
      "G7",
      "G8",
      "G9",
    ]);
  });

  it("hold within the tolerance of their gates", () => {
    expect(failures(CHECKS)).toEqual([]);
  });

  it("have no number that is not finite", () => {
    expect(CHECKS.filter((check) => !Number.isFinite(check.ours) || !Number.isFinite(check.published))).toEqual([]);
  });
});
