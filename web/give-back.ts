/**
 * A server at rest gives back what its work has left. V8 collects the old part of its heap when that has grown by much:
 * what starting, an upload or a load of requests left behind would stay with an idle process for ever. Where nothing is
 * going on and the heap is larger than after the last time, everything is collected once. The launcher lets V8 be asked
 * (`--expose-gc`); where it has not, nothing is done.
 */
import { performance } from "node:perf_hooks";
import v8 from "node:v8";
import vm from "node:vm";

const LOOK_EVERY_MS = 5000;
/** Health checks and a page now and then are rest. */
const REST_RATIO = 0.02;
/** Less is not worth a pause of some 50 ms. */
const WORTH_BYTES = 8 * 2 ** 20;

/** What decides whether now is the time. */
export interface Resting {
  /** Of the time since the last look, how much the event loop was at work: 0 to 1. */
  readonly workRatio: () => number;
  /** Bytes of the heap, its free pages among them. */
  readonly heapBytes: () => number;
  readonly collect: () => void;
}

/** What is to be called now and then: it collects where the server rests and its heap has grown. */
export function looker({ workRatio, heapBytes, collect }: Resting): () => void {
  let keptBytes = 0;
  return () => {
    const isResting = workRatio() < REST_RATIO;
    keptBytes = Math.min(keptBytes, heapBytes());
    if (!isResting || heapBytes() - keptBytes < WORTH_BYTES) return;
    collect();
    keptBytes = heapBytes();
  };
}

/** Collects everything that can be collected; undefined where V8 may not be asked. */
export function collector(): (() => void) | undefined {
  // a context that is made after the flag was set has the function
  const gc: unknown = vm.runInNewContext("globalThis.gc");
  return typeof gc === "function" ? () => void gc({ type: "major" }) : undefined;
}

/** The event loop's work since it was last asked. */
function workSinceLast(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

/** Give back from now on, whenever this process rests. @returns what ends that */
export function giveBackAtRest(): () => void {
  const collect = collector();
  if (collect === undefined) return () => {};
  const heapBytes = () => v8.getHeapStatistics().total_heap_size;
  const looking = setInterval(looker({ workRatio: workSinceLast(), heapBytes, collect }), LOOK_EVERY_MS);
  looking.unref();
  return () => clearInterval(looking);
}
