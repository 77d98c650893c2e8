import { expect, it } from "vitest";
import { importInventory } from "#inventory";
import { InvalidInput } from "#planner";

it("refuses a house file that nests deeper than 64 levels, closed or cut off, by its name", async () => {
  for (const end of ["", "]".repeat(100_000)]) {
    const text = `{"format":"hostwright-inventory/1","workloads":${"[".repeat(100_000)}${end}`;
    const refused: unknown = await importInventory([
      { name: "deep.json", bytes: new TextEncoder().encode(text) },
    ]).catch((error: unknown) => error);
    expect(refused instanceof InvalidInput ? refused.problems : refused).toEqual([
      { pointer: "deep.json", code: "damaged-file", detail: "nests deeper than 64 levels" },
    ]);
  }
});
