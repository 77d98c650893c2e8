import { describe, expect, it } from "vitest";
import { NUMBER_FIELDS, OTHER_POINTERS } from "../../../web/decode/goal-fields.ts";
import { freshGoals } from "../../../web/decode/goals-form.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS } from "../../../web/decode/room-fields.ts";
import { goalGroups } from "../../../web/goal-groups.ts";

const FRESH = freshGoals("");

/** Fields of the page that stand outside every group, or cannot be wrong. */
const ALWAYS_SEEN = new Set(["name", "timeModel", "objective", "resizePhysical", "includePoweredOff"]);
const FIELDS = [
  ...[...NUMBER_FIELDS, ...ROOM_NUMBERS, ...MONEY_NUMBERS].map(({ name }) => name),
  ...Object.keys(OTHER_POINTERS),
].filter((name) => !ALWAYS_SEEN.has(name));

describe("the groups of the goals page", () => {
  it("are all folded when nothing is wrong", () => {
    expect(Object.values(goalGroups(FRESH, {})).filter((group) => group.isOpen)).toEqual([]);
  });

  it.each(FIELDS)("open exactly one for what is wrong at %s", (field) => {
    const open = Object.values(goalGroups(FRESH, { [field]: "wrong" })).filter((group) => group.isOpen);
    expect(open).toHaveLength(1);
  });

  it("say what their fields say, and that nothing is set", () => {
    const { moves, demand } = goalGroups(
      { ...FRESH, numbers: { percentile: "95", growthPercent: "10" }, resizePhysical: false },
      {},
    );
    expect(moves.says).toBe("nothing set");
    expect(demand.says).toBe("percentile 95 · growth 10% · physical servers keep their cores");
  });

  it("cut what is long, which the field itself holds whole", () => {
    const { electricity } = goalGroups({ ...FRESH, tariffPerKWh: "0.12345,".repeat(24) }, {});
    expect(electricity.says).toBe("tariff 0.12345,0.12345,0.12345,…");
  });
});
