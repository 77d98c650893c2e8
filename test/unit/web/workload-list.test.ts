import { describe, expect, it } from "vitest";
import { formFields } from "../../../web/decode/form-fields.ts";
import { listQuery, workloadListIn } from "../../../web/decode/workload-list.ts";

describe("the address of a list of workloads", () => {
  it("says filter, order and page, and is read back to the same", () => {
    const list = {
      filter: { text: "a&b", tag: "tier=web", state: "suspended", finding: "series-gap" },
      sort: "-peak",
      page: 3,
    } as const;
    const query = listQuery(list);
    expect(query).toBe("?text=a%26b&tag=tier%3Dweb&finding=series-gap&state=suspended&sort=-peak&page=3");
    expect(workloadListIn(formFields(Object.fromEntries(new URLSearchParams(query))))).toEqual(list);
  });

  it("asks for everything from its first page when it is bare", () => {
    expect(workloadListIn({})).toEqual({ filter: {}, page: 1 });
    expect(listQuery({ filter: {}, page: 1 })).toBe("");
  });

  it("leaves out what no list can have", () => {
    const wrong = { state: ["asleep"], sort: ["colour"], page: ["-1"], text: ["x".repeat(201)], tag: [""] };
    expect(workloadListIn(wrong)).toEqual({ filter: {}, page: 1 });
  });
});
