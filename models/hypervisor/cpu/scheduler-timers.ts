/** The fixed times of a scheduler (ticks, accounting, windows): everybody running is charged first, then it fires. */
import type { Simulator } from "../kernel/index.ts";
import type { SchedulerOps } from "./scheduler.ts";

export interface TimedPool<Pool, Terms> {
  readonly ops: SchedulerOps<Pool, Terms>;
  readonly pool: Pool;
  /** Charges everybody who runs, up to now. */
  readonly bookAll: () => void;
}

/** Start all timers of a pool, the first firing one period from now. */
export function startTimers<Pool, Terms>(simulator: Simulator, { ops, pool, bookAll }: TimedPool<Pool, Terms>): void {
  for (const timer of ops.timers ?? []) {
    const kind: number = simulator.on((_target, _stamp, nowNs) => {
      bookAll();
      timer.fire(pool, nowNs);
      simulator.at(nowNs + timer.everyNs(pool), kind, 0, 0);
    });
    simulator.at(simulator.nowNs + timer.everyNs(pool), kind, 0, 0);
  }
}
