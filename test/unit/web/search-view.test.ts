/** How a search came along, as its page shows it. */
import { describe, expect, test } from "vitest";
import type { Job } from "#jobs";
import { searchView } from "../../../web/search-view.ts";

const job = (history: NonNullable<Job["history"]>, elapsedSeconds = 10): Job => ({
  id: "1",
  kind: "plan",
  name: "plan",
  state: "running",
  sequence: 1,
  progressRatio: 0.5,
  elapsedSeconds,
  history,
});

describe("the search of a job", () => {
  test("is a picture of the gap and its figures, from when best and bound are known", () => {
    const view = searchView(
      job([
        { seconds: 0.2, hosts: 12 },
        { seconds: 0.5, hosts: 12, bound: 10 },
        { seconds: 4, hosts: 11, bound: 10 },
      ]),
    );
    // (12 − 10) / 10 = 20 %, (11 − 10) / 10 = 10 %
    expect(view?.rows.map(({ seconds, gap }) => [seconds, gap])).toEqual([
      ["0.5", "20.00%"],
      ["4", "10.00%"],
    ]);
    expect(view?.svg).toContain("From 20.00% to 10.00% in 10 seconds.");
    // 20 % of 21.6 % (8 % of headroom) of 140 units below 14: 14 + 140 × (1 − 20 / 21.6) = 24.4
    expect(view?.svg).toContain("24.4");
    expect(view?.svg).not.toMatch(/NaN|undefined|Infinity| style=/);
  });

  test("is nothing before that, and a closed gap draws without trouble", () => {
    expect(searchView(job([{ seconds: 1, hosts: 12 }]))).toBeUndefined();
    expect(searchView(job([{ seconds: 1, hosts: 0, bound: 0 }]))).toBeUndefined();
    expect(searchView(job([{ seconds: 0, hosts: 9, bound: 9 }], 0.2))?.svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("shows the first and the last rows of a long search", () => {
    const long = Array.from({ length: 50 }, (_, i) => ({ seconds: i, hosts: 200 - i, bound: 100 }));
    const rows = searchView(job(long, 60))?.rows ?? [];
    expect(rows.map(({ seconds }) => seconds)).toEqual([
      "0",
      "1",
      "2",
      "3",
      "4",
      "5",
      "44",
      "45",
      "46",
      "47",
      "48",
      "49",
    ]);
  });
});
