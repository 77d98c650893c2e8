/**
 * State of the credit scheduler and its queues: one list per CPU and priority, the CPUs that idle, and who is told to look
 * again when somebody becomes ready. Credit is kept in ns of running (one credit is 100 µs). Leaves out: affinity masks,
 * caches that are still warm (the migration delay is 0 by default).
 */
import { type CpuView, ReadyQueues, type SchedulerSetup } from "../hypervisor/cpu/index.ts";
import { CREDIT_FACTS, type CreditRules, type CreditTerms } from "./credit-rules.ts";

/** Priorities, best first; a queue's number is CPU × {@link PRIORITIES} + priority. */
export const BOOST = 0;
export const UNDER = 1;
export const OVER = 2;
export const PRIORITIES = 3;

const NS_PER_MS = 1e6;
/** Longest turn, and the most credit and deepest debt of a vCPU. */
export const SLICE_NS = CREDIT_FACTS.sliceMs.value * NS_PER_MS;
export const TICK_NS = CREDIT_FACTS.tickMs.value * NS_PER_MS;
/** Credit one CPU mints, and the time from one accounting to the next. */
export const ACCOUNTING_NS = CREDIT_FACTS.accountingMs.value * NS_PER_MS;

export interface CreditPool {
  readonly rules: CreditRules;
  readonly view: CpuView;
  readonly cpus: number;
  readonly vmOf: Int32Array;
  readonly vcpusOf: readonly Int32Array[];
  readonly queues: ReadyQueues;
  /** When each queued vCPU arrived: running number. */
  readonly arrival: Float64Array;
  arrivals: number;
  /** vCPUs queued on the whole host, by priority. */
  readonly queued: Int32Array;
  /** CPUs that idle and have not been told to look; one queue. */
  readonly idlers: ReadyQueues;
  /** For each CPU the others in the order it steals from them: its own socket first. */
  readonly peers: Int32Array;
  /** Per vCPU: CPU whose queue it uses, priority, credit in ns, earns credit, parked by its cap, runnable. */
  readonly homeOf: Int32Array;
  readonly priority: Uint8Array;
  readonly creditNs: Float64Array;
  readonly isActive: Uint8Array;
  readonly isParked: Uint8Array;
  readonly isRunnable: Uint8Array;
  readonly yields: Uint8Array;
  /** Per domain: weight, cap in ns of running per accounting (infinite = none), active vCPUs. */
  readonly weight: Float64Array;
  readonly capNs: Float64Array;
  readonly activeVcpus: Int32Array;
  /** Domains with active vCPUs, in the order they are served. */
  readonly activeVms: ReadyQueues;
  /** Next domain to look at while accounting, so that lists may change meanwhile. */
  readonly order: Int32Array;
  /** Sum of all credit after the last accounting, ns. */
  balanceNs: number;
  /** Instant of the next tick, and ticks so far. */
  tickDueNs: number;
  ticks: number;
  /** Per CPU: who was picked last, and since when he has it. */
  readonly picked: Int32Array;
  readonly pickedNs: Float64Array;
  /** vCPUs online per home CPU. */
  readonly onlineAt: Int32Array;
}

const PERCENT = 100;

/** For every CPU the others, own socket first, each part starting behind the CPU. */
function stealingOrder(cpus: number, socketOf: Int32Array): Int32Array {
  const peers = new Int32Array(cpus * Math.max(0, cpus - 1));
  let at = 0;
  for (let cpu = 0; cpu < cpus; cpu++) {
    for (const isSameSocket of [true, false])
      for (let step = 1; step < cpus; step++) {
        const peer = (cpu + step) % cpus;
        if ((socketOf[peer] === socketOf[cpu]) === isSameSocket) peers[at++] = peer;
      }
  }
  return peers;
}

