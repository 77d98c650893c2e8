/**
 * The clock of a simulation: takes events in order, hands each to the handler of its kind, and stops at an instant, at an
 * event budget, or when somebody asks. Time is whole nanoseconds in a float64, exact up to 2⁵³ ns (104 days). Knows
 * nothing of CPUs or guests. Leaves out: taking events back (owners ignore stale stamps), running backwards.
 */
import { EventHeap } from "./event-heap.ts";

/** What happens at an event; `target` and `stamp` are what the event was scheduled with. */
export type Handler = (target: number, stamp: number, nowNs: number) => void;

/** Why a run ended. */
export type RunEnd = "finished" | "event-budget" | "stopped";

export interface RunLimits {
  /** Events at this instant still happen; whole ns, below 2⁵³. */
  readonly untilNs: number;
  /** Most events to take; a run that cannot end stops here and says so. */
  readonly eventBudget: number;
  /** Asked every {@link ASK_EVERY} events; true stops the run. Told the instant, so that it can report progress. */
  readonly stopped?: (nowNs: number) => boolean;
}

const ASK_EVERY = 16_384;

export class Simulator {
  /** The current instant in ns. */
  nowNs = 0;
  /** Events taken so far, deferred ones included. */
  events = 0;

  private readonly heap = new EventHeap();
  private readonly handlers: Handler[] = [];
  /** Deferred events of this instant: kind and target, two to an entry. */
  private readonly deferred: number[] = [];

  /** Register what happens at events of a new kind; returns the kind. */
  on(handler: Handler): number {
    return this.handlers.push(handler) - 1;
  }

  /**
   * Schedule an event.
   * @throws RangeError when `atNs` lies in the past or is no number
   */
  at(atNs: number, kind: number, target: number, stamp: number): void {
    if (!(atNs >= this.nowNs)) throw new RangeError(`event at ${atNs} ns: must not be before ${this.nowNs} ns`);
    this.heap.add(atNs, kind, target, stamp);
  }

  /** Have an event happen right after the one that is happening, before any other of this instant; stamp 0. */
  soon(kind: number, target: number): void {
    this.deferred.push(kind, target);
  }

  /** Take events until a limit is met. Unless the budget or a stop ended it, the clock then stands at `untilNs`. */
  run(limits: RunLimits): RunEnd {
    const { heap, handlers } = this;
    const lastEvent = this.events + limits.eventBudget;
    let askAt = this.events + ASK_EVERY;
    this.drain();
    while (heap.nextNs <= limits.untilNs) {
      if (this.events >= lastEvent) return "event-budget";
      if (this.events >= askAt) {
        if (limits.stopped?.(this.nowNs) === true) return "stopped";
        askAt = this.events + ASK_EVERY;
      }
      heap.take();
      this.nowNs = heap.takenNs;
      this.events++;
      (handlers[heap.takenKind] as Handler)(heap.takenTarget, heap.takenStamp, heap.takenNs);
      if (this.deferred.length > 0) this.drain();
    }
    this.nowNs = limits.untilNs;
    return "finished";
  }

  private drain(): void {
    const { deferred, handlers } = this;
    for (let i = 0; i < deferred.length; i += 2) {
      this.events++;
      (handlers[deferred[i] as number] as Handler)(deferred[i + 1] as number, 0, this.nowNs);
    }
    deferred.length = 0;
  }
}
