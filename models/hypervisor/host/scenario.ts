/**
 * One host as the event core takes it: plain numbers and tables, no platform's name. Whoever builds it (the planner, from
 * a layer's core model) has turned the vendor's words into terms, and behaviours into loads.
 */
import type { AnySchedulerKit, TopologyShape } from "../cpu/index.ts";
import type { GuestLoad } from "../guest/load.ts";
import type { GuestMemory, MigrationRules } from "../migration/index.ts";
import type { MemoryRule } from "../memory/index.ts";

/** How a guest uses the host's memory; whole pages of the host. */
export interface GuestMemoryUse {
  readonly configuredPages: number;
  readonly minimumPages: number;
  readonly shares: number;
  readonly touchedPages: number;
  readonly workingSetPages: number;
  readonly sharablePages: number;
  readonly referencesPerCpuSecond: number;
}

/** Spinlocks of a guest's kernel, for lock-holder pre-emption. */
export interface GuestLocks {
  /** Chance that a vCPU holds the hot lock, and how often one running vCPU asks for it. */
  readonly holdRatio: number;
  readonly asksPerCpuSecond: number;
}

export interface GuestScenario {
  /** Unique on the host; names the guest's random streams. */
  readonly name: string;
  /** vCPUs online at the start; more come by hot-plug. */
  readonly vcpus: number;
  /** Terms of the pool's scheduler kit. */
  readonly terms: unknown;
  /** Its software; a guest with a pool inside has none. */
  readonly load?: GuestLoad;
  /** A hypervisor in this guest, whose CPUs are the guest's vCPUs. */
  readonly inside?: PoolScenario;
  readonly memory?: GuestMemoryUse;
  readonly locks?: GuestLocks;
  readonly isService?: boolean;
}

/** CPUs under one scheduler, and who is scheduled. */
export interface PoolScenario {
  readonly kit: AnySchedulerKit;
  readonly switchCostNs: number;
  readonly guests: readonly GuestScenario[];
  /** Channels of each device its guests' I/O goes to. */
  readonly devices: readonly { readonly name: string; readonly channels: number }[];
  /** Memory its guests share; absent = every guest has its own and nothing is paged. */
  readonly memory?: {
    readonly rule: MemoryRule;
    readonly hostPages: number;
    /** Wait for one page that is not there, ns. */
    readonly pageWaitNs: number;
  };
}

export interface MigrationEvent {
  readonly kind: "migrate";
  readonly atNs: number;
  readonly guest: string;
  readonly memory: GuestMemory;
  readonly rules: MigrationRules;
  readonly linkMbitS: number;
  readonly mbitPerCpuSecond: number;
  readonly suspendNs: number;
  readonly resumeNs: number;
  /** Share of the guest's speed lost to tracking its writes. */
  readonly trackingRatio: number;
}

export interface HotPlugEvent {
  readonly kind: "hot-plug";
  readonly atNs: number;
  readonly guest: string;
  /** vCPUs from then on, ≥ 1. */
  readonly vcpus: number;
}

export type HostEvent = MigrationEvent | HotPlugEvent;

export interface HostScenario {
  readonly topology: TopologyShape;
  readonly pool: PoolScenario;
  readonly events: readonly HostEvent[];
  readonly durationNs: number;
  readonly seed: number;
  /** Most events; a run that needs more stops there and says so. */
  readonly eventBudget: number;
  /** Watts at a load of 0 … 1 of the host's capacity; absent = energy is not told. */
  readonly drawW?: (loadRatio: number) => number;
  /** Length of the window whose every turn is recorded, from its start; 0 = none. */
  readonly gantt: { readonly fromNs: number; readonly lengthNs: number };
  /** Buckets of the timelines over the whole run. */
  readonly buckets: number;
}

/** Told now and then while a host runs. */
export interface HostWatch {
  readonly progress?: (doneRatio: number) => void;
  readonly stopped?: () => boolean;
}
