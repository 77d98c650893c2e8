/** A server at rest gives memory back: when it does, and that what nobody holds is really gone. */
import v8 from "node:v8";
import { describe, expect, it } from "vitest";
import { collector, looker } from "../../../web/give-back.ts";

const MIB = 2 ** 20;

/** A server whose work and heap are set by hand; a collection leaves 40 MiB. */
function server() {
  const state = { workRatio: 0, heapMiB: 60, collections: 0 };
  const look = looker({
    workRatio: () => state.workRatio,
    heapBytes: () => state.heapMiB * MIB,
    collect: () => {
      state.collections++;
      state.heapMiB = Math.min(state.heapMiB, 40);
    },
  });
  return { state, look };
}

describe("a server at rest", () => {
  it("collects once after its start, and then not for nothing", () => {
    const { state, look } = server();
    for (let n = 0; n < 5; n++) look();
    expect(state).toEqual({ workRatio: 0, heapMiB: 40, collections: 1 });
  });

  it("does not collect while it works, and does when it rests again", () => {
    const { state, look } = server();
    look();
    Object.assign(state, { heapMiB: 300, workRatio: 0.5 });
    look();
    expect(state.collections).toBe(1);
    state.workRatio = 0.001;
    look();
    expect(state).toMatchObject({ heapMiB: 40, collections: 2 });
  });

  it("waits until the heap has grown by 8 MiB, counted from the least it was", () => {
    const { state, look } = server();
    look();
    for (const heapMiB of [47.9, 32, 39.9]) {
      state.heapMiB = heapMiB;
      look();
    }
    expect(state.collections).toBe(1);
    state.heapMiB = 40;
    look();
    expect(state.collections).toBe(2);
  });
});

describe("collecting", () => {
  it("takes away what nobody holds, where V8 may be asked", async () => {
    v8.setFlagsFromString("--expose-gc");
    const collect = collector();
    const left = (() => new WeakRef({ much: Array.from({ length: 1000 }, (_, n) => n) }))();
    // what was looked at in this turn of the event loop is held until it ends
    await new Promise((resolve) => setImmediate(resolve));
    expect(collect).toBeDefined();
    collect?.();
    expect(left.deref()).toBeUndefined();
  });

  it("is left alone where V8 may not be asked", () => {
    v8.setFlagsFromString("--no-expose-gc");
    expect(collector()).toBeUndefined();
  });
});
