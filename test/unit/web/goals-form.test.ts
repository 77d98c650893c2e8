import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Facility, Goals } from "#planner";
import { formFields } from "../../../web/decode/form-fields.ts";
import { NUMBER_FIELDS, fieldAt } from "../../../web/decode/goal-fields.ts";
import { FIRST_OBJECTIVE, OBJECTIVE_CHOICES } from "../../../web/decode/objective-choice.ts";
import { withSampleMoney } from "../../../web/decode/sample-money.ts";
import { freshGoals, goalsInput, postedGoals } from "../../../web/decode/goals-form.ts";

/** The fields a browser posts when the page is sent as it came. */
function untouched(): Record<string, string> {
  const form = freshGoals("");
  return {
    name: form.name,
    timeModel: form.timeModel,
    objective: form.objective,
    ...(form.resizePhysical ? { resizePhysical: "1" } : {}),
    ...(form.includePoweredOff ? { includePoweredOff: "1" } : {}),
    cooling: form.cooling,
    pue: form.pue,
    supplyAirC: form.supplyAirC,
    tariffPerKWh: form.tariffPerKWh,
    rules: form.rules,
    licences: form.licences,
    seed: form.seed,
    ...form.numbers,
  };
}

const inputOf = (change: Record<string, string>) => goalsInput(postedGoals(formFields({ ...untouched(), ...change })));

describe("the goals page", () => {
  it("sent as it came says the contract's defaults, to the bit", () => {
    const { rest, problems } = inputOf({});
    expect(problems).toEqual([]);
    expect(Goals.parse(rest["goals"])).toEqual(Goals.parse({}));
    expect(Facility.parse(rest["facility"])).toEqual({ cooling: "pue", pue: 1.56 });
    expect(rest).toMatchObject({ name: "plan", rules: [], seed: 1 });
    expect(rest).not.toHaveProperty("tariffPerKWh");
  });

  it("has a field for every goal of the contract", () => {
    const shown = Object.keys(Goals.shape).filter((goal) => fieldAt(`/goals/${goal}`) === undefined);
    expect(shown).toEqual([]);
  });

  it("turns per cent into ratios", () => {
    const { rest } = inputOf({ utilizationCeilingPercent: "62.5" });
    expect(Goals.parse(rest["goals"]).utilizationCeilingRatio).toBe(0.625);
  });

  it("accounts cooling by one method only", () => {
    expect(inputOf({ cooling: "cop", supplyAirC: "18" }).rest["facility"]).toEqual({ cooling: "cop", supplyAirC: 18 });
  });

  it("names every field that holds no number, with what was typed", () => {
    const { problems } = inputOf({ percentile: "ninety", tariffPerKWh: "0,12", rules: "{" });
    expect(problems.map((problem) => fieldAt(problem.pointer))).toEqual(["percentile", "tariffPerKWh", "rules"]);
    expect(problems[0]?.detail).toContain('"ninety"');
  });

  it("refuses rules that nest without end instead of walking them", () => {
    expect(inputOf({ rules: "[".repeat(100_000) }).problems[0]?.detail).toContain("nest deeper than 64");
  });

  it("keeps what was typed, right or wrong", () => {
    const form = postedGoals(formFields({ ...untouched(), percentile: "ninety", name: "<b>" }));
    expect(form.numbers["percentile"]).toBe("ninety");
    expect(form.name).toBe("<b>");
  });

  it("leads problems of the request to the field that caused them", () => {
    expect(fieldAt("/goals/memoryCeilingRatio")).toBe("memoryCeilingPercent");
    expect(fieldAt("/rules/3/workloads/1")).toBe("rules");
    expect(fieldAt("/facility")).toBe("pue");
    expect(fieldAt("/workloads/3/os")).toBeUndefined();
  });

  it("gives each number field its own name and pointer", () => {
    expect(new Set(NUMBER_FIELDS.map((field) => field.name)).size).toBe(NUMBER_FIELDS.length);
    expect(new Set(NUMBER_FIELDS.map((field) => field.pointer)).size).toBe(NUMBER_FIELDS.length);
  });
});

describe("the objective on the goals page", () => {
  it("is one name or a list, and every choice is one that the contract takes", () => {
    for (const { value } of OBJECTIVE_CHOICES) {
      const { objective } = Goals.parse(inputOf({ objective: value }).rest["goals"]);
      expect(Array.isArray(objective) ? objective.join(",") : (objective ?? FIRST_OBJECTIVE)).toBe(value);
    }
    expect(Goals.safeParse(inputOf({ objective: "beauty" }).rest["goals"]).success).toBe(false);
  });

  it("takes licences as JSON, and says which field is not", () => {
    const licences = [{ id: "db", workloads: ["a"], perCore: 100 }];
    expect(inputOf({ licences: JSON.stringify(licences) }).rest["licences"]).toEqual(licences);
    expect(inputOf({}).rest).not.toHaveProperty("licences");
    expect(inputOf({ licences: "[" }).problems.map(({ pointer }) => fieldAt(pointer))).toEqual(["licences"]);
  });
});

