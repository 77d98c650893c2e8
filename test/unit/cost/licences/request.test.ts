/** Licences and prices of a request that make no sense: each is refused at its field, with what was meant. */
import { describe, expect, it } from "vitest";
import { InvalidInput, type PlanRequestInput, decodeRequest } from "#planner";
import { CONTEXT, ask, vm } from "../../../support/request.ts";

/** What is wrong with a request: "code pointer: detail". */
function refused(extra: Partial<PlanRequestInput>): readonly string[] {
  try {
    decodeRequest(ask([vm("a"), vm("b")], extra), CONTEXT);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ code, pointer, detail }) => `${code} ${pointer}: ${detail}`);
  }
}

type LicenceInput = NonNullable<PlanRequestInput["licences"]>[number];
const only = (licence: object) => refused({ licences: [licence as LicenceInput] });
const windows = { id: "w", product: "windows-server-standard", workloads: ["a"] };
const price = { product: "windows-server-standard", price: 10, currency: "USD", asOf: "2024", source: "assumed: test" };

describe("a licence", () => {
  it("is accepted by product or by price", () => {
    expect(refused({ licences: [windows, { id: "p", workloads: ["b"], perHost: 5 }], prices: [price] })).toEqual([]);
  });

  it("of an unknown product is told the nearest name", () => {
    expect(only({ ...windows, product: "windows-server-standrad" })).toEqual([
      'unknown-product /licences/0/product: no licence rule for product "windows-server-standrad"; did you mean "windows-server-standard"?',
    ]);
  });

  it.each([
    ["neither workloads nor match", { id: "w", product: "sles" }, "exactly one of workloads and match is needed"],
    ["both", { ...windows, match: { os: "linux" } }, "exactly one of workloads and match is needed"],
    [
      "neither product nor price",
      { id: "w", workloads: ["a"] },
      "exactly one of perHost, perCore and perSocket is needed",
    ],
  ])("with %s says so", (_, licence, detail) => {
    expect(only(licence)).toEqual([expect.stringMatching(`^invalid /licences/0: ${detail}`)]);
  });

  it.each([
    ["a price per host beside its product", { ...windows, perHost: 3 }, "unknown-field /licences/0", "perHost"],
    ["a negative price", { id: "w", workloads: ["a"], perHost: -1 }, "invalid /licences/0/perHost", "-1"],
    [
      "a wrong field to match",
      { id: "w", product: "sles", match: { nam: "x" } },
      "unknown-field /licences/0/match",
      "nam",
    ],
    ["an unknown option", { ...windows, options: { stance: "x" } }, "unknown-field /licences/0/options", "stance"],
    ["a wrong option", { ...windows, options: { mobility: "x" } }, "invalid /licences/0/options/mobility", '"x"'],
    ["a stranger", { ...windows, workloads: ["a", "x"] }, "unknown-workload /licences/0/workloads/1", '"x"'],
    ["a match for nobody", { id: "w", product: "sles", match: { os: "aix" } }, "matches-nobody /licences/0/match", "2"],
  ])("with %s is refused at the field", (_, licence, where, what) => {
    const problems = only(licence);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${where}: `);
    expect(problems[0]).toContain(what);
  });

  it("may not stand twice", () => {
    expect(refused({ licences: [windows, windows] })).toEqual([
      'duplicate /licences/1: licence "w" is already /licences/0',
    ]);
  });
});

describe("a price", () => {
  const cost: Partial<PlanRequestInput> = {
    licences: [windows],
    goals: { objective: "cost" },
    tariffPerKWh: 0.1,
    targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 1 }],
  };

  it("that the cost objective needs and nobody names is an error; without that objective the line stays open", () => {
    expect(refused(cost)).toEqual([expect.stringContaining("unknown-price /licences/0/price")]);
    expect(refused({ ...cost, goals: {} })).toEqual([]);
    expect(refused({ ...cost, prices: [price] })).toEqual([]);
    expect(refused({ ...cost, licences: [{ ...windows, price: 3 }] })).toEqual([]);
  });

  it("in another currency than the request's money is an error that names both", () => {
    const [problem, ...more] = refused({ prices: [{ ...price, currency: "EUR" }] });
    expect(more).toEqual([]);
    expect(problem).toMatch(/^currency-mix \/prices\/0\/currency: .*windows-server-standard.* EUR, .* USD/);
    expect(refused({ prices: [{ ...price, currency: "EUR" }], money: { currency: "EUR" } })).toEqual([]);
  });

  it("twice, or of an unknown product, is an error", () => {
    expect(refused({ prices: [price, price] })).toEqual([expect.stringContaining("duplicate /prices/1")]);
    expect(refused({ prices: [{ ...price, product: "slse" }] })).toEqual([
      expect.stringContaining('did you mean "sles"'),
    ]);
  });
});
