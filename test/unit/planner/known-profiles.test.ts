/** Profiles that are kept for the next request are those that folding anew would give, whatever was asked before. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Series, TimeModel } from "#planner";
import { foldSeries, slotGrid } from "#planner/size/index.ts";
import { type KnownProfiles, knownProfile } from "#planner/size/known-profiles.ts";
import { cpu } from "../../support/request.ts";

const POOL: readonly Series[] = [
  cpu("a", [1, 5, 2, 8]),
  { ...cpu("a", [3, 3, 9]), start: "2005-10-24T02:00:00Z", slotMinutes: 30 },
  cpu("b", [0.5, 7]),
  { ...cpu("b", [4, 4, 4, 6, 1]), start: "2005-10-26T02:00:00Z" },
];

const asked = fc.record({
  series: fc.uniqueArray(fc.constantFrom(...POOL), { maxLength: 3 }),
  model: fc.constantFrom<TimeModel>("week", "day", "peak", "trace"),
  // A trace spans what the request has, which may be more than this workload's own.
  spans: fc.uniqueArray(fc.constantFrom(...POOL), { maxLength: 4 }),
  percentile: fc.constantFrom(100, 95, 60),
});

it("gives what foldSeries gives, and the same array again for the same question", () => {
  fc.assert(
    fc.property(fc.array(asked, { minLength: 2, maxLength: 12 }), (questions) => {
      const known: KnownProfiles = new WeakMap();
      for (const { series, model, spans, percentile } of questions) {
        const grid = slotGrid(model, spans);
        const profile = knownProfile(series, grid, percentile, known);
        expect(profile).toEqual(foldSeries(series, grid, percentile));
        expect(knownProfile([...series], slotGrid(model, spans), percentile, known)).toBe(
          series.length === 0 ? undefined : profile,
        );
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});
