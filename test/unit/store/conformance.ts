/** What every store must do, whatever it is made of. A new store is one line in store.test.ts. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BadCursor, IdTaken, type Store, isSealed, pack, unpackSized } from "#store";
import { sampleSimulationDocument } from "../../support/simulation-result.ts";
import { inventoryOf, planNamed } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";

/** Run the suite on stores that `open` makes; each test gets an empty one. */
export function storeConformance(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it("gives back an inventory exactly as it was put", async () => {
      const inventory = inventoryOf(3);
      await store.putInventory({ id: "i1", createdAt: AT, inventory });
      expect(await store.getInventory("i1")).toEqual({ id: "i1", createdAt: AT, inventory });
    });

    it("gives back a plan large enough to be packed, byte for byte", async () => {
      // 2,000 workloads of about 150 bytes each are far beyond the 16 KiB from which columns are packed
      const document = planNamed("large", 2000);
      await store.putPlan({ id: "p1", createdAt: AT, document });
      expect(JSON.stringify((await store.getPlan("p1"))?.document)).toBe(JSON.stringify(document));
    });

    it("opens what is small, and hands out what is large as it is stored", async () => {
      const inventory = inventoryOf(2000);
      await store.putInventory({ id: "i1", createdAt: AT, inventory });
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("large", 2000) });
      expect(await store.openInventory("i1", Number.POSITIVE_INFINITY)).toEqual({ id: "i1", createdAt: AT, inventory });
      for (const found of [await store.openInventory("i1", 1000), await store.openPlan("p1", 1000)]) {
        if (found === undefined || !isSealed(found)) throw new Error("a body of more than 1,000 bytes comes sealed");
        const body = (await found.body()) ?? "";
        expect(body).toHaveLength(found.bytes);
        expect([found.createdAt, found.bytes > 1000, body instanceof Uint8Array]).toEqual([AT, true, true]);
        const { value } = await unpackSized(body);
        expect(value).toEqual(found.kind === "plan" ? planNamed("large", 2000) : inventory);
      }
      expect(await store.openInventory("none", 1000)).toBeUndefined();
    });

    it("hands out a sealed thing under a name of its own for each version, and no body of another version", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("first") });
      const first = await store.openPlan("p1", -1);
      await store.deletePlan("p1");
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("second") });
      const second = await store.openPlan("p1", -1);
      if (first === undefined || second === undefined || !isSealed(first) || !isSealed(second))
        throw new Error("with −1 everything comes sealed");
      expect(second.key).not.toBe(first.key);
      expect(await first.body()).toBeUndefined();
      expect(await second.body()).toBeDefined();
    });

    it("takes an inventory that was packed elsewhere, once", async () => {
      for (const count of [1, 2000]) {
        const inventory = inventoryOf(count);
        const entry = { id: `i${count}`, createdAt: AT, body: await pack(inventory) };
        await store.putInventoryBody(entry);
        await expect(store.putInventoryBody(entry)).rejects.toThrow(IdTaken);
        expect(await store.getInventory(entry.id)).toEqual({ id: entry.id, createdAt: AT, inventory });
      }
    });

    it("gives the same object at the next read, and another when another has the id", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("first") });
      await store.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(2) });
      const [plan, inventory] = [await store.getPlan("p1"), await store.getInventory("i1")];
      expect((await store.getPlan("p1"))?.document).toBe(plan?.document);
      expect((await store.getInventory("i1"))?.inventory).toBe(inventory?.inventory);
      await store.deletePlan("p1");
      expect(await store.getPlan("p1")).toBeUndefined();
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("second") });
      expect((await store.getPlan("p1"))?.document.result.name).toBe("second");
    });

    it("knows nothing under an id that was never put", async () => {
      expect(await store.getInventory("none")).toBeUndefined();
      expect(await store.getPlan("none")).toBeUndefined();
    });

    it("refuses a second thing under one id and keeps the first", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("first") });
      await expect(store.putPlan({ id: "p1", createdAt: AT, document: planNamed("second") })).rejects.toThrow(IdTaken);
      await store.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(1) });
      await expect(store.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(2) })).rejects.toThrow(IdTaken);
      expect((await store.getPlan("p1"))?.document.result.name).toBe("first");
      expect((await store.getInventory("i1"))?.inventory.workloads).toHaveLength(1);
    });

    it("lists plans newest first, page by page, each exactly once", async () => {
      for (const n of [1, 2, 3, 4, 5])
        await store.putPlan({ id: `p${n}`, createdAt: AT, document: planNamed(`plan ${n}`) });
      const first = await store.listPlans({ limit: 2 });
      const second = await store.listPlans({ limit: 2, cursor: first.next ?? "" });
      const third = await store.listPlans({ limit: 2, cursor: second.next ?? "" });
      expect([first, second, third].map((page) => page.plans.map((plan) => plan.id))).toEqual([
        ["p5", "p4"],
        ["p3", "p2"],
        ["p1"],
      ]);
      expect(third.next).toBeUndefined();
    });

    it("gives no cursor when the page ends with the last plan", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("only") });
      expect((await store.listPlans({ limit: 1 })).next).toBeUndefined();
    });

    it("keeps paging right when plans are added and deleted in between", async () => {
      for (const n of [1, 2, 3]) await store.putPlan({ id: `p${n}`, createdAt: AT, document: planNamed(`plan ${n}`) });
      const first = await store.listPlans({ limit: 1 });
      await store.putPlan({ id: "p4", createdAt: AT, document: planNamed("later") });
      await store.deletePlan("p2");
      const rest = await store.listPlans({ limit: 10, cursor: first.next ?? "" });
      expect(rest.plans.map((plan) => plan.id)).toEqual(["p1"]);
    });

    it("shows a plan's figures in the list", async () => {
      const document = planNamed("figures", 12);
      await store.putPlan({ id: "p1", createdAt: AT, document });
      const { summary, status, targets } = document.result;
      expect((await store.listPlans({ limit: 1 })).plans).toEqual([
        {
          id: "p1",
          createdAt: AT,
          name: "figures",
          status,
          workloads: summary.workloads,
          unplaced: summary.unplaced,
          hostsUsed: summary.hostsUsed,
          targets: targets.map((target) => target.id),
        },
      ]);
    });

    it("keeps simulations apart from plans, even under one id", async () => {
      const document = sampleSimulationDocument("simulated");
      await store.putPlan({ id: "x1", createdAt: AT, document: planNamed("planned") });
      await store.putSimulation({ id: "x1", createdAt: AT, document });
      expect(await store.getSimulation("x1")).toEqual({ id: "x1", createdAt: AT, document });
      expect((await store.getPlan("x1"))?.document.result.name).toBe("planned");
      expect(await store.deleteSimulation("x1")).toBe(true);
      expect(await store.deleteSimulation("x1")).toBe(false);
      expect(await store.getSimulation("x1")).toBeUndefined();
      expect(await store.getPlan("x1")).toBeDefined();
    });

    it("refuses a second simulation under one id", async () => {
      await store.putSimulation({ id: "s1", createdAt: AT, document: sampleSimulationDocument("first") });
      const second = { id: "s1", createdAt: AT, document: sampleSimulationDocument("second") };
      await expect(store.putSimulation(second)).rejects.toThrow(IdTaken);
    });

    it("lists simulations newest first, page by page, with the figures of each", async () => {
      for (const n of [1, 2, 3])
        await store.putSimulation({ id: `s${n}`, createdAt: AT, document: sampleSimulationDocument(`run ${n}`) });
      const first = await store.listSimulations({ limit: 2 });
      const second = await store.listSimulations({ limit: 2, cursor: first.next ?? "" });
      expect([first, second].map((page) => page.simulations.map(({ name }) => name))).toEqual([
        ["run 3", "run 2"],
        ["run 1"],
      ]);
      expect(second.next).toBeUndefined();
      expect(second.simulations[0]).toEqual({
        id: "s1",
        createdAt: AT,
        name: "run 1",
        end: "finished",
        platform: "test-turns",
        host: "2 cores at 2000 MHz",
        scheduler: "round robin",
        guests: 3,
        simulatedSeconds: 4,
        busyRatio: 0.375,
      });
      await expect(store.listSimulations({ limit: 1, cursor: "x" })).rejects.toThrow(BadCursor);
    });

    it.each(["", "x", "p", "p0", "p-1", "p1 or 1=1", "p99999999999999999999"])(
      "refuses the cursor %j",
      async (cursor) => {
        await expect(store.listPlans({ limit: 1, cursor })).rejects.toThrow(BadCursor);
      },
    );

    it("deletes once and says whether there was something", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("gone") });
      await store.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(1) });
      expect([await store.deletePlan("p1"), await store.deletePlan("p1")]).toEqual([true, false]);
      expect([await store.deleteInventory("i1"), await store.deleteInventory("i1")]).toEqual([true, false]);
      expect(await store.getPlan("p1")).toBeUndefined();
    });

    it("takes ids and texts with quotes and other scripts as they are", async () => {
      const id = `'; drop table plan; -- "`;
      await store.putPlan({ id, createdAt: AT, document: planNamed(`Ålesund "東京" 🏢 '`) });
      expect((await store.getPlan(id))?.document.result.name).toBe(`Ålesund "東京" 🏢 '`);
    });

    it("answers a ping while open and fails it when closed", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
      await store.close();
      await expect(store.ping()).rejects.toThrow();
    });

    it("may be closed twice", async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
