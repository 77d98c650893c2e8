/** The published figures of the IBM schedulers are met; what `npm run validate` prints is right. */
import { expect, test } from "vitest";
import { checks } from "../../validation/ibm.ts";

test.each(checks())("$gate $what", ({ published, ours, tolerance, toleranceKind }) => {
  if (toleranceKind === "exact") expect(ours).toBe(published);
  else expect(Math.abs(Number(ours) - Number(published))).toBeLessThanOrEqual(tolerance);
});
