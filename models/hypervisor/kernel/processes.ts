/**
 * Processes that read as a story (a migration, a device, a control loop): generators that yield how many ns to wait, or
 * {@link UNTIL_WOKEN}. They cost more per event than handlers, so they are for what happens seldom; CPUs use handlers.
 */
import type { Simulator } from "./simulator.ts";

/** Yielded by a process that waits for {@link Processes.wake}. */
export const UNTIL_WOKEN = -1;

/** Yields whole ns to wait, ≥ 0, or {@link UNTIL_WOKEN}. */
export type Process = Generator<number, void, void>;

export class Processes {
  private readonly simulator: Simulator;
  private readonly kind: number;
  private readonly bodies: (Process | undefined)[] = [];
  /** Bumped at every resumption: wake-ups meant for an earlier wait are stale. */
  private readonly stamps: number[] = [];

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.kind = simulator.on((id, stamp) => {
      if (this.stamps[id] === stamp) this.resume(id);
    });
  }

  /** Start a process at an instant (left out: now); returns its id. */
  start(body: Process, atNs: number = this.simulator.nowNs): number {
    const id = this.bodies.push(body) - 1;
    this.stamps.push(0);
    this.simulator.at(atNs, this.kind, id, 0);
    return id;
  }

  /** Resume a process now, whatever it waits for; one that has ended stays ended. */
  wake(id: number): void {
    const stamp = (this.stamps[id] ?? 0) + 1;
    this.stamps[id] = stamp;
    this.simulator.at(this.simulator.nowNs, this.kind, id, stamp);
  }

  private resume(id: number): void {
    const stamp = (this.stamps[id] ?? 0) + 1;
    this.stamps[id] = stamp;
    const step = this.bodies[id]?.next();
    if (step === undefined || step.done === true) {
      this.bodies[id] = undefined;
      return;
    }
    if (step.value === UNTIL_WOKEN) return;
    if (!(step.value >= 0)) throw new RangeError(`a process yielded ${step.value} ns: must be 0 or more`);
    this.simulator.at(this.simulator.nowNs + step.value, this.kind, id, stamp);
  }
}
