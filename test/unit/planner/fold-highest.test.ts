import * as fc from "fast-check";
import { expect, it } from "vitest";
import { foldSeries, slotGrid } from "#planner/size/index.ts";

it("folds to the highest sample of each slot by both ways, whatever the gaps", () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(values, fc.constantFrom(15, 60, 180), fc.nat(200), (samples, slotMinutes, hour) => {
      const start = new Date(Date.UTC(2005, 9, 24, hour)).toISOString();
      const series = [{ workload: "a", metric: "cpuCores" as const, start, slotMinutes, values: samples }];
      const grid = slotGrid("week", series);
      // the nearest rank of the last of at most 400 samples is the highest of them, and takes the way of percentiles
      expect(foldSeries(series, grid, 99.99)).toEqual(foldSeries(series, grid, 100));
    }),
    { seed: 7, numRuns: 200 },
  );
});
