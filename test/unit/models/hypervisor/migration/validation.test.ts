/** Gates on published migrations, by the checks that the validation runner prints. */
import { describe, expect, it } from "vitest";
import { migrationChecks } from "../../../../validation/migration.ts";

const CHECKS = migrationChecks();

describe("published migrations", () => {
  it("are checked by all gates of this room", () => {
    expect([...new Set(CHECKS.filter((c) => c.gates).map((c) => c.gate))].toSorted()).toEqual([
      "G15",
      "G7",
      "G8",
      "G9",
    ]);
  });

  it.each(CHECKS.filter((check) => check.gates))("$gate $what", ({ published, ours, tolerance, toleranceKind }) => {
    const bound = toleranceKind === "relative" ? tolerance * published : tolerance;
    expect(Math.abs(ours - published)).toBeLessThanOrEqual(bound + 1e-9);
  });

  it("have no number that is not finite", () => {
    expect(CHECKS.filter((check) => !Number.isFinite(check.ours) || !Number.isFinite(check.published))).toEqual([]);
  });
});
