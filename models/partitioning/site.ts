/** Where a layer stands: the machine and the settings it is cut with. */
import type { Machine } from "./machine.ts";

/** A machine together with the user's settings for this layer (parsed by the layer's own schema). */
export interface Site<S = unknown> {
  readonly machine: Machine;
  readonly settings: S;
  /** Configured memory given out per MiB that is there, ≥ 1; only layers whose memory is "overcommittable" honour it. */
  readonly memoryOvercommitRatio: number;
}
