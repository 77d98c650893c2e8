/** What the terminal says of room, carbon, licences and money: from a plan made by hand, line by line. */
import { describe, expect, it } from "vitest";
import type { PlanDocument } from "#planner";
import { differencesOf, differencesText } from "../../../cli/print/differences.ts";
import { licencesText } from "../../../cli/print/licences.ts";
import { moneyText, totalText } from "../../../cli/print/money.ts";
import { planText } from "../../../cli/print/plan.ts";
import { roomText } from "../../../cli/print/room.ts";
import { SAMPLE_MONEY, richPlan } from "../../support/money-parts.ts";
import { samplePlan } from "../../support/plan-document.ts";

const plain = (_tone: string, text: string) => text;
const { result } = richPlan();

describe("the room of a plan", () => {
  it("tells racks with their bound, heat, cooling and the inlet", () => {
    const text = roomText(result);
    expect(text).toMatch(/Racks +2; 1 at least are needed \(proved by continuous units\); 5\.2 m² of floor/);
    // 6 hosts × 600 W × 3.41214 = 12,284 BTU/h, / 12,000 = 1.02 tons
    expect(text).toMatch(/Cooling +12,284 BTU\/h, 1 tons; air of 975 m³\/h \(574 cfm\)/);
    expect(text).toMatch(/Cooling units +1 of 30 kW carry the heat, 2 with spares, 2 installed/);
    expect(text).toMatch(/Inlet air +18 °C is inside A1, 15 to 32 °C/);
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "Breakers 4,200 W at full load; planned with 90% per rack, 65% for the room, no less than the peak: 3,600 W",
    );
  });

  it("names a host without a rack, the limit, by how much, and what would fit", () => {
    expect(roomText(result).replaceAll(/\s+/g, " ")).toContain(
      "spare-1 stands in no rack: feed of a rack: needs 9,000, has 8,646, over by 354 W, would fit: a circuit of 208 V 60 A, three-phase.",
    );
  });

  it("says outside, and that heights are not known", () => {
    const { room } = result;
    const text = roomText({
      ...result,
      ...(room !== undefined && {
        room: {
          ...room,
          unracked: [],
          withoutUnits: ["a", "b"],
          inlet: { class: "A1", supplyAirC: 40, minC: 15, maxC: 32, isInside: false },
        },
      }),
    });
    expect(text).toContain("40 °C is outside A1");
    expect(text).toContain("The height of 2 hosts is not known: no rack was planned for them.");
  });

  it("is silent in a plan without one", () => {
    expect(roomText(samplePlan().result)).toBe("");
  });
});

describe("carbon of a plan", () => {
  it("stands in the energy table, today beside it, with what nobody knows of the making", () => {
    const text = planText(richPlan(), { paint: plain });
    expect(text).toMatch(/Carbon of the energy per year +88 t CO2e +21 t CO2e/);
    expect(text).toMatch(/Carbon of making the hosts .*9,100 kg CO2e/);
    expect(text.replaceAll(/\s+/g, " ")).toContain("The carbon of making 1 of 7 hosts in the plan is not known");
  });
});

describe("licences of a plan", () => {
  it("are a table in which an unknown price is a dash, never 0", () => {
    const text = licencesText(result, { isVerbose: false });
    expect(text).toMatch(/Windows Server 2003 R2 Enterprise +7 +licence +4 +2,358 USD +9,432 USD +0 USD/);
    expect(text).toMatch(/Oracle Database Enterprise +8 +processor +8 +– +– +–/);
    expect(text).not.toContain("four guests of one host");
  });

  it("tell rule, source and every place when asked", () => {
    const text = licencesText(result, { isVerbose: true });
    expect(text).toContain("One licence covers four guests of one host. (seen: MS-2006)");
    expect(text).toContain("esx-3.0@dl585-g1/2: 5, 20 guests, four a licence");
  });
});

describe("money of a plan", () => {
  it("is a table of lines with totals, and says what they are without", () => {
    const text = moneyText(result);
    expect(text).toContain("In USD, over 3 years, discounted at 8% a year.");
    expect(text).toMatch(/Electricity +0 +4,000 +12,000 +10,308/);
    expect(text).toMatch(/Plan +111,432 +109,740/);
    expect(text).toContain("Plan is without licences of Oracle Database Enterprise.");
    // 149,472 − 109,740
    expect(text).toContain("the plan saves 39,732 USD, as far as prices are known.");
  });

  it("says when the plan costs more, and keeps quiet about a today it does not know", () => {
    const { before: _before, ...alone } = SAMPLE_MONEY;
    expect(moneyText({ ...result, money: alone })).not.toContain("today's estate");
    const dear = { ...SAMPLE_MONEY, after: { ...SAMPLE_MONEY.after, discounted: 150_472 } };
    expect(moneyText({ ...result, money: dear })).toContain("the plan costs more by 1,000 USD");
  });

  it("is a total, a total without something, or a dash", () => {
    expect(totalText(undefined)).toBe("–");
    expect(totalText(SAMPLE_MONEY.before)).toBe("149,472");
    expect(totalText({ ...SAMPLE_MONEY.after, without: ["hardware"] })).toBe("109,740 without hardware");
  });
});

describe("the whole plan", () => {
  it("has a section of each, and none in a plan without them", () => {
    const sections = (document: PlanDocument) =>
      planText(document, { paint: plain }).match(/^(Room|Licences|Money)$/gm) ?? [];
    expect(sections(richPlan())).toEqual(["Room", "Licences", "Money"]);
    expect(sections(samplePlan())).toEqual([]);
  });
});

describe("two plans", () => {
  it("differ in racks, carbon, licences one by one, and cost; a plan that knows none has a dash", () => {
    const text = differencesText(differencesOf(samplePlan(), richPlan()), "a", "b");
    expect(text).toMatch(/^Racks +– +2 +differs$/m);
    expect(text).toMatch(/^Carbon \(kgCO2e\/year\) +– +21,000 +differs$/m);
    expect(text).toMatch(/^oracle \(processor\) +– +8 +differs$/m);
    expect(text).toMatch(/^Cost, discounted +– +109,740 +differs$/m);
    expect(text).toMatch(/^Cost is without +– +licences of Oracle Database Enterprise +differs$/m);
  });

  it("leave out what neither knows", () => {
    const names = differencesOf(samplePlan(), samplePlan({ hosts: 5 })).figures.map(({ name }) => name);
    expect(names).not.toContain("Racks");
    expect(names).toContain("Hosts used");
  });
});
