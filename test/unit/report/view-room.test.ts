/** Room, licences, money and footnotes in words. */
import { describe, expect, it } from "vitest";
import { reportHtml } from "#report";
import {
  carbonText,
  footnotes,
  footnotesOf,
  headlines,
  kWText,
  moneyText,
  reportView,
  signed,
  topicOf,
} from "#planner/report/index.ts";
import { samplePlan } from "../../support/plan-document.ts";
import { sampleRoom } from "../../support/plan-room.ts";

const document = sampleRoom({ hosts: 20, frames: 1, unracked: 1, isForCost: true });
const view = reportView(document);
const valueOf = (label: string) => view.room?.rows.find((row) => row.label === label)?.value;

describe("numbers of money, carbon and draw", () => {
  it("are written one way", () => {
    expect(moneyText(1_234_567.4, "USD")).toBe("1,234,567 USD");
    expect(moneyText(-12, "EUR")).toBe("−12 EUR");
    expect(signed(-0.4, (value) => moneyText(value, "EUR"))).toBe("−0 EUR");
    expect(carbonText(9999)).toBe("9,999 kg CO2e");
    expect(carbonText(12_340)).toBe("12.3 t CO2e");
    expect(kWText(440)).toBe("0.4 kW");
  });
});

describe("the room in words", () => {
  it("tells racks, their bound and what stands apart", () => {
    // 20 hosts racked (the spare found no place): 20 × 612 = 12,240 W of 4,992 W each, at least 3
    expect(view.room?.sentence).toBe(
      "3 racks hold 20 hosts; no fewer can hold them, by the sum of feed. 1 machine stands in frames of its own.",
    );
  });

  it("tells density, breakers, cooling and inlet against their limits", () => {
    // (3 racks + 2 frames) × 2.5 m²
    expect(valueOf("Floor")).toBe("12.5 m²");
    expect(valueOf("Heat per floor")).toMatch(/^\d+ W\/m², limit 2,200 W\/m²$/);
    // 20 × 680 W = 13.6 kW, × 0.85
    expect(valueOf("The room's feed is planned for")).toBe(
      "11.6 kW: 85% of the full draw, no less than the plan's peak",
    );
    expect(valueOf("Cooling units of 30 kW")).toBe("1 carries the heat, 2 with spares (N+1)");
    expect(valueOf("Supply air against class A1")).toBe("18 °C of 15 to 32 °C: inside");
  });

  it("tells what proves the least number of racks", () => {
    const { room } = document.result;
    if (room === undefined) throw new Error("the sample has a room");
    const proofOf = (kind: string) => {
      const told = { ...room, bound: { racks: 3, kind } };
      return reportView({ ...document, result: { ...document.result, room: told } }).room?.sentence;
    };
    expect(proofOf("continuous floor")).toContain("by the sum of heat per floor.");
    expect(proofOf("count units")).toContain("by how many of them a rack can take in rack units.");
    expect(proofOf("named")).toContain("by the racks that the request names.");
  });

  it("tells which limit kept a host out, by how much, and what would fit", () => {
    const rows = view.room?.unracked?.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]);
    expect(rows?.[1]).toEqual([
      "dl585-g1/spare-1",
      "feed of a rack",
      "5,508 W",
      "4,992 W",
      "516 W",
      "a circuit of 208 V 60 A, three-phase",
    ]);
  });

  it("says how far the supply air is outside of its class", () => {
    const { room } = document.result;
    if (room?.inlet === undefined) throw new Error("the sample has an inlet");
    const inlet = { ...room.inlet, supplyAirC: 35, isInside: false };
    const warm = reportView({ ...document, result: { ...document.result, room: { ...room, inlet } } });
    const row = warm.room?.rows.find(({ label }) => label === "Supply air against class A1");
    expect(row?.value).toBe("35 °C of 15 to 32 °C: 3 °C too warm");
  });
});

describe("licences in words", () => {
  it("stand beside today's, with what is to buy and its money", () => {
    const [oracle, suite] =
      view.licences?.table.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]) ?? [];
    expect(oracle).toEqual([
      "Oracle Database Enterprise Edition",
      "40 processors",
      "24 processors",
      "4",
      "190,000 USD",
      "250,800 USD",
    ]);
    expect(suite?.slice(4)).toEqual(["price not known", "price not known"]);
  });

  it("tell each rule with its source, its price with its date, and long lists cut", () => {
    const [oracle, suite] = view.licences?.licences ?? [];
    expect(oracle?.price).toBe("47,500 USD per processor, once, as of 2006-09 (assumed: list price of that year).");
    expect(suite?.price).toBe("Nobody named a price for it: its money stays open.");
    expect(suite?.lines.rows).toHaveLength(25);
    expect(suite?.lines.notes).toEqual(["And 15 more lines."]);
  });
});