describe("the sample's prices on the goals page", () => {
  const read = (name: string) => readFileSync(`data/samples/estate-2005.${name}.json`, "utf8");

  it("say what the sample's files say, to the last figure", () => {
    const licences = read("licences");
    const form = withSampleMoney(freshGoals(""), { licences, money: read("money") });
    const { rest, problems } = goalsInput(form);
    const { money, tariffPerKWh } = JSON.parse(read("money")) as { money: unknown; tariffPerKWh: number };
    expect(problems).toEqual([]);
    expect(rest["money"]).toEqual(money);
    expect(rest["tariffPerKWh"]).toBe(tariffPerKWh);
    expect(rest).toMatchObject({ licences: (JSON.parse(licences) as { licences: unknown }).licences });
  });
});

const wholeRequest = (change: Record<string, string>) => {
  const { rest, problems } = inputOf(change);
  expect(problems).toEqual([]);
  return rest;
};

describe("room, energy and money on the goals page", () => {
  it("say nothing of money where nothing is filled in", () => {
    expect(wholeRequest({})).not.toHaveProperty("money");
  });

  it("say what is filled in, and nothing else", () => {
    const rest = wholeRequest({
      rackCircuit: "8.6kW",
      racks: "3",
      grid: "france",
      perRackYear: "6000",
      inletClass: "A2",
    });
    expect(rest["facility"]).toEqual({
      cooling: "pue",
      pue: 1.56,
      // held against a class, so it counts
      supplyAirC: 20,
      inletClass: "A2",
      racks: { circuit: { kW: 8.6 }, maxCount: 3 },
      carbon: { grid: "france" },
    });
    expect(rest["money"]).toEqual({ space: { perRackYear: 6000 } });
    expect(Facility.safeParse(rest["facility"]).success).toBe(true);
  });

  it("takes 24 prices in any spacing, and grams by the hour", () => {
    const day = Array.from({ length: 24 }, (_, hour) => hour / 100);
    expect(wholeRequest({ tariffPerKWh: day.join("; ") })["tariffPerKWh"]).toEqual(day);
    expect(wholeRequest({ grid: day.join("\n") })["facility"]).toMatchObject({ carbon: { gramsPerKWh: day } });
  });

  it("takes a formula instead of the chosen objective", () => {
    expect(wholeRequest({ formula: "cost + 500 * racks" })["goals"]).toMatchObject({
      objective: { formula: "cost + 500 * racks" },
    });
  });

  it("takes licences with prices beside them", () => {
    const price = { product: "p", price: 1, currency: "EUR", asOf: "2006", source: "assumed: a test" };
    const licences = [{ id: "db", product: "p", match: { os: "linux" } }];
    expect(wholeRequest({ licences: JSON.stringify({ licences, prices: [price] }) })).toMatchObject({
      licences,
      prices: [price],
    });
  });

  it.each([
    ["rackCircuit", "208V30A4ph", "208V30A4ph"],
    ["rackCircuit", "0kW", "above 0"],
    ["tariffPerKWh", Array.from({ length: 23 }, () => "0.1").join(","), "23 numbers, expected 1, 24 or 168"],
    ["tariffPerKWh", "0.1,cheap", '"cheap" is not a number'],
    ["discountPercent", "eight", '"eight"'],
    ["racks", "many", '"many"'],
  ])("names %s when it is %s", (name, text, told) => {
    const { problems } = inputOf({ [name]: text });
    expect(problems.map(({ pointer }) => fieldAt(pointer))).toEqual([name]);
    expect(problems[0]?.detail).toContain(told);
  });

  it("asks for the grid where the making of hosts is to count", () => {
    expect(inputOf({ hasEmbodied: "1" }).problems.map(({ pointer }) => fieldAt(pointer))).toEqual(["grid"]);
  });

  it("leads problems of the request to its fields", () => {
    expect(fieldAt("/facility/racks/circuit/kW")).toBe("rackCircuit");
    expect(fieldAt("/facility/racks/reservedUnits")).toBe("rackUnits");
    expect(fieldAt("/facility/carbon/grid")).toBe("grid");
    expect(fieldAt("/money/migration/perHour")).toBe("migrationPerHour");
    expect(fieldAt("/money/currency")).toBe("currency");
    expect(fieldAt("/prices/0/currency")).toBe("licences");
    expect(fieldAt("/goals/objective/formula")).toBe("formula");
    expect(fieldAt("/goals/objective")).toBe("objective");
  });
});
