/**
 * Energy of a run: watts by the host's curve at the mean load of each accounting second, added up. A published curve
 * relates mean load over minutes to watts, so it is read at means, never at the busy-or-idle of an instant; the second is
 * the model's own, so energy does not depend on how often anybody looks. Leaves out: what switching states costs.
 */
import type { Process } from "../kernel/index.ts";

/** The accounting interval. */
export const ENERGY_WINDOW_NS = 1e9;

export class EnergyMeter {
  joules = 0;
  peakW = 0;

  private readonly drawW: (loadRatio: number) => number;
  private readonly effortNs: () => number;
  private readonly capacity: number;
  private lastEffortNs = 0;
  private lastNs = 0;

  /**
   * @param effortNs total ns of full-speed core worked since the start, settled up to now
   * @param capacity of the host in full-speed cores, > 0
   */
  constructor(drawW: (loadRatio: number) => number, effortNs: () => number, capacity: number) {
    this.drawW = drawW;
    this.effortNs = effortNs;
    this.capacity = capacity;
  }

  /** Account for the time up to now; called at the end of every window and of the run. */
  account(nowNs: number): void {
    const passed = nowNs - this.lastNs;
    if (passed <= 0) return;
    const effort = this.effortNs();
    const load = Math.min(1, Math.max(0, (effort - this.lastEffortNs) / (passed * this.capacity)));
    const watts = this.drawW(load);
    this.joules += (watts * passed) / ENERGY_WINDOW_NS;
    this.peakW = Math.max(this.peakW, watts);
    this.lastEffortNs = effort;
    this.lastNs = nowNs;
  }

  /** The process that accounts once a window. */
  *run(now: () => number): Process {
    for (;;) {
      yield ENERGY_WINDOW_NS;
      this.account(now());
    }
  }
}