export function creditPool(rules: CreditRules, setup: SchedulerSetup<CreditTerms>): CreditPool {
  const { topology, view, vmOf, vcpusOf, terms } = setup;
  const vcpus = vmOf.length;
  return {
    rules,
    view,
    cpus: topology.cpus,
    vmOf,
    vcpusOf,
    queues: new ReadyQueues(topology.cpus * PRIORITIES, vcpus),
    arrival: new Float64Array(vcpus),
    arrivals: 0,
    queued: new Int32Array(PRIORITIES),
    idlers: new ReadyQueues(1, topology.cpus),
    peers: stealingOrder(topology.cpus, topology.socketOf),
    homeOf: new Int32Array(vcpus).fill(-1),
    priority: new Uint8Array(vcpus).fill(UNDER),
    creditNs: new Float64Array(vcpus),
    isActive: new Uint8Array(vcpus),
    isParked: new Uint8Array(vcpus),
    isRunnable: new Uint8Array(vcpus),
    yields: new Uint8Array(vcpus),
    weight: Float64Array.from(terms, (one) => one.weight),
    capNs: Float64Array.from(terms, ({ capPercent }) =>
      capPercent > 0 ? (capPercent / PERCENT) * ACCOUNTING_NS : Number.POSITIVE_INFINITY,
    ),
    activeVcpus: new Int32Array(vcpusOf.length),
    activeVms: new ReadyQueues(1, vcpusOf.length),
    order: new Int32Array(Math.max(vcpus, vcpusOf.length)),
    balanceNs: 0,
    tickDueNs: TICK_NS,
    ticks: 0,
    picked: new Int32Array(topology.cpus).fill(-1),
    pickedNs: new Float64Array(topology.cpus),
    onlineAt: new Int32Array(topology.cpus),
  };
}

function countQueued(pool: CreditPool, priority: number, change: number): void {
  pool.queued[priority] = (pool.queued[priority] as number) + change;
}

/** Behind all of its priority on its home CPU. */
export function enqueue(pool: CreditPool, vcpu: number): void {
  const priority = pool.priority[vcpu] as number;
  pool.arrival[vcpu] = pool.arrivals++;
  pool.queues.append((pool.homeOf[vcpu] as number) * PRIORITIES + priority, vcpu);
  countQueued(pool, priority, 1);
}

/** Out of its queue; nothing happens when it is in none. */
export function dequeue(pool: CreditPool, vcpu: number): void {
  if (!pool.queues.isQueued(vcpu)) return;
  pool.queues.remove(vcpu);
  countQueued(pool, pool.priority[vcpu] as number, -1);
}

/** Give a vCPU another priority; a queued one goes among its new equals by when it arrived. */
export function setPriority(pool: CreditPool, vcpu: number, to: number): void {
  const { queues, arrival, priority } = pool;
  const from = priority[vcpu] as number;
  if (from === to) return;
  priority[vcpu] = to;
  if (!queues.isQueued(vcpu)) return;
  countQueued(pool, from, -1);
  countQueued(pool, to, 1);
  queues.remove(vcpu);
  const queue = (pool.homeOf[vcpu] as number) * PRIORITIES + to;
  let behind = queues.first(queue);
  while (behind >= 0 && (arrival[behind] as number) < (arrival[vcpu] as number)) behind = queues.after(behind);
  queues.insertBefore(queue, vcpu, behind);
}

/** Best vCPU queued on a CPU, −1 = none. */
export function bestOf(queues: ReadyQueues, cpu: number): number {
  const boosted = queues.first(cpu * PRIORITIES);
  if (boosted >= 0) return boosted;
  const under = queues.first(cpu * PRIORITIES + UNDER);
  return under >= 0 ? under : queues.first(cpu * PRIORITIES + OVER);
}

/** Queue a vCPU that became ready, and tell whoever should look: its CPU when it is better there, and an idle one. */
export function makeReady(pool: CreditPool, vcpu: number): void {
  const { view, idlers } = pool;
  enqueue(pool, vcpu);
  const home = pool.homeOf[vcpu] as number;
  const current = view.running[home] as number;
  if (current < 0) {
    idlers.remove(home);
    view.kick(home);
    return;
  }
  if ((pool.priority[vcpu] as number) < (pool.priority[current] as number)) view.kick(home);
  const idler = idlers.first(0);
  if (idler < 0) return;
  idlers.remove(idler);
  view.kick(idler);
}

/** A vCPU of strictly better priority than `worse` in the queue of another busy CPU, −1 = none. O(CPUs). */
export function stealable(pool: CreditPool, cpu: number, worse: number): number {
  const { queues, queued, peers, view } = pool;
  let waiting = 0;
  for (let priority = 0; priority < worse; priority++) waiting += queued[priority] as number;
  if (waiting === 0) return -1;
  const others = pool.cpus - 1;
  for (let at = cpu * others; at < (cpu + 1) * others; at++) {
    const peer = peers[at] as number;
    // An idle CPU with a queue has been told to look and takes its own.
    if ((view.running[peer] as number) < 0) continue;
    const vcpu = bestOf(queues, peer);
    if (vcpu >= 0 && (pool.priority[vcpu] as number) < worse) return vcpu;
  }
  return -1;
}
