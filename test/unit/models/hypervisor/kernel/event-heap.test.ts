/** The event heap: order by time, then by the order of asking, at any size and with slots used again. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventHeap } from "#models/hypervisor/kernel/index.ts";

const drain = (heap: EventHeap) => {
  const out: (readonly [number, number])[] = [];
  while (heap.size > 0) {
    heap.take();
    out.push([heap.takenNs, heap.takenTarget]);
  }
  return out;
};

describe("event heap", () => {
  test("events of one instant come in the order they were asked for", () => {
    const heap = new EventHeap();
    for (const target of [1, 2, 3, 4, 5]) heap.add(7, 0, target, 0);
    heap.add(6, 0, 0, 0);
    expect(drain(heap)).toEqual([
      [6, 0],
      [7, 1],
      [7, 2],
      [7, 3],
      [7, 4],
      [7, 5],
    ]);
  });

  test("kind, target and stamp come back with their event", () => {
    const heap = new EventHeap();
    heap.add(20, 3, -4, 2 ** 31 - 1);
    heap.add(10, 1, 2, -1);
    heap.take();
    expect([heap.takenNs, heap.takenKind, heap.takenTarget, heap.takenStamp]).toEqual([10, 1, 2, -1]);
    heap.take();
    expect([heap.takenNs, heap.takenKind, heap.takenTarget, heap.takenStamp]).toEqual([20, 3, -4, 2 ** 31 - 1]);
    expect(heap.nextNs).toBe(Number.POSITIVE_INFINITY);
  });

  test("any mixture of adding and taking equals a sorted list", () => {
    const step = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 50 }) }, fc.constant("take" as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3000 }), (steps) => {
        const heap = new EventHeap();
        const list: { at: number; n: number }[] = [];
        let now = 0;
        let n = 0;
        for (const one of steps) {
          if (one === "take") {
            const first = list.toSorted((a, b) => a.at - b.at || a.n - b.n)[0];
            expect(heap.nextNs).toBe(first?.at ?? Number.POSITIVE_INFINITY);
            if (first === undefined) continue;
            heap.take();
            expect([heap.takenNs, heap.takenTarget]).toEqual([first.at, first.n]);
            list.splice(list.indexOf(first), 1);
            now = first.at;
          } else {
            heap.add(now + one, 0, n, 0);
            list.push({ at: now + one, n });
            n++;
          }
        }
        expect(heap.size).toBe(list.length);
      }),
      { seed: 4301, numRuns: 60 },
    );
  });

  test("grows beyond its first thousand", () => {
    const heap = new EventHeap();
    for (let i = 0; i < 5000; i++) heap.add((i * 7919) % 5000, 0, i, 0);
    expect(drain(heap).map(([at]) => at)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });
});
