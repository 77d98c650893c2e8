import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formFields } from "../../../web/decode/form-fields.ts";
import { EMPTY_ROW, rowOfText, rowText, rowsInQuery, targetRows, targetsOf } from "../../../web/decode/target-rows.ts";

const row = (more: Partial<typeof EMPTY_ROW> = {}) => ({
  ...EMPTY_ROW,
  platform: "esx-3.0",
  hostType: "hp-dl585-g1",
  ...more,
});

describe("targets in the form", () => {
  it("are read row by row from fields of one name", () => {
    const fields = formFields({
      platform: ["esx-3.0", "", "xen-3.0"],
      hostType: ["hp-dl585-g1", "", "ibm-x366"],
      maxHosts: ["10", "", ""],
      memoryGiB: ["", "", " 32 "],
      hostPrice: ["8500", "", ""],
    });
    const { targets, problems } = targetsOf(targetRows(fields));
    expect(problems).toEqual([]);
    // 32 GiB are 32 × 1024 MiB
    expect(targets).toEqual([
      { platform: "esx-3.0", hostType: "hp-dl585-g1", maxHosts: 10, hostPrice: 8500 },
      { platform: "xen-3.0", hostType: "ibm-x366", memoryMiB: 32_768 },
    ]);
  });

  it("need at least one filled row", () => {
    expect(targetsOf([EMPTY_ROW, EMPTY_ROW]).problems).toEqual([
      {
        pointer: "/rows/0/platform",
        code: "invalid",
        detail: "Choose at least one target: a platform and a host type.",
      },
    ]);
  });

  it("name the row and the field of each problem", () => {
    const { problems } = targetsOf([
      row(),
      row({ hostType: "" }),
      row({ platform: "" }),
      row({ maxHosts: "1.5" }),
      row({ maxHosts: "0", memoryGiB: "much" }),
      row({ hostPrice: "0" }),
    ]);
    expect(problems.map((problem) => problem.pointer)).toEqual([
      "/rows/1/hostType",
      "/rows/2/platform",
      "/rows/3/maxHosts",
      "/rows/4/maxHosts",
      "/rows/4/memoryGiB",
      "/rows/5/hostPrice",
    ]);
    expect(problems[4]?.detail).toContain('"much"');
  });

  it("survive the way through an address", () => {
    const id = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,30}$/);
    const amount = fc.constantFrom("", "1", "12", "0.5", "64");
    fc.assert(
      fc.property(id, id, fc.tuple(amount, amount, amount), (platform, hostType, [maxHosts, memoryGiB, hostPrice]) => {
        const one = { platform, hostType, maxHosts, memoryGiB, hostPrice };
        expect(rowOfText(rowText(one))).toEqual(one);
      }),
      { seed: 20061101 },
    );
  });

  it("leave out what is no target in an address", () => {
    const fields = formFields({ target: ["esx-3.0@hp-dl585-g1:10~64", "nonsense", "a@b@c", "x".repeat(500)] });
    expect(rowsInQuery(fields)).toEqual([row({ maxHosts: "10", memoryGiB: "64" })]);
  });
});
