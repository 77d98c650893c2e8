/**
 * State of credit2: a queue per socket ordered by credit, idle CPUs per socket, and who is told to look when a vCPU is
 * ready. Credit is kept in ns of a vCPU of the greatest weight.
 */
import { type CpuView, ReadyQueues, type SchedulerSetup } from "../hypervisor/cpu/index.ts";
import type { CreditTerms } from "./credit-rules.ts";
import { CREDIT2_RULES as RULES } from "./credit2-rules.ts";

/** As credit's, but the weight is every vCPU's own. */
export type Credit2Terms = CreditTerms;

export interface Credit2Pool {
  readonly view: CpuView;
  readonly cpus: number;
  readonly socketOf: Int32Array;
  readonly vmOf: Int32Array;
  readonly vcpusOf: readonly Int32Array[];
  /** By credit, most first. */
  readonly queues: ReadyQueues;
  /** CPUs that idle and have not been told to look, by socket. */
  readonly idlers: ReadyQueues;
  /** vCPUs online by socket. */
  readonly online: Int32Array;
  /** Per vCPU: socket, credit, credit that burns per ns, parked by its cap, gave its CPU up. */
  readonly queueOf: Int32Array;
  readonly creditNs: Float64Array;
  readonly burn: Float64Array;
  readonly isParked: Uint8Array;
  readonly yields: Uint8Array;
  /** Per CPU: who was picked last, and since when he has it. */
  readonly picked: Int32Array;
  readonly pickedNs: Float64Array;
  /** Per domain: CPU time per cap period (infinite = no cap), and what is left of it. */
  readonly capNs: Float64Array;
  readonly budgetNs: Float64Array;
  readonly hasCaps: boolean;
}

const PERCENT = 100;

export function credit2Pool({ topology, view, vmOf, vcpusOf, terms }: SchedulerSetup<Credit2Terms>): Credit2Pool {
  const greatest = terms.reduce((most, { weight }) => Math.max(most, weight), 1);
  const capNs = Float64Array.from(terms, ({ capPercent }) =>
    capPercent > 0 ? (capPercent / PERCENT) * RULES.capPeriodNs : Number.POSITIVE_INFINITY,
  );
  return {
    view,
    cpus: topology.cpus,
    socketOf: topology.socketOf,
    vmOf,
    vcpusOf,
    queues: new ReadyQueues(topology.sockets, vmOf.length),
    idlers: new ReadyQueues(topology.sockets, topology.cpus),
    online: new Int32Array(topology.sockets),
    queueOf: new Int32Array(vmOf.length),
    creditNs: new Float64Array(vmOf.length),
    burn: Float64Array.from(vmOf, (vm) => greatest / (terms[vm]?.weight ?? greatest)),
    isParked: new Uint8Array(vmOf.length),
    yields: new Uint8Array(vmOf.length),
    picked: new Int32Array(topology.cpus).fill(-1),
    pickedNs: new Float64Array(topology.cpus),
    capNs,
    budgetNs: capNs.slice(),
    hasCaps: capNs.some((cap) => cap < Number.POSITIVE_INFINITY),
  };
}

/** Behind all of as much credit or more. O(queued). */
export function enqueue(pool: Credit2Pool, vcpu: number): void {
  const { queues, creditNs } = pool;
  const socket = pool.queueOf[vcpu] as number;
  const credit = creditNs[vcpu] as number;
  let behind = queues.first(socket);
  while (behind >= 0 && (creditNs[behind] as number) >= credit) behind = queues.after(behind);
  queues.insertBefore(socket, vcpu, behind);
}

/** Out of its queue; nothing happens when it is in none. */
export function dequeue(pool: Credit2Pool, vcpu: number): void {
  pool.queues.remove(vcpu);
}

function wakeIdler(pool: Credit2Pool, cpu: number): void {
  pool.idlers.remove(cpu);
  pool.view.kick(cpu);
}

/** Socket with an idle CPU, its own first; −1 = none. */
function idleSocket(pool: Credit2Pool, own: number): number {
  if (pool.idlers.first(own) >= 0) return own;
  for (let socket = 0; socket < pool.online.length; socket++) if (pool.idlers.first(socket) >= 0) return socket;
  return -1;
}

function moveTo(pool: Credit2Pool, vcpu: number, socket: number): void {
  const own = pool.queueOf[vcpu] as number;
  if (own === socket) return;
  const isQueued = pool.queues.isQueued(vcpu);
  if (isQueued) dequeue(pool, vcpu);
  pool.online[own] = (pool.online[own] as number) - 1;
  pool.online[socket] = (pool.online[socket] as number) + 1;
  pool.queueOf[vcpu] = socket;
  if (isQueued) enqueue(pool, vcpu);
}

/** Tell a CPU about a queued vCPU: an idle one, its last one first, else the one whose runner has least credit. */
export function tell(pool: Credit2Pool, vcpu: number): void {
  const { view, idlers } = pool;
  const last = view.lastCpu[vcpu] as number;
  const own = pool.queueOf[vcpu] as number;
  if (last >= 0 && pool.socketOf[last] === own && idlers.isQueued(last)) return wakeIdler(pool, last);
  const socket = idleSocket(pool, own);
  if (socket >= 0) {
    moveTo(pool, vcpu, socket);
    return wakeIdler(pool, idlers.first(socket));
  }
  const credit = pool.creditNs[vcpu] as number;
  let least = Number.POSITIVE_INFINITY;
  let at = -1;
  for (let cpu = 0; cpu < pool.cpus; cpu++) {
    const current = view.running[cpu] as number;
    if (pool.socketOf[cpu] !== own || current < 0) continue;
    view.book(cpu);
    const its = (pool.creditNs[current] as number) + (cpu === last ? 0 : RULES.migrateResistNs);
    if (its < least) {
      least = its;
      at = cpu;
    }
  }
  if (at >= 0 && credit > least) view.kick(at);
}

/** Nobody waits here: the best of the longest queue of the other sockets comes over; −1 = nobody waits. */
export function fetchFromOthers(pool: Credit2Pool, cpu: number): number {
  const { queues } = pool;
  let longest = -1;
  for (let socket = 0; socket < pool.online.length; socket++) {
    if ((queues.length[socket] as number) === 0) continue;
    if (longest < 0 || (queues.length[socket] as number) > (queues.length[longest] as number)) longest = socket;
  }
  if (longest < 0) return -1;
  const vcpu = queues.first(longest);
  moveTo(pool, vcpu, pool.socketOf[cpu] as number);
  return vcpu;
}

/** The best has no credit left: everybody of its queue gets more, twice as much when it was at the floor. O(vCPUs). */
export function resetCredit(pool: Credit2Pool, best: number): void {
  const { creditNs, queueOf, view } = pool;
  const socket = queueOf[best] as number;
  for (let cpu = 0; cpu < pool.cpus; cpu++) if (pool.socketOf[cpu] === socket) view.book(cpu);
  const more = (creditNs[best] as number) <= RULES.leastNs ? 2 * RULES.initialNs : RULES.initialNs;
  for (let vcpu = 0; vcpu < creditNs.length; vcpu++) {
    if (queueOf[vcpu] !== socket) continue;
    const credit = (creditNs[vcpu] as number) + more;
    creditNs[vcpu] = credit > RULES.mostNs ? RULES.mostNs : credit;
  }
}
