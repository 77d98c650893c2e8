/** What a what-if varied and found, in the units of the field: shares in per cent, money by its currency. */
import { describe, expect, it } from "vitest";
import { Scenario } from "#planner";
import {
  askedName,
  askedPhrase,
  askedText,
  askedTitle,
  figureChange,
  figureDistance,
  figureText,
  figureTitle,
  whatIfCurrency,
} from "#planner/report/index.ts";
import { figureRange } from "../../../report/svg/figure-range.ts";

const titled = (of: string, value: unknown) => [askedTitle(of, "EUR"), askedText(of, value)];

describe("what was varied or drawn", () => {
  it("is shown in its unit: shares with the sign, everything else beside the name", () => {
    expect(titled("/goals/utilizationCeilingRatio", 0.6)).toEqual(["Utilization ceiling", "60%"]);
    expect(titled("/goals/utilizationCeilingRatio", 2 / 3)).toEqual(["Utilization ceiling", "66.67%"]);
    expect(titled("/goals/growthPercent", -20)).toEqual(["Growth of demand", "-20%"]);
    expect(titled("/goals/memoryOvercommitRatio", 1.5)).toEqual(["Memory overcommit", "1.5"]);
    expect(titled("/tariffPerKWh", 0.123456)).toEqual(["Electricity tariff (EUR per kWh)", "0.1235"]);
    expect(titled("/tariffPerKWh", 0.0000123)).toEqual(["Electricity tariff (EUR per kWh)", "0.0000123"]);
    expect(titled("/targets/1/hostPrice", 8000)).toEqual(["Price of a host of target 2 (EUR)", "8,000"]);
    expect(titled("/targets/0/maxHosts", 4)).toEqual(["Most hosts of target 1", "4"]);
    expect(titled("/goals/effortSeconds", 30)).toEqual(["Effort of the search (s)", "30"]);
    expect(titled("/seed", 12_345)).toEqual(["Seed", "12345"]);
    expect(titled("demand", 1.25)).toEqual(["Demand (factor)", "1.25"]);
    expect(titled("/goals/objective", "cost")).toEqual(["Objective", "cost"]);
    expect(titled("/goals/growthPercent", undefined)).toEqual(["Growth of demand", ""]);
  });

  it("is named by its own words where nobody listed it, and its unit is the ending of its name", () => {
    expect(titled("/facility/supplyAirC", 27)).toEqual(["Facility: supply air (°C)", "27"]);
    expect(titled("/facility/racks/diversityRatio", 0.85)).toEqual(["Facility: racks: diversity", "85%"]);
    expect(titled("/workloads/0/memoryMiB", 1536)).toEqual(["Workloads 1: memory", "1.5 GiB"]);
    expect(titled("/goals/resizePhysical", false)).toEqual(["Resize physical", "no"]);
    expect(askedName("")).toBe("");
  });

  it("has its unit behind the value in a sentence", () => {
    expect(askedPhrase("/goals/utilizationCeilingRatio", 0.6, "USD")).toBe("Utilization ceiling 60%");
    expect(askedPhrase("/tariffPerKWh", 0.12, "USD")).toBe("Electricity tariff 0.12 USD per kWh");
    expect(askedPhrase("/tariffPerKWh", 0.12, undefined)).toBe("Electricity tariff 0.12");
    expect(askedPhrase("/targets", [{ platform: "p", hostType: "h", maxHosts: 2 }], "USD")).toBe("Targets p@h:2");
  });
});

describe("what came of it", () => {
  it("has money by its currency, and shares in per cent", () => {
    expect(figureTitle("costDiscounted", "EUR")).toBe("Discounted cost (EUR)");
    expect(figureTitle("electricityPerYear", "JPY")).toBe("Electricity bill (JPY per year)");
    expect(figureTitle("cost", undefined)).toBe("Cost (currencies differ)");
    expect(figureTitle("peakW", "EUR")).toBe("Peak draw (W)");
    expect([figureText("gapRatio", 0.125), figureText("costDiscounted", 21_194.4)]).toEqual(["12.5%", "21,194"]);
    expect(figureText("cost", undefined)).toBe("–");
  });

  it("moves and changes in its unit; shares by points, for a share of a share would read alike", () => {
    expect(figureDistance("gapRatio", 0.025)).toBe("2.5 points");
    expect(figureChange("gapRatio", { from: 0.5, to: 0.25 })).toBe("−25 points");
    expect(figureChange("peakW", { from: 346, to: 1351 })).toBe("+1,005");
    expect(figureChange("coolingTonsPeak", { from: 0.25, to: 0.251 })).toBe("less than 0.01");
    expect(figureChange("cost", { from: 1, to: undefined })).toBe("");
  });

  it("stands on an axis in its unit", () => {
    // from 0 to 0.3 in steps of 0.05 and one to spare
    const { marks, text } = figureRange("gapRatio", [0, 0.3]);
    expect(marks.map(text).slice(0, 3)).toEqual(["0%", "5%", "10%"]);
    // steps of half a hundredth need a digit
    expect(figureRange("gapRatio", [0, 0.03]).text(0.005)).toBe("0.5%");
    expect(figureRange("cost", [0, 40_000]).text(20_000)).toBe("20k");
  });
});

describe("the currency of a what-if", () => {
  const of = (scenario: object, request: object = {}) => whatIfCurrency(Scenario.parse({ request, ...scenario }));

  it("is the request's, by default dollars", () => {
    expect(of({})).toBe("USD");
    expect(of({}, { money: { currency: "EUR" } })).toBe("EUR");
  });

  it("is what every row has where it is varied or drawn, and none where they differ", () => {
    const varied = (mode: string, ...currencies: string[]) => of({ mode, vary: { "/money/currency": currencies } });
    expect([varied("grid", "EUR"), varied("grid", "EUR", "GBP"), varied("list", "EUR")]).toEqual([
      "EUR",
      undefined,
      undefined,
    ]);
    expect(of({ vary: { "/money": [{ currency: "EUR" }, { currency: "EUR", training: 1 }] } })).toBe("EUR");
    const draw = { "/money/currency": { distribution: "discrete", values: ["EUR", "USD"] } };
    expect(of({ sample: { count: 2, draw } })).toBeUndefined();
  });
});
