/** Slots in words. */
import { describe, expect, it } from "vitest";
import type { Slots } from "#planner/contract/index.ts";
import {
  MOST_COLUMNS,
  columnsOf,
  slotDays,
  slotLabel,
  slotOfColumns,
  slotSpan,
  timeText,
} from "#planner/report/index.ts";

const DAY: Slots = { model: "day", count: 24, minutes: 60 };
const WEEK: Slots = { model: "week", count: 168, minutes: 60 };
const TRACE: Slots = { model: "trace", count: 1000, minutes: 5, start: "2026-03-01T22:00:00Z" };

describe("slot labels", () => {
  it("name the hour of a day", () => {
    expect(slotLabel(DAY, 14)).toBe("14:00");
    expect(slotLabel({ ...DAY, count: 96, minutes: 15 }, 5)).toBe("01:15");
  });

  it("name weekday and hour of a week that begins on Monday", () => {
    expect(slotLabel(WEEK, 0)).toBe("Mon 00:00");
    // 6 * 24 + 23 = 167
    expect(slotLabel(WEEK, 167)).toBe("Sun 23:00");
  });

  it("wrap at the end of the folded time", () => {
    expect(slotSpan(WEEK, 166, 2)).toBe("Sun 22:00 to Mon 00:00");
    expect(slotSpan(DAY, 23, 1)).toBe("23:00 to 00:00");
  });

  it("give UTC time for a trace, over midnight and month", () => {
    // 24 slots of 5 minutes = 2 hours after 22:00
    expect(slotLabel(TRACE, 24)).toBe("2026-03-02T00:00Z");
    expect(slotLabel({ model: "trace", count: 3, minutes: 5 }, 2)).toBe("slot 3");
  });

  it("call the single slot of the peak model the whole period", () => {
    const peak: Slots = { model: "peak", count: 1, minutes: 10_080 };
    expect(slotLabel(peak, 0)).toBe("the whole period");
    expect(slotSpan(peak, 0, 1)).toBe("the whole period");
  });
});

describe("days", () => {
  it("cut a week into seven", () => {
    expect(slotDays(WEEK).map((day) => [day.label, day.from, day.count])).toEqual(
      ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, i) => [label, i * 24, 24]),
    );
  });

  it("begin a trace in the middle of its first day", () => {
    expect(slotDays(TRACE)[0]).toEqual({ label: "2026-03-01", from: 0, count: 24 });
  });
});

describe("columns of a picture", () => {
  it("are the slots themselves while they fit", () => {
    expect(columnsOf(WEEK)).toMatchObject({ count: 168, slotsPerColumn: 1 });
  });

  it("fold a long trace and keep its peaks", () => {
    const columns = columnsOf(TRACE);
    // 1000 / 336 = 2.98 → 3 slots per column, 334 columns
    expect(columns).toMatchObject({ slotsPerColumn: 3, count: 334 });
    expect(columns.count).toBeLessThanOrEqual(MOST_COLUMNS);
    const total = Array.from({ length: 1000 }, (_, slot) => (slot === 500 ? 1 : 0));
    // Slot 500 is in column 166 (498..500).
    expect(slotOfColumns(columns, total)[166]).toBe(500);
  });

  it("are explained in a sentence", () => {
    expect(timeText(WEEK)).toContain("168 slots of one hour");
    expect(timeText(TRACE)).toContain("1000 slots of 5 minutes from 2026-03-01T22:00Z");
  });
});
