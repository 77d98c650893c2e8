/**
 * What a guest's software does, as data: how requests arrive, what one needs of CPU, disk and network, which events its
 * kernel makes that a hypervisor must deal with, and how it uses memory. Nothing is sampled here. Left out: dependence
 * between requests, caches of the guest that grow with its memory, phases of a program.
 */
import type { Fact, Sourced } from "../../fact.ts";
import type { Distribution } from "../distribution.ts";

/** Kinds of distribution that a behaviour may name. */
export type DistributionKind = "constant" | "exponential" | "hyperexponential";

/** How work comes to a guest. */
export type Arrivals =
  /** Always something to do, on this many threads. */
  | { readonly kind: "saturated"; readonly threads: number }
  /** Clients that wait for the answer, then think (exponential, mean in ns). */
  | { readonly kind: "closed"; readonly clients: number; readonly thinkNs: number }
  /** Poisson arrivals that do not wait for answers. */
  | { readonly kind: "open"; readonly perSecond: number }
  /** Measured use: CPUs asked for in slots of equal length, as a share of the guest's virtual CPUs. */
  | { readonly kind: "trace"; readonly slotNs: number; readonly cpuRatio: readonly number[] };

/** Kinds of events that a technique may have to deal with, in the order of every table. */
export const EVENT_KINDS = [
  /** A process calls its kernel. */
  "systemCall",
  /** A page fault that the kernel resolves without a disk. */
  "pageFault",
  /** A page-table entry written outside of faults and process creation (unmapping, protecting). */
  "pageTableWrite",
  /** The kernel changes the address space (CR3, a context switch between processes). */
  "addressSpaceSwitch",
  /** A process made, started and ended: fork, exec, exit. */
  "processCreate",
  /** The periodic tick of a CPU's timer, reprogramming and end-of-interrupt included. */
  "timerTick",
  /** An interrupt of a device, delivered and acknowledged. */
  "deviceInterrupt",
  /** A privileged or sensitive instruction not counted above: control registers, interrupt masks, halts. */
  "privilegedInstruction",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Events per CPU-second of guest work at the behaviour's reference clock; timer ticks per second of running time. */
export type EventRates = Readonly<Record<EventKind, Fact<number>>>;

/** Disk and network work of one request. */
export interface RequestIo {
  readonly diskReads: Fact<number>;
  readonly diskReadBytes: Fact<number>;
  readonly diskWrites: Fact<number>;
  readonly diskWriteBytes: Fact<number>;
  readonly packetsIn: Fact<number>;
  readonly bytesIn: Fact<number>;
  readonly packetsOut: Fact<number>;
  readonly bytesOut: Fact<number>;
}

/** How a guest uses its memory; ratios are of its configured memory. */
export interface MemoryUse {
  /** Pages used again and again. */
  readonly workingSetRatio: Fact<number>;
  /** Pages ever written or read, so that a hypervisor must back them. */
  readonly touchedRatio: Fact<number>;
  /** Distinct pages of the working set asked for per CPU-second, first uses of a page in a while: what may miss. */
  readonly pageReferencesPerCpuSecond: Fact<number>;
  /** Distinct pages written per CPU-second: what a migration has to send again. */
  readonly dirtyPagesPerCpuSecond: Fact<number>;
  /** Pages equal to one of another guest that runs the same system. */
  readonly sharedIfIdenticalRatio: Fact<number>;
}

/** How the kernel of a guest uses spinlocks. */
export interface LockUse {
  /** Share of CPU time spent while holding a kernel spinlock. */
  readonly lockShareRatio: Fact<number>;
  /** Mean time one lock is held, ns at the reference clock. */
  readonly holdNs: Fact<number>;
  /** Share of acquisitions that go to the one hottest lock. */
  readonly hotLockRatio: Fact<number>;
}

/** One kind of guest software. */
export interface Behaviour {
  readonly id: string;
  readonly title: string;
  /** What a run uses unless the user says otherwise. */
  readonly arrivals: Sourced<Arrivals>;
  /** Core clock that CPU times and rates are stated at. */
  readonly referenceMhz: Fact<number>;
  readonly cpuPerRequestNs: Fact<number>;
  readonly cpuKind: Sourced<DistributionKind>;
  /** Squared coefficient of variation of CPU per request. */
  readonly cpuScv: Fact<number>;
  /** Share of CPU time spent in the guest's kernel when it runs on a bare machine. */
  readonly kernelRatio: Fact<number>;
  readonly io: RequestIo;
  readonly rates: EventRates;
  readonly memory: MemoryUse;
  readonly locks: LockUse;
}

/** CPU time of one request as a distribution, ns at the reference clock. */
export function cpuPerRequest(behaviour: Behaviour): Distribution {
  const mean = behaviour.cpuPerRequestNs.value;
  const kind = behaviour.cpuKind.value;
  switch (kind) {
    case "constant":
      return { kind, value: mean };
    case "exponential":
      return { kind, mean };
    case "hyperexponential":
      return { kind, mean, scv: behaviour.cpuScv.value };
  }
}
