/** What a run of a host says. Times in ns, CPUs as averages over the run; nothing in it is NaN or infinite. */
import type { MeanEstimate } from "../statistics/index.ts";
import type { MigrationReport } from "../migration/index.ts";
import type { SchedulerWarning } from "../cpu/index.ts";
import type { RunEnd } from "../kernel/index.ts";

export interface VcpuTimes {
  readonly runNs: number;
  readonly readyNs: number;
  readonly coStopNs: number;
  readonly waitNs: number;
}

export interface ResponseReport {
  readonly requests: number;
  readonly perSecond: number;
  readonly meanNs: MeanEstimate;
  /** Absent without requests. */
  readonly p50Ns?: number;
  readonly p90Ns?: number;
  readonly p95Ns?: number;
  readonly p99Ns?: number;
}

export interface GuestReport {
  readonly name: string;
  /** Pool it is scheduled in: "" for the host's own, else the name of the guest around it. */
  readonly within: string;
  readonly isService: boolean;
  /** vCPUs online at the end; of one that moved away, those it had. */
  readonly vcpus: number;
  /** Sums over its vCPUs while they were online. */
  readonly times: VcpuTimes;
  readonly perVcpu: readonly VcpuTimes[];
  /** CPUs it held on average; what its software asked for where that is known; what it did for the software. */
  readonly heldCpus: number;
  readonly usefulCpus: number;
  readonly askedCpus?: number;
  /** CPUs by the fluid rule for this demand. */
  readonly fluidCpus: number;
  /** Of the CPU time held: trap and I/O costs, switches with cold caches, spinning for locks. */
  readonly overheadNs: number;
  readonly switchNs: number;
  readonly spinNs: number;
  /** Time its vCPUs waited for pages. */
  readonly pagedNs: number;
  readonly dispatches: number;
  /** Times a vCPU got on another CPU than before. */
  readonly moves: number;
  readonly response?: ResponseReport;
  readonly memory?: {
    readonly configuredPages: number;
    readonly residentPages: number;
    readonly sharedPages: number;
    readonly balloonedPages: number;
    readonly swappedPages: number;
  };
}

export interface Turns {
  readonly fromNs: number;
  readonly lengthNs: number;
  /** Guest names, and turns as [CPU, index into guests, from ns, to ns]. */
  readonly guests: readonly string[];
  readonly turns: readonly (readonly [number, number, number, number])[];
  /** More turns happened in the window than are kept. */
  readonly isCut: boolean;
}

export interface Timeline {
  readonly bucketNs: number;
  /** Share of the host's CPUs busy, per bucket. */
  readonly busyRatio: readonly number[];
  /** Per guest: CPUs run and CPUs ready (with co-stop), per bucket. */
  readonly guests: readonly {
    readonly name: string;
    readonly runCpus: readonly number[];
    readonly readyCpus: readonly number[];
  }[];
}

export interface HostReport {
  readonly end: RunEnd;
  readonly simulatedNs: number;
  readonly events: number;
  readonly cpus: number;
  readonly busyRatio: number;
  readonly perCpuBusyRatio: readonly number[];
  readonly switchesPerSecond: number;
  /** Jain's index over held CPUs by fluid share, guests that wanted CPU; absent for fewer than two. */
  readonly fairness?: number;
  readonly energy?: { readonly joules: number; readonly meanW: number; readonly peakW: number };
  readonly guests: readonly GuestReport[];
  readonly devices: readonly {
    readonly name: string;
    readonly within: string;
    readonly busyRatio: number;
    readonly served: number;
  }[];
  readonly migrations: readonly { readonly guest: string; readonly report?: MigrationReport }[];
  readonly warnings: readonly (SchedulerWarning & { readonly guest: string })[];
  readonly turns?: Turns;
  readonly timeline: Timeline;
}
