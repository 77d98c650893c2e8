/**
 * A guest's software as the event core runs it: plain numbers for one host, platform and clock, compiled from a behaviour
 * and the costs of the platform. Times are ns of a full-speed core of this host.
 */
import type { Distribution } from "../distribution.ts";
import type { Arrivals } from "./behaviour.ts";

/** One kind of I/O of a request. */
export interface IoStep {
  /** Device that serves it: index into the host's devices; −1 = none. */
  readonly device: number;
  /** Ns it keeps a channel of the device busy. */
  readonly deviceNs: number;
  /** Waiting that keeps nobody busy: the path's own latency, ns. */
  readonly latencyNs: number;
  /** CPU in the guest (drivers, and the hypervisor on the guest's own time), and in the service partition; ns. */
  readonly guestNs: number;
  readonly serviceNs: number;
}

export interface GuestLoad {
  /** Name of its random streams. */
  readonly name: string;
  readonly arrivals: Arrivals;
  /** CPU of one request without any hypervisor. */
  readonly cpu: Distribution;
  /** Extra CPU per unit of guest work that the technique costs, ≥ 0. */
  readonly overheadRatio: number;
  /** Mean disk operations of a request (fractions: some requests have one more), and what one costs. */
  readonly diskOperations: number;
  readonly disk: IoStep;
  /** Network work of a request before it computes and after; absent = none. */
  readonly receive?: IoStep;
  readonly send?: IoStep;
  /** Longest time the guest's own kernel lets one request run while others wait. */
  readonly quantumNs: number;
}

/** Longest run of one thread under the guest's own scheduler. */
export const GUEST_QUANTUM_NS = 10e6;
