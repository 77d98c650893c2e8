/**
 * A host of plain CPUs under one scheduler kit, for scheduler tests: guests that are saturated, or busy for a part of the
 * time, no traps, no switch cost unless asked for. Returns the books.
 */
import { Simulator } from "#models/hypervisor/kernel/index.ts";
import { type AnySchedulerKit, Dispatcher, type Work, topologyOf } from "#models/hypervisor/cpu/index.ts";

export const MS = 1e6;
export const SECOND = 1e9;

export interface TestGuest<Terms> {
  readonly terms: Terms;
  readonly vcpus: number;
  /** Each vCPU runs this long, then waits that long; left out = saturated. */
  readonly burst?: { readonly runNs: number; readonly waitNs: number; readonly offsetNs?: number };
}

export interface TestHost<Terms> {
  readonly cpus?: number;
  readonly sockets?: number;
  readonly threadsPerCore?: number;
  readonly coreCapacity?: readonly number[];
  readonly guests: readonly TestGuest<Terms>[];
  readonly seconds: number;
  readonly switchCostNs?: number;
  readonly ran?: (cpu: number, vcpu: number, fromNs: number, toNs: number) => void;
  /** Asked after every `checkEveryNs` with the dispatcher. */
  readonly check?: (dispatcher: Dispatcher, nowNs: number) => void;
  readonly checkEveryNs?: number;
  /** Instant the books start to count from, for long-run shares. */
  readonly warmUpSeconds?: number;
}

export interface TestRun {
  readonly dispatcher: Dispatcher;
  readonly simulator: Simulator;
  /** CPUs each VM held on average after the warm-up. */
  readonly shares: Float64Array;
  /** The same per vCPU. */
  readonly vcpuShares: Float64Array;
}

/** Build the host, run it, close the books. */
export function runHost<Terms>(kit: AnySchedulerKit, host: TestHost<Terms>): TestRun {
  const simulator = new Simulator();
  let count = 0;
  const vcpusOf = host.guests.map(({ vcpus }) => Int32Array.from({ length: vcpus }, () => count++));
  const bursts = host.guests.flatMap((guest) => Array.from({ length: guest.vcpus }, () => guest.burst));
  const started = new Uint8Array(count);
  let dispatcher: Dispatcher | undefined;
  const wakeKind = simulator.on((vcpu, _stamp, nowNs) => dispatcher?.wake(vcpu, nowNs));
  const work: Work = {
    next: (vcpu, nowNs) => {
      const burst = bursts[vcpu];
      if (burst === undefined) return Number.POSITIVE_INFINITY;
      if (started[vcpu] === 0) {
        started[vcpu] = 1;
        return burst.runNs;
      }
      started[vcpu] = 0;
      simulator.at(nowNs + burst.waitNs, wakeKind, vcpu, 0);
      return 0;
    },
  };
  const cpus = host.cpus ?? 1;
  const sockets = host.sockets ?? 1;
  const threads = host.threadsPerCore ?? 1;
  const topology = topologyOf({
    sockets,
    coresPerSocket: cpus / sockets / threads,
    threadsPerCore: threads,
    ...(host.coreCapacity === undefined ? {} : { coreCapacity: host.coreCapacity }),
  });
  dispatcher = new Dispatcher({
    simulator,
    topology,
    ops: kit.ops,
    work,
    vcpusOf,
    terms: host.guests.map(({ terms }) => terms),
    switchCostNs: host.switchCostNs ?? 0,
    ...(host.ran === undefined ? {} : { ran: host.ran }),
  });
  host.guests.forEach((guest, vm) =>
    vcpusOf[vm]?.forEach((vcpu) => {
      dispatcher.online(vcpu, 0);
      simulator.at(guest.burst?.offsetNs ?? 0, wakeKind, vcpu, 0);
    }),
  );
  const endNs = host.seconds * SECOND;
  const warmNs = (host.warmUpSeconds ?? 0) * SECOND;
  const stepNs = host.checkEveryNs ?? endNs;
  let before = new Float64Array(count);
  for (let at = Math.min(stepNs, warmNs > 0 ? warmNs : stepNs); ; at = Math.min(at + stepNs, endNs)) {
    simulator.run({ untilNs: at, eventBudget: 1e8 });
    dispatcher.close(at);
    host.check?.(dispatcher, at);
    if (at === warmNs) before = dispatcher.books.runNs.slice();
    if (at >= endNs) break;
  }
  const vcpuShares = dispatcher.books.runNs.map((run, vcpu) => (run - (before[vcpu] as number)) / (endNs - warmNs));
  const shares = Float64Array.from(vcpusOf, (list) =>
    list.reduce((sum, vcpu) => sum + (vcpuShares[vcpu] as number), 0),
  );
  return { dispatcher, simulator, shares, vcpuShares };
}
