import { expect, it } from "vitest";
import type { Inventory } from "#planner";
import { memoryStore } from "#store";
import { readingsInto } from "../../../web/intake/readings.ts";
import { inventoryOf } from "../store/builders.ts";

/** Reads when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<Inventory>();
  return { read: () => promise, let: () => resolve(inventoryOf(1)) };
}

it("reads two uploads at a time, lets eight wait, and tells the next to come back", async () => {
  const store = memoryStore();
  const readings = readingsInto(store);
  const uploads = Array.from({ length: 10 }, held);
  const begun = uploads.map(({ read }) => readings.begin(read));
  // 2 are read, 8 wait
  expect(() => readings.begin(held().read)).toThrow("8 uploads wait to be read already");
  expect(readings.of(begun[9]?.id ?? "")).toEqual({ state: "reading" });
  for (const one of uploads) one.let();
  await Promise.all(begun.map(({ done }) => done));
  for (const { id } of begun) {
    expect(readings.of(id)).toBeUndefined();
    expect((await store.getInventory(id))?.inventory.workloads).toHaveLength(1);
  }
  // the places are free again
  const again = readings.begin(() => Promise.resolve(inventoryOf(2)));
  expect((await again.done).workloads).toHaveLength(2);
  await store.close();
});

it("remembers the last hundred failures, and stores nothing of them", async () => {
  const store = memoryStore();
  const readings = readingsInto(store);
  const ids: string[] = [];
  for (let n = 0; n < 101; n++) {
    const { id, done } = readings.begin(() => Promise.reject(new Error(`no ${n}`)));
    await expect(done).rejects.toThrow(`no ${n}`);
    ids.push(id);
  }
  expect(readings.of(ids[0] ?? "")).toBeUndefined();
  expect(readings.of(ids[1] ?? "")).toMatchObject({ state: "failed", error: new Error("no 1") });
  expect(await store.getInventory(ids[1] ?? "")).toBeUndefined();
  await store.close();
});