describe("money in words", () => {
  it("tells both totals, each with what it is without", () => {
    expect(view.money?.totals).toEqual([
      { text: "Today, left as it is: 3,591,000 USD", without: "" },
      { text: "The plan: 2,293,000 USD", without: "without licences of Management suite" },
    ]);
    const [plan] = view.money?.tables ?? [];
    expect(plan?.rows.at(-1)?.head).toBe("Total of what is known");
  });

  it("tells both kinds of total where money is discounted", () => {
    const { money } = document.result;
    if (money === undefined) throw new Error("the sample has money");
    const later = { ...money, discountPercent: 8, after: { ...money.after, discounted: 2_000_000 } };
    const { totals, over } = reportView({ ...document, result: { ...document.result, money: later } }).money ?? {};
    expect(over).toBe("5 years, discounted at 8% a year");
    expect(totals?.[1]?.text).toBe("The plan: 2,293,000 USD (2,000,000 USD in today's money)");
  });

  it("calls lines of hosts that stay by what they are", () => {
    const { money } = document.result;
    if (money === undefined) throw new Error("the sample has money");
    const stay = {
      kind: "today",
      what: "hosts that stay: electricity",
      once: 0,
      perYear: 1,
      total: 5,
      discounted: 5,
    } as const;
    const after = { ...money.after, lines: [stay, { ...stay, what: "60 hosts" }] };
    const [plan] =
      reportView({ ...document, result: { ...document.result, money: { ...money, after } } }).money?.tables ?? [];
    expect(plan?.rows.map(({ head }) => head).slice(0, 2)).toEqual([
      "Hosts that stay: electricity",
      "Upkeep of today's hosts: 60 hosts",
    ]);
  });

  it("names the licences that drive a plan made to be cheap, and nothing otherwise", () => {
    // 1,444,000 of 2,293,000 is 63 %
    expect(view.money?.why).toBe(
      "The plan was chosen by its cost, and licences are 63% of it: Oracle Database Enterprise Edition (24 processors) 1,444,000 USD. It uses 20 hosts where the bound on hosts is 19: the money decides, not the number of hosts.",
    );
    expect(reportView(sampleRoom()).money?.why).toBe("");
  });
});

describe("headlines", () => {
  const found = headlines(document.result, footnotesOf(document.result));
  const of = (label: string) => found.find((headline) => headline.label === label);

  it("tell racks, cost, carbon and licences to buy", () => {
    expect(of("Racks")).toMatchObject({ value: "3", note: "at least 3, 1 in own frames, 1 found no place" });
    expect(of("Cost over 5 years")).toMatchObject({
      value: "2,293,000 USD",
      note: "without licences of Management suite; today 3,591,000 USD",
    });
    const { money } = document.result;
    if (money === undefined) throw new Error("the sample has money");
    const after = { ...money.after, without: ["space", "ports"] };
    const open = { ...document.result, money: { ...money, after } };
    const cost = headlines(open, footnotesOf(open)).find(({ label }) => label === "Cost over 5 years");
    expect(cost?.note).toBe("2 lines still open; today 3,591,000 USD");
    expect(of("Carbon per year")?.value).toMatch(/t CO2e$/);
    expect(of("Licences to buy")?.value).toBe("2 products");
  });

  it("are the old ones for a plan that knows none of these", () => {
    const { result } = samplePlan();
    expect(headlines(result, footnotesOf(result))).toHaveLength(8);
  });
});

describe("footnotes", () => {
  it("tell what an assumption is about by its id", () => {
    const topics = [
      ["hp-dl585-g1/power.idle", "draw"],
      ["hp-dl585-g1/rackUnits", "space"],
      ["hp-dl585-g1/weightKg", "space"],
      ["hp-dl585-g1/price", "money"],
      ["hp-dl585-g1/embodiedKg", "carbon"],
      ["room.circuit.volts", "space"],
      ["energy.grid.default", "carbon"],
      ["energy.cop.square", "cooling"],
      ["energy.ups.modern.noLoadRatio", "cooling"],
      ["prices/oracle-ee", "licences"],
      ["planner/cpu.by-clock", "sizing"],
      ["esx-3.0/vm.maxVcpu", "sizing"],
    ];
    for (const [id = "", topic] of topics) expect([id, topicOf(id)]).toEqual([id, topic]);
  });

  it("have letters only for groups that are there", () => {
    const notes = footnotes([{ id: "energy.grid.default" }, { id: "x/power.idle" }]);
    expect(notes.of("draw", "cooling", "carbon").map(({ letter, id }) => [letter, id])).toEqual([
      ["a", "assumed-draw"],
      ["b", "assumed-carbon"],
    ]);
  });

  it("hold prices and rules of licences that nobody checked, too", () => {
    const group = view.sources.groups.find(({ id }) => id === "assumed-licences");
    expect(group?.rows.map(({ id }) => id)).toEqual(["product/oracle-ee/price", "prices/oracle-ee", "licences/suite"]);
  });

  it("lose no assumption among their groups", () => {
    expect(view.sources.groups.flatMap(({ rows }) => rows)).toHaveLength(view.sources.assumptions.length);
  });
});

describe("the report with a room", () => {
  const html = reportHtml(document);

  it("has the sections, and marks that lead to what is there", () => {
    for (const id of ["room", "licences", "money"]) expect(html).toContain(`<section id="${id}">`);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("gives every scrolling box a name of its own", () => {
    const boxes = [...html.matchAll(/<div class="(?:table|picture)-box"([^>]*)>/g)].map((found) => found[1]);
    expect(new Set(boxes).size).toBe(boxes.length);
  });

  it("has no style attribute, and escapes names of licences", () => {
    expect(html).not.toMatch(/<script|<img| style="/);
    expect(reportHtml(sampleRoom({ licence: "<img src=x>" }))).not.toContain("<img");
  });

  it("says none of it for a plan without", () => {
    const bare = reportHtml(samplePlan());
    for (const id of ["room", "licences", "money"]) expect(bare).not.toContain(`#${id}"`);
  });
});
