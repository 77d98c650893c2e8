/**
 * State of the credit scheduler: credit and priority of every vCPU, a queue per CPU, the domains that earn
 * credit. A vCPU is active while it earns; one that has more than it can use stops, and earns again when it is found
 * running at a tick.
 */
import type { CpuView, SchedulerSetup } from "../hypervisor/cpu/index.ts";
import { ReadyQueues } from "../hypervisor/cpu/index.ts";
import { CREDIT_FACTS, type CreditRules, type CreditTerms } from "./credit-rules.ts";

/** Priorities, best first; {@link IDLE} is worse than any. */
export const BOOST = 0;
export const UNDER = 1;
export const OVER = 2;
export const IDLE = 3;

/** Credit of one slice on one CPU: what is earned at most, kept at most, owed at most. */
export const SLICE_CREDIT = CREDIT_FACTS.sliceMs.value * CREDIT_FACTS.creditsPerMs.value;

export interface CreditPool {
  readonly rules: CreditRules;
  readonly view: CpuView;
  readonly cpus: number;
  readonly vmOf: Int32Array;
  readonly vcpusOf: readonly Int32Array[];
  readonly queues: ReadyQueues;
  /** Per vCPU. */
  readonly credit: Float64Array;
  /** Run and not yet charged, less than one credit's worth, ns: credit is whole. */
  readonly unpaidNs: Float64Array;
  readonly priority: Uint8Array;
  readonly isActive: Uint8Array;
  readonly isParked: Uint8Array;
  readonly isRunnable: Uint8Array;
  /** CPU whose queue it goes to. */
  readonly home: Int32Array;
  /** Per VM. */
  readonly weight: Float64Array;
  readonly capCredit: Float64Array;
  readonly activeVcpus: Int32Array;
  /** VMs in the order they are given credit; those with room are moved to the front. */
  readonly order: Int32Array;
  /** Per CPU: instant of its last decision, and who it was for. */
  readonly pickedNs: Float64Array;
  readonly picked: Int32Array;
  /** vCPUs queued over all CPUs, and CPUs that nobody was picked for. */
  queued: number;
  idle: number;
  /** Accounting has changed priorities since queues were sorted. */
  isUnsorted: boolean;
  /** Sum of all credit at the last accounting. */
  balance: number;
}

export function creditPool(rules: CreditRules, setup: SchedulerSetup<CreditTerms>): CreditPool {
  const { topology, view, vmOf, vcpusOf, terms } = setup;
  const { cpus } = topology;
  const vcpus = vmOf.length;
  return {
    rules,
    view,
    cpus,
    vmOf,
    vcpusOf,
    queues: new ReadyQueues(cpus, vcpus),
    credit: new Float64Array(vcpus),
    unpaidNs: new Float64Array(vcpus),
    priority: new Uint8Array(vcpus).fill(UNDER),
    isActive: new Uint8Array(vcpus),
    isParked: new Uint8Array(vcpus),
    isRunnable: new Uint8Array(vcpus),
    home: Int32Array.from({ length: vcpus }, (_, vcpu) => vcpu % cpus),
    weight: Float64Array.from(terms, ({ weight }) => weight),
    capCredit: Float64Array.from(terms, ({ capPercent }) => Math.ceil((capPercent * SLICE_CREDIT) / 100)),
    activeVcpus: new Int32Array(terms.length),
    order: Int32Array.from(terms.keys()),
    pickedNs: new Float64Array(cpus),
    picked: new Int32Array(cpus).fill(-1),
    queued: 0,
    idle: cpus,
    isUnsorted: false,
    balance: 0,
  };
}

/** Put a vCPU into its CPU's queue, behind all that are no worse as the queue stands. */
export function enqueue(pool: CreditPool, vcpu: number): void {
  const { queues, priority } = pool;
  const cpu = pool.home[vcpu] as number;
  const own = priority[vcpu] as number;
  let behind = queues.first(cpu);
  while (behind >= 0 && (priority[behind] as number) <= own) behind = queues.after(behind);
  queues.insertBefore(cpu, vcpu, behind);
  pool.queued++;
}

/** Take a vCPU out of whatever queue it is in. */
export function dequeue(pool: CreditPool, vcpu: number): void {
  if (!pool.queues.isQueued(vcpu)) return;
  pool.queued--;
  pool.queues.remove(vcpu);
}

/** Bring those that are OVER behind the others, each kind in the order it stood. */
export function sortQueue({ queues, priority }: CreditPool, cpu: number): void {
  let firstOver = -1;
  for (let vcpu = queues.first(cpu); vcpu >= 0; ) {
    const next = queues.after(vcpu);
    if (priority[vcpu] === OVER) {
      if (firstOver < 0) firstOver = vcpu;
    } else if (firstOver >= 0) {
      queues.remove(vcpu);
      queues.insertBefore(cpu, vcpu, firstOver);
    }
    vcpu = next;
  }
}

/** Start earning. */
export function activate(pool: CreditPool, vcpu: number): void {
  if (pool.isActive[vcpu] === 1) return;
  pool.isActive[vcpu] = 1;
  const vm = pool.vmOf[vcpu] as number;
  pool.activeVcpus[vm] = (pool.activeVcpus[vm] as number) + 1;
}

/** Stop earning. */
export function deactivate(pool: CreditPool, vcpu: number): void {
  if (pool.isActive[vcpu] === 0) return;
  pool.isActive[vcpu] = 0;
  const vm = pool.vmOf[vcpu] as number;
  pool.activeVcpus[vm] = (pool.activeVcpus[vm] as number) - 1;
}

/** An idle CPU behind this one, round and round; −1 when none idles. */
export function idleCpu({ picked, cpus, idle }: CreditPool, from: number): number {
  if (idle === 0) return -1;
  for (let step = 1; step < cpus; step++) {
    const cpu = from + step < cpus ? from + step : from + step - cpus;
    if (picked[cpu] === -1) return cpu;
  }
  return -1;
}

/** Somebody has become ready on this CPU's queue: have the right CPU look. */
export function tickle(pool: CreditPool, vcpu: number): void {
  const { view } = pool;
  const home = pool.home[vcpu] as number;
  const current = view.running[home] as number;
  if (current < 0) return view.kick(home);
  const idle = idleCpu(pool, home);
  if (idle >= 0) view.kick(idle);
  else if ((pool.priority[vcpu] as number) < (pool.priority[current] as number)) view.kick(home);
}
