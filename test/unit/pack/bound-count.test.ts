/** Bounds by counting, by hand: where whole items waste what the sum would use. Exhaustively in exhaustive.test.ts. */
import { describe, expect, it } from "vitest";
import { lowerBound, mostPlaced } from "#planner/pack/index.ts";
import { line, problemOf } from "./build-problem.ts";

const alike = (count: number, size: number) => Array.from({ length: count }, () => size);
const everything = (items: number) => [...Array(items).keys()];

describe("the bound by counting", () => {
  it("sees that a host of 201 takes a hundred items of 2, not a hundred and a half", () => {
    // 401 × 2 = 802 is less than 4 × 201 = 804, so sums say four hosts; floor(201 / 2) = 100 each, so it takes five.
    const problem = line(alike(401, 2), 201);
    expect(lowerBound(problem, everything(401))).toEqual({ bins: 5, kind: "count", resource: "v0", slot: 0 });
  });

  it("counts the large items alone where small ones would fill the gaps", () => {
    // Thirteen items of 4, floor(27 / 4) = 6 on a host: three hosts, where the sum 13 × 4 + 2 = 54 is that of two.
    const problem = line([...alike(13, 4), 1, 1], 27);
    expect(lowerBound(problem, everything(15))).toMatchObject({ bins: 3, kind: "count" });
  });

  it("uses the larger hosts first, as far as there are any", () => {
    // Eleven items of 3, 33 in all: 13 + 8 + 8 + 8 = 37 would do by the sum. By count the host of 13 takes four and hosts of 8
    // two each: 1 + ceil(7 / 2) = 5.
    const types = [{ capacity: [13], maxBins: 1 }, { capacity: [8] }];
    const problem = problemOf({ demand: alike(11, 3).map((size) => [[size]]), types });
    expect(lowerBound(problem, everything(11))).toMatchObject({ bins: 5, kind: "count" });
  });
});

describe("the most that can be placed", () => {
  it("is stock times the count of one host", () => {
    const types = [{ capacity: [201], maxBins: 4 }];
    const problem = problemOf({ demand: alike(401, 2).map((size) => [[size]]), types });
    expect(mostPlaced(problem)).toEqual({ items: 400, resource: "v0", slot: 0 });
  });

  it("is bounded by the sum where items divide the hosts evenly", () => {
    // 2 hosts of 10 hold 20: of 4, 5, 5, 7 the three smallest are 14, all four 21.
    const problem = problemOf({
      demand: [4, 5, 5, 7].map((size) => [[size]]),
      types: [{ capacity: [10], maxBins: 2 }],
    });
    expect(mostPlaced(problem).items).toBe(3);
  });

  it("is every item that some type in stock may take where nothing else limits it", () => {
    const problem = problemOf({
      demand: [[[1]], [[1]], [[1]]],
      types: [
        { capacity: [10], eligible: [true, true, false] },
        { capacity: [10], maxBins: 0 },
      ],
    });
    expect(mostPlaced(problem)).toEqual({ items: 2 });
  });

  it("is nothing on hosts that hold nothing", () => {
    expect(mostPlaced(problemOf({ demand: [[[1]], [[2]]], types: [{ capacity: [0] }] })).items).toBe(0);
  });
});
