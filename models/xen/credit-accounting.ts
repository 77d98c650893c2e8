/**
 * The accounting of the credit scheduler, every 30 ms: each domain with active vCPUs gets its part of the credit that the
 * CPUs mint, up to what it can use or may have; what it cannot use is offered to those after it. Credit decides priority;
 * a capped vCPU too deep in debt is parked. Credit above one slice's worth is clipped, which is why fluid shares are
 * missed (credit.ts).
 */
import {
  BOOST,
  type CreditPool,
  OVER,
  SLICE_CREDIT,
  UNDER,
  deactivate,
  dequeue,
  enqueue,
  tickle,
} from "./credit-pool.ts";

/** Weight a domain counts with now. */
function weightOf({ rules, weight, activeVcpus }: CreditPool, vm: number): number {
  const active = activeVcpus[vm] as number;
  if (active === 0) return 0;
  return (weight[vm] as number) * (rules.weightOf === "domain" ? 1 : active);
}

/** Give credit for one period and set priorities. */
export function account(pool: CreditPool): void {
  const { order, activeVcpus } = pool;
  let weightLeft = 0;
  for (const vm of order) weightLeft += weightOf(pool, vm);
  if (weightLeft === 0) return;
  const weightTotal = weightLeft;
  const deficit = pool.balance < 0 ? -pool.balance : 0;
  let total = SLICE_CREDIT * pool.cpus + deficit;
  let balance = 0;
  let hasRoom = false;
  for (let i = 0; i < order.length; i++) {
    const vm = order[i] as number;
    const active = activeVcpus[vm] as number;
    if (active === 0) continue;
    const weight = weightOf(pool, vm);
    weightLeft -= weight;
    const cap = pool.capCredit[vm] as number;
    let peak = active * SLICE_CREDIT + Math.ceil((deficit * weight) / weightTotal);
    if (cap > 0 && cap < peak) peak = cap;
    let fair = Math.ceil((total * weight) / weightTotal);
    if (fair < peak) hasRoom = true;
    else {
      if (weightLeft > 0) total += Math.ceil(((fair - peak) * weightTotal) / weightLeft);
      if (hasRoom) toFront(order, i);
      fair = peak;
    }
    balance += giveTo(pool, vm, { each: Math.ceil(fair / active), capEach: Math.ceil(cap / active) });
  }
  pool.balance = balance;
  pool.isUnsorted = true;
}

/** Domains that leave others something come first next time. */
function toFront(order: Int32Array, index: number): void {
  const vm = order[index] as number;
  order.copyWithin(1, 0, index);
  order[0] = vm;
}

interface Gift {
  readonly each: number;
  /** Debt at which a capped vCPU is parked; 0 = no cap. */
  readonly capEach: number;
}

/** Credit for the active vCPUs of a VM; returns what they then have together. */
function giveTo(pool: CreditPool, vm: number, { each, capEach }: Gift): number {
  let sum = 0;
  for (const vcpu of pool.vcpusOf[vm] as Int32Array) {
    if (pool.isActive[vcpu] === 0) continue;
    let credit = (pool.credit[vcpu] as number) + each;
    if (credit < 0) {
      pool.priority[vcpu] = OVER;
      if (capEach > 0 && credit < -capEach) park(pool, vcpu);
      if (credit < -SLICE_CREDIT) credit = -SLICE_CREDIT;
    } else {
      // A vCPU that waits boosted keeps its place in front.
      if (pool.priority[vcpu] !== BOOST || !pool.queues.isQueued(vcpu)) pool.priority[vcpu] = UNDER;
      unpark(pool, vcpu);
      if (credit > SLICE_CREDIT && pool.rules.clip !== "none") {
        deactivate(pool, vcpu);
        credit = pool.rules.clip === "zero" ? 0 : credit / 2;
      }
    }
    pool.credit[vcpu] = credit;
    sum += credit;
  }
  return sum;
}

function park(pool: CreditPool, vcpu: number): void {
  if (pool.isParked[vcpu] === 1) return;
  pool.isParked[vcpu] = 1;
  dequeue(pool, vcpu);
  const cpu = pool.view.lastCpu[vcpu] as number;
  if (cpu >= 0 && pool.view.running[cpu] === vcpu) pool.view.kick(cpu);
}

function unpark(pool: CreditPool, vcpu: number): void {
  if (pool.isParked[vcpu] === 0) return;
  pool.isParked[vcpu] = 0;
  const cpu = pool.view.lastCpu[vcpu] as number;
  const isRunning = cpu >= 0 && pool.view.running[cpu] === vcpu;
  if (pool.isRunnable[vcpu] === 1 && !isRunning) {
    enqueue(pool, vcpu);
    tickle(pool, vcpu);
  }
}
