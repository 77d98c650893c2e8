/** The comparison: its tables, its footnotes, its CSV. */
import { describe, expect, it } from "vitest";
import type { CompareRow, PlanResult } from "#planner";
import { compareCsv, compareText } from "../../../cli/print/compare.ts";
import { footnotesOf } from "../../../cli/print/footnotes.ts";
import { richPlan } from "../../support/money-parts.ts";
import { samplePlan } from "../../support/plan-document.ts";

const plain = (_tone: string, text: string) => text;
const MOST_COLUMNS = 140;

const IDLE = { id: "dl585-g1/power.idle", value: 420, unit: "W", source: "recalled: fairly" };
const UNITS = { id: "dl385-g1/rackUnits", value: 2, unit: "U", source: "assumed: usual" };
const BTU = { id: "energy.btuPerHourPerWatt", value: 3.41214, unit: "BTU/h/W", source: "recalled: sure" };
const DOM0 = { id: "xen-3.0.2/mem.dom0", value: 512, unit: "MiB", source: "assumed: a usual dom0" };

const row = (label: string, result: PlanResult): CompareRow => ({
  label,
  targets: [{ platform: "esx-3.0", hostType: "dl585-g1" }],
  result,
});

const rich = { ...richPlan().result, assumptions: [IDLE, UNITS, BTU, DOM0] };
/** On another host type: one target instead of two. */
const [first] = rich.targets;
const other: PlanResult = {
  ...rich,
  targets: first === undefined ? [] : [{ ...first, hostType: "sun-x4600" }],
  assumptions: [BTU, IDLE],
};
const refused: CompareRow = {
  label: "nothing@nowhere",
  targets: [],
  problems: [{ pointer: "/targets/0", code: "invalid", detail: "no such thing" }],
};
const ROWS = [row("esx-3.0@dl585-g1 + xen-3.0.2@dl385-g1", rich), row("esx-3.0@sun-x4600", other), refused];

describe("the comparison as text", () => {
  const text = compareText(ROWS, plain);

  it("shows every figure of a plan in two tables, a dash where there is none", () => {
    expect(text).toMatch(/^esx-3\.0@dl585-g1 \+ xen.* 6\+1 +5 +20\.0 +48 +5 +3,002¹ +3,300¹ +11,261¹ +0\.9¹$/m);
    expect(text).toMatch(/^esx-3\.0@dl585-g1 \+ xen.* 2¹² +52,599¹ +21,000¹ +4\+8 +9,432 +109,740¹² +licences/m);
    expect(text).toMatch(/^nothing@nowhere +– +– +– +– +– +– +– +– +–$/m);
    expect(text).toMatch(/^ {2}nothing@nowhere\n {4}no such thing$/m);
  });

  it("says once what each mark stands for, on the header where it is the same for all rows", () => {
    expect(text).toMatch(/Peak BTU\/hᵃ +Tonsᵃ/);
    expect(text.match(/power\.idle 420 W \(recalled: fairly\)/g)).toHaveLength(1);
    expect(text).toContain("¹ dl585-g1: power.idle 420 W (recalled: fairly).");
    expect(text).toContain("ᵃ Heat: energy.btuPerHourPerWatt 3.41214 BTU/h/W (recalled: sure).");
  });

  it("counts numbers of sizing, and lists them when asked", () => {
    expect(text).not.toContain("mem.dom0");
    expect(compareText(ROWS, plain, { isVerbose: true })).toContain(
      "xen-3.0.2/mem.dom0 512 MiB (assumed: a usual dom0)",
    );
  });

  it("footnotes a price of a licence that nobody read", () => {
    expect(text).toContain("price/Windows Server 2003 R2 Enterprise 2,358 USD, 2006 (recalled: fairly)");
  });

  it("says what the licences are and what the cost is without", () => {
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "Licences to buy, in this order: Windows Server 2003 R2 Enterprise (licence); Oracle Database Enterprise (processor).",
    );
    expect(text).toContain("licences of Oracle Database Enterprise");
  });

  it("says once what the cost of several rows is without, each row's own target left unsaid", () => {
    const lacking = (label: string) => {
      const { money } = rich;
      const without = [`hardware of ${label}`, "ports", "training"];
      return row(label, { ...rich, money: { ...money!, after: { ...money!.after, without } } });
    };
    const said = compareText([lacking("xen-4@a"), lacking("esx-3.0@b")], plain);
    expect(said.split("Cost is without")[1]?.replaceAll(/\s+/g, " ")).toMatch(
      /^ xen-4@a, esx-3\.0@b hardware, ports and training /,
    );
  });

  it("has dashes, and no column of what is missing, for plans without room, licences and money", () => {
    const bare = compareText([row("esx-3.0@dl585-g1", samplePlan().result)], plain);
    expect(bare).toMatch(/^esx-3\.0@dl585-g1 +– +52,599\S* +– +– +– +–$/m);
    expect(bare).not.toContain("without");
  });

  it(`fits ${MOST_COLUMNS} columns with the longest labels`, () => {
    const long = compareText([row(`${"x".repeat(60)}@${"y".repeat(60)}`, rich)], plain);
    for (const line of long.split("\n").filter((one) => !one.startsWith("  "))) {
      expect(line.length).toBeLessThanOrEqual(MOST_COLUMNS);
    }
  });
});

describe("footnotes", () => {
  it("mark what rests on a host type by the kind of figure", () => {
    const notes = footnotesOf([rich, other], false);
    expect(notes.cell(0, "watts")).toBe("¹");
    // the height of dl385-g1 decides its racks, not its watts; the other plan is not on these hosts
    expect(notes.cell(0, "racks")).toBe("¹²");
    expect(notes.cell(1, "watts")).toBe("");
    expect(notes.header("heat")).toBe("ᵃ");
  });

  it("are none for plans that rest on documents alone", () => {
    const { licences: _licences, ...sourced } = { ...rich, assumptions: [] };
    expect(footnotesOf([sourced, undefined], true).text).toBe("");
  });
});

describe("the comparison as CSV", () => {
  it("has every figure as a number, and nothing where nobody knows", () => {
    const [head = "", line = "", , last = ""] = compareCsv(ROWS).split("\r\n");
    const names = head.split(",");
    const at = (name: string) => line.split(",")[names.indexOf(name)];
    expect([at("hosts"), at("racks"), at("kgCO2ePerYear"), at("costDiscounted"), at("licenceUnitsToBuy")]).toEqual([
      "6",
      "2",
      "21000",
      "109740",
      "12",
    ]);
    expect(line).toContain('"windows 4, oracle 8",USD,3,licences of Oracle Database Enterprise,');
    expect(last).toMatch(/^nothing@nowhere,invalid,,+no such thing$/);
  });
});
