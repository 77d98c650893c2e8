/** Host types as printed: the figures of weight, heat, carbon and price with their source and date. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES, findHostType } from "#hosts";
import type { HostType } from "#planner";
import { bodyFigures, drawEnds, priceText } from "#planner/report/index.ts";
import { hostTable, hostText } from "../../../cli/print/host.ts";

const plain = (_tone: string, text: string) => text;
const typed = (id: string): HostType => {
  const type = findHostType(id);
  if (type === undefined) throw new Error(`the catalogue has no ${id}`);
  return type;
};
const shown = (id: string) => hostText(typed(id), plain).replace(/\s+/g, " ");

describe("one host type", () => {
  it("shows a price with its date, its source and what that source is", () => {
    const text = shown("sun-fire-t1000");
    expect(text).toContain("Price 14,445 USD (2006) [seen: GREB-T1000]");
    expect(text).toContain("GREB-T1000: ");
  });

  it("shows weight and embodied carbon, and the document that a derived figure stands on", () => {
    const text = shown("dell-r740-8180");
    expect(text).toContain("Weight 26.3 kg [seen: BOAVIZTA]");
    // 8,640 kg less 84.3 % for use
    expect(text).toContain("Embodied carbon 1,356 kg CO2e [derived: 8,640 kg");
    expect(shown("sun-enterprise-10000")).toContain("TM-E10K: Tech Monitor");
  });

  it("shows published heat beside the draw", () => {
    expect(shown("sparc-m12-2")).toContain("Heat as published 9,920 BTU/h [seen: FJ-M12]");
  });

  it("leaves out what no document gives", () => {
    expect(shown("hp-dl160-g5")).not.toMatch(/Price|Weight|Embodied/);
    expect(bodyFigures(typed("hp-dl160-g5")).map(({ label }) => label)).toEqual(["Rack units"]);
  });
});

describe("the list of host types", () => {
  const lines = hostTable(HOST_TYPES).split("\n");
  const line = (id: string) => lines.find((one) => one.startsWith(`${id} `)) ?? "";

  it("has a column for weight and for a dated price, a dash where unknown", () => {
    expect(lines[0]).toMatch(/ U +kg +Price$/);
    expect(line("sun-fire-t1000")).toMatch(/ 144 +220 +1 +– +14,445 USD \(2006\)$/);
    expect(line("hp-dl160-g5")).toMatch(/ 1 +– +–$/);
    expect(line("dell-r740-8180")).toMatch(/ 2 +26\.3 +40,036 USD \(2017-07\)$/);
  });
});

describe("texts of a host type", () => {
  it("tell both ends of the draw, of a curve and of two ends", () => {
    expect(drawEnds(typed("dell-r740-8180"))).toEqual([52.3, 457]);
    expect(drawEnds(typed("sun-fire-t1000"))).toEqual([144, 220]);
  });

  it("tell a price with currency and date", () => {
    expect(priceText({ value: 9500, currency: "EUR", asOf: "2024-03", source: "assumed: test" })).toBe(
      "9,500 EUR (2024-03)",
    );
  });
});
