import { describe, expect, it } from "vitest";
import { cleanShare, dirtiedPages, dirtyModel, stillClean, sum } from "#models/hypervisor/migration/dirty-pages.ts";
import { PAGE, setOf, taskOf } from "./builders.ts";

const memory = (sets = [setOf(200, 100)]) => taskOf({ sets }).memory;

describe("dirty pages", () => {
  it("saturate at the size of a set written at random", () => {
    const model = dirtyModel(memory());
    // 200 pages at 100 a second: 200 (1 - e^-1) = 126.4 after 2 s, all 200 in the end; 800 are cold.
    expect([...dirtiedPages(model, 0)]).toEqual([0, 0]);
    expect([...dirtiedPages(model, 2)]).toEqual([126, 0]);
    expect([...dirtiedPages(model, 1e6)]).toEqual([200, 0]);
    expect([...model.pages]).toEqual([200, 800]);
  });

  it("grow in a straight line in a set that is swept", () => {
    const model = dirtyModel(memory([setOf(200, 100, "sweep")]));
    expect([1, 2, 3].map((t) => sum(dirtiedPages(model, t)))).toEqual([100, 200, 200]);
    expect(cleanShare(model, 0, 0.5)).toBe(0.75);
  });

  it("leave a page clean until its turn by the set's own rate", () => {
    const model = dirtyModel(memory());
    // Half of the set and 100 cold pages due: 100 e^-0.5 + 100 = 160.65 still clean after a second.
    expect(stillClean(model, Float64Array.of(100, 100), 1)).toBeCloseTo(160.653, 3);
  });

  it("have a hot set beside a warm one add up", () => {
    const model = dirtyModel(memory([setOf(50, 500), setOf(400, 40)]));
    // 50 (1 - e^-10) + 400 (1 - e^-0.1) = 49.998 + 38.06
    expect([...dirtiedPages(model, 1)]).toEqual([50, 38, 0]);
  });

  it.each([
    [{ bytes: 0, pageBytes: PAGE, sets: [] }, "memory.bytes is 0: it must be a finite number of at least 1000"],
    [{ bytes: Number.NaN, pageBytes: PAGE, sets: [] }, "memory.bytes is NaN"],
    [{ bytes: PAGE, pageBytes: 0, sets: [] }, "memory.pageBytes is 0: it must be a finite number above 0"],
    [memory([setOf(200, -1)]), "memory.sets[0].bytesPerSecond is -1000: it must be a finite number of at least 0"],
    [memory([setOf(0, 1)]), "memory.sets[0].bytes is 0: it must be a finite number above 0"],
    [
      memory([setOf(600, 1), setOf(401, 1)]),
      "pages outside memory.sets is -1: it must be a finite number of at least 0",
    ],
  ])("refuse what cannot be: %#", (bad, message) => {
    expect(() => dirtyModel(bad)).toThrow(RangeError);
    expect(() => dirtyModel(bad)).toThrow(message);
  });
});
