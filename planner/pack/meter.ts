/** Work counted in seconds of the reference machine, so that a search ends at the same place on every machine. */

/** One plain step of a hot loop (an array read, an addition, a comparison) on the reference machine, in seconds. */
export const TOUCH = 2e-9;

/**
 * Plain steps that an item's joining or leaving a bin costs where a rule keeps counts. Measured on Tianchi's 24,078
 * co-location limits, some fifty of them per replica (bench/packing, tclab): 6 µs.
 */
export const COUNTED_MOVE = 3000;

/** What is left of an effort, and whether to go on. */
export class Meter {
  readonly effort: number;
  readonly #stopped: () => boolean;
  #spent = 0;
  #asked = 0;
  #isStopped = false;

  /** @param effort seconds of the reference machine, ≥ 0; Infinity = no limit */
  constructor(effort: number, stopped: () => boolean) {
    this.effort = effort;
    this.#stopped = stopped;
  }
  /** Note work done. @param seconds of the reference machine */
  spend(seconds: number): void {
    this.#spent += seconds;
  }
  get spent(): number {
    return this.#spent;
  }
  get isSpent(): boolean {
    return this.#spent >= this.effort;
  }
  /** Was it asked to stop? Asks anew after every 10 ms of counted work, and remembers a yes. */
  get isStopped(): boolean {
    if (!this.#isStopped && this.#spent >= this.#asked) {
      this.#isStopped = this.#stopped();
      this.#asked = this.#spent + 0.01;
    }
    return this.#isStopped;
  }
  /** Was it asked to stop? Asks at once, for work that is counted only when it is done. */
  get isStoppedNow(): boolean {
    if (!this.#isStopped) this.#isStopped = this.#stopped();
    return this.#isStopped;
  }
  /** Go on? */
  get goesOn(): boolean {
    return !this.isSpent && !this.isStopped;
  }
  /** A meter for a part of the work: what it spends is spent here too. @param effort most that the part may spend */
  part(effort: number): Meter {
    return new Part(this, Math.min(effort, this.effort - this.#spent), this.#stopped);
  }
}

class Part extends Meter {
  readonly #whole: Meter;
  constructor(whole: Meter, effort: number, stopped: () => boolean) {
    super(effort, stopped);
    this.#whole = whole;
  }
  override spend(seconds: number): void {
    super.spend(seconds);
    this.#whole.spend(seconds);
  }
}
