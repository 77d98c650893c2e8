/**
 * Credit2, Xen's default from 4.12: one run queue per socket, credit that burns the faster the lighter the vCPU, and a
 * reset for all when the best has none left. Whoever has most credit runs until it meets the next one's, at least the rate
 * limit, at most 10 ms. A cap is a budget of CPU time per domain, refilled every 10 ms; an overdrawn one is worked off.
 *
 * The vCPUs of a capped domain use its budget up together and wait together, so where CPUs are scarce others find them
 * crowded for a part of each 10 ms and idle for the rest: an uncapped VM may get less than by weight although CPUs idle.
 *
 * Least credit and least run bound the weights that are met: up to about 20 to 1. Sockets share work simply here: a vCPU
 * that wakes goes to a socket with an idle CPU if its own has none, an idle CPU fetches from the longest queue; Xen weighs
 * averaged loads. Leaves out: soft affinity, hyper-thread preference, queues of other sizes than a socket, the
 * compensation for a migration.
 */
import type { SchedulerOps } from "../hypervisor/cpu/index.ts";
import {
  type Credit2Pool,
  type Credit2Terms,
  credit2Pool,
  dequeue,
  enqueue,
  fetchFromOthers,
  resetCredit,
  tell,
} from "./credit2-pool.ts";
import { CREDIT2_RULES as RULES } from "./credit2-rules.ts";

export type { Credit2Pool, Credit2Terms } from "./credit2-pool.ts";

const hasBudget = (pool: Credit2Pool, vcpu: number): boolean =>
  (pool.budgetNs[pool.vmOf[vcpu] as number] as number) > 0;

/** Who runs next of this CPU's queue, −1 = nobody: most credit, those of other CPUs only when well ahead. */
function candidate(pool: Credit2Pool, cpu: number, nowNs: number): number {
  const { queues, view, creditNs } = pool;
  const socket = pool.socketOf[cpu] as number;
  const before = view.running[cpu] as number;
  const isBeforeReady = before >= 0 && queues.isQueued(before);
  if (isBeforeReady && pool.yields[before] === 0) {
    if (nowNs - (pool.pickedNs[cpu] as number) < RULES.rateLimitNs) return before;
  }
  let best = isBeforeReady && pool.yields[before] === 0 ? before : -1;
  for (let vcpu = queues.first(socket); vcpu >= 0; vcpu = queues.after(vcpu)) {
    const credit = creditNs[vcpu] as number;
    if (best >= 0 && vcpu !== best) {
      const isElsewhere = view.lastCpu[vcpu] !== cpu;
      if (credit <= (creditNs[best] as number) + (isElsewhere ? RULES.migrateResistNs : 0)) {
        if (isElsewhere && credit > (creditNs[best] as number)) continue;
        break;
      }
    }
    best = vcpu;
    break;
  }
  return best;
}

/** Ns until the credit of `vcpu` meets that of the next in the queue. */
function turnNs(pool: Credit2Pool, vcpu: number, socket: number): number {
  const next = pool.queues.first(socket);
  const nextCredit = next < 0 ? 0 : Math.max(0, pool.creditNs[next] as number);
  const leadNs = ((pool.creditNs[vcpu] as number) - nextCredit) / (pool.burn[vcpu] as number);
  return Math.ceil(Math.min(RULES.mostRunNs, Math.max(RULES.leastRunNs, leadNs)));
}

/** Part of the domain's budget one vCPU may use before it asks again. */
function budgetPartNs(pool: Credit2Pool, vcpu: number): number {
  const vm = pool.vmOf[vcpu] as number;
  const budget = pool.budgetNs[vm] as number;
  if (budget === Number.POSITIVE_INFINITY) return budget;
  const part = Math.ceil(budget / (pool.vcpusOf[vm]?.length ?? 1));
  return Math.max(part, RULES.budgetPartNs);
}

/** Refill the budgets; whoever was parked is ready again. */
function refill(pool: Credit2Pool): void {
  const { capNs, budgetNs, vcpusOf } = pool;
  for (let vm = 0; vm < vcpusOf.length; vm++) {
    const cap = capNs[vm] as number;
    if (cap === Number.POSITIVE_INFINITY) continue;
    budgetNs[vm] = Math.min(cap, (budgetNs[vm] as number) + cap);
    if ((budgetNs[vm] as number) <= 0) continue;
    const vcpus = vcpusOf[vm] as Int32Array;
    for (let at = 0; at < vcpus.length; at++) {
      const vcpu = vcpus[at] as number;
      if (pool.isParked[vcpu] === 0) continue;
      pool.isParked[vcpu] = 0;
      enqueue(pool, vcpu);
      tell(pool, vcpu);
    }
  }
}

/** Into the queue, or aside until the budget is refilled. */
function queueOrPark(pool: Credit2Pool, vcpu: number): boolean {
  if (hasBudget(pool, vcpu)) {
    enqueue(pool, vcpu);
    return true;
  }
  pool.isParked[vcpu] = 1;
  return false;
}

export const CREDIT2_OPS: SchedulerOps<Credit2Pool, Credit2Terms> = {
  name: "credit2",
  init: credit2Pool,
  insert: (pool, vcpu) => {
    let best = 0;
    for (let socket = 1; socket < pool.online.length; socket++)
      if ((pool.online[socket] as number) < (pool.online[best] as number)) best = socket;
    pool.online[best] = (pool.online[best] as number) + 1;
    pool.queueOf[vcpu] = best;
    pool.creditNs[vcpu] = RULES.initialNs;
  },
  remove: (pool, vcpu) => {
    const socket = pool.queueOf[vcpu] as number;
    pool.online[socket] = (pool.online[socket] as number) - 1;
  },
  wake: (pool, vcpu) => {
    if (queueOrPark(pool, vcpu)) tell(pool, vcpu);
  },
  block: (pool, vcpu) => {
    dequeue(pool, vcpu);
    pool.isParked[vcpu] = 0;
  },
  yield: (pool, vcpu) => {
    pool.yields[vcpu] = 1;
  },
  pick: (pool, cpu, nowNs, turn) => {
    const socket = pool.socketOf[cpu] as number;
    const before = pool.view.running[cpu] as number;
    let next = candidate(pool, cpu, nowNs);
    if (before >= 0) pool.yields[before] = 0;
    if (next < 0) next = fetchFromOthers(pool, cpu);
    turn.vcpu = next;
    turn.atMostNs = Number.POSITIVE_INFINITY;
    if (next !== pool.picked[cpu]) {
      pool.picked[cpu] = next;
      pool.pickedNs[cpu] = nowNs;
    }
    if (next < 0) {
      if (!pool.idlers.isQueued(cpu)) pool.idlers.append(socket, cpu);
      return;
    }
    pool.idlers.remove(cpu);
    if ((pool.creditNs[next] as number) <= 0) resetCredit(pool, next);
    dequeue(pool, next);
    turn.atMostNs = Math.min(turnNs(pool, next, socket), budgetPartNs(pool, next));
  },
  leave: (pool, vcpu) => {
    queueOrPark(pool, vcpu);
  },
  charge: (pool, vcpu, ranNs) => {
    const credit = (pool.creditNs[vcpu] as number) - ranNs * (pool.burn[vcpu] as number);
    pool.creditNs[vcpu] = credit < RULES.leastNs ? RULES.leastNs : credit;
    const vm = pool.vmOf[vcpu] as number;
    pool.budgetNs[vm] = (pool.budgetNs[vm] as number) - ranNs;
  },
  timers: [{ everyNs: (pool) => (pool.hasCaps ? RULES.capPeriodNs : RULES.neverNs), fire: refill }],
};
