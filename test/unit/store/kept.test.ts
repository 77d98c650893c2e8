import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sqliteStore } from "#store";
import { keptValues } from "../../../store/kept.ts";
import { inventoryOf, planNamed } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";

/** Reads values of this length and counts how often. */
function reader(length: number) {
  const read = { count: 0 };
  const from = (value: string) => () => {
    read.count++;
    return Promise.resolve({ value, length });
  };
  return { read, from };
}

describe("values kept", () => {
  it("are read once, also by callers that come while they are being read", async () => {
    const kept = keptValues(100);
    const { read, from } = reader(10);
    expect(await Promise.all([kept.get("a", from("x")), kept.get("a", from("x"))])).toEqual(["x", "x"]);
    expect(await kept.get("a", from("x"))).toBe("x");
    expect(read.count).toBe(1);
  });

  it("make room for new ones, those used longest ago first; one that is too long for all is not kept", async () => {
    const kept = keptValues(20);
    const { read, from } = reader(10);
    await kept.get("a", from("a"));
    await kept.get("b", from("b"));
    await kept.get("a", from("a"));
    await kept.get("c", from("c")); // 30 > 20: b goes
    expect(read.count).toBe(3);
    await kept.get("a", from("a"));
    expect(read.count).toBe(3);
    await kept.get("b", from("b"));
    expect(read.count).toBe(4);
    const large = reader(21);
    await kept.get("large", large.from("l"));
    await kept.get("large", large.from("l"));
    expect(large.read.count).toBe(2);
    await kept.get("b", from("b"));
    expect(read.count).toBe(4);
  });

  it("are not kept where nothing was found or reading failed", async () => {
    const kept = keptValues(20);
    expect(await kept.get("a", () => Promise.resolve(undefined))).toBeUndefined();
    await expect(kept.get("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await kept.get("a", () => Promise.resolve({ value: 1, length: 1 }))).toBe(1);
  });
});

describe("a stored document", () => {
  it("is the same object at the next read, and gone at once when another program deletes it", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hostwright-kept-"));
    const file = path.join(folder, "hostwright.db");
    const [mine, others] = [sqliteStore(file), sqliteStore(file)];
    try {
      await mine.putPlan({ id: "p1", createdAt: AT, document: planNamed("first") });
      await mine.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(2) });
      const plan = await mine.getPlan("p1");
      const inventory = await mine.getInventory("i1");
      expect((await mine.getPlan("p1"))?.document).toBe(plan?.document);
      expect((await mine.getInventory("i1"))?.inventory).toBe(inventory?.inventory);
      expect(await others.deletePlan("p1")).toBe(true);
      expect(await others.deleteInventory("i1")).toBe(true);
      expect(await mine.getPlan("p1")).toBeUndefined();
      expect(await mine.getInventory("i1")).toBeUndefined();
      await others.putPlan({ id: "p1", createdAt: AT, document: planNamed("second") });
      expect((await mine.getPlan("p1"))?.document.result.name).toBe("second");
    } finally {
      await mine.close();
      await others.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
