/**
 * Tick and accounting of the credit scheduler. Every 10 ms whoever runs is marked active (and pays, in the releases that
 * charge by ticks); every third tick credit is given out by weight, priorities follow from its sign, capped debtors are
 * parked, and credit beyond a slice is clipped. Ticks of all CPUs coincide here; on a real host they drift apart.
 */
import {
  ACCOUNTING_NS,
  BOOST,
  type CreditPool,
  OVER,
  SLICE_NS,
  TICK_NS,
  UNDER,
  dequeue,
  makeReady,
  setPriority,
} from "./credit-pool.ts";

/** Starts to earn; nothing happens when it does already. */
export function activate(pool: CreditPool, vcpu: number): void {
  if (pool.isActive[vcpu] === 1) return;
  const vm = pool.vmOf[vcpu] as number;
  pool.isActive[vcpu] = 1;
  if (pool.activeVcpus[vm] === 0) pool.activeVms.prepend(0, vm);
  pool.activeVcpus[vm] = (pool.activeVcpus[vm] as number) + 1;
}

/** Stops earning: idle for long, or offline. */
export function deactivate(pool: CreditPool, vcpu: number): void {
  if (pool.isActive[vcpu] === 0) return;
  const vm = pool.vmOf[vcpu] as number;
  pool.isActive[vcpu] = 0;
  const left = (pool.activeVcpus[vm] as number) - 1;
  pool.activeVcpus[vm] = left;
  if (left === 0) pool.activeVms.remove(vm);
}

/** The tick of this instant, once; everybody running has been charged. */
export function tick(pool: CreditPool, nowNs: number): void {
  const { rules, view, priority, creditNs } = pool;
  if (nowNs < pool.tickDueNs) return;
  pool.tickDueNs = nowNs + TICK_NS;
  for (let cpu = 0; cpu < pool.cpus; cpu++) {
    const vcpu = view.running[cpu] as number;
    if (vcpu < 0) continue;
    if (rules.charging === "tick") creditNs[vcpu] = (creditNs[vcpu] as number) - TICK_NS;
    if (priority[vcpu] === BOOST) priority[vcpu] = UNDER;
    activate(pool, vcpu);
  }
  pool.ticks++;
  if (pool.ticks % (ACCOUNTING_NS / TICK_NS) === 0) account(pool);
}

const effectiveWeight = (pool: CreditPool, vm: number): number =>
  (pool.weight[vm] as number) * (pool.rules.weightOf === "domain" ? 1 : (pool.activeVcpus[vm] as number));

/** Give out the credit of one period. */
function account(pool: CreditPool): void {
  const { activeVms, order, activeVcpus } = pool;
  const vms = activeVms.length[0] as number;
  if (vms === 0) return;
  let totalWeight = 0;
  let vm = activeVms.first(0);
  for (let at = 0; at < vms; at++) {
    order[at] = vm;
    totalWeight += effectiveWeight(pool, vm);
    vm = activeVms.after(vm);
  }
  const deficitNs = pool.balanceNs < 0 ? -pool.balanceNs : 0;
  let totalNs = ACCOUNTING_NS * pool.cpus + deficitNs;
  let weightLeft = totalWeight;
  let hasRoomBefore = false;
  pool.balanceNs = 0;
  for (let at = 0; at < vms; at++) {
    const one = order[at] as number;
    const weight = effectiveWeight(pool, one);
    const active = activeVcpus[one] as number;
    weightLeft -= weight;
    const mostNs = ACCOUNTING_NS * active + (deficitNs * weight) / totalWeight;
    const capNs = pool.capNs[one] as number;
    const peakNs = capNs < mostNs ? capNs : mostNs;
    let fairNs = (totalNs * weight) / totalWeight;
    if (fairNs < peakNs) {
      hasRoomBefore = true;
    } else {
      // What it cannot use is offered to those behind it; it goes to the front so that next time more are behind it.
      if (weightLeft > 0) totalNs += ((fairNs - peakNs) * totalWeight) / weightLeft;
      if (hasRoomBefore) {
        activeVms.remove(one);
        activeVms.prepend(0, one);
      }
      fairNs = peakNs;
    }
    credit(pool, one, fairNs / active);
  }
}

/** Pay every active vCPU of a domain its part and set its priority. */
function credit(pool: CreditPool, vm: number, partNs: number): void {
  const { rules, creditNs } = pool;
  const capNs = (pool.capNs[vm] as number) / (pool.activeVcpus[vm] as number);
  const vcpus = pool.vcpusOf[vm] as Int32Array;
  for (let i = 0; i < vcpus.length; i++) {
    const vcpu = vcpus[i] as number;
    if (pool.isActive[vcpu] === 0) continue;
    let haveNs = (creditNs[vcpu] as number) + partNs;
    if (haveNs < 0) {
      setPriority(pool, vcpu, OVER);
      if (haveNs < -capNs && pool.isParked[vcpu] === 0) park(pool, vcpu);
      if (haveNs < -SLICE_NS) haveNs = -SLICE_NS;
    } else {
      setPriority(pool, vcpu, UNDER);
      if (pool.isParked[vcpu] === 1) unpark(pool, vcpu);
      if (haveNs > SLICE_NS && rules.clip !== "none") {
        deactivate(pool, vcpu);
        haveNs = rules.clip === "zero" ? 0 : haveNs / 2;
      }
    }
    creditNs[vcpu] = haveNs;
    pool.balanceNs += haveNs;
  }
}

function park(pool: CreditPool, vcpu: number): void {
  pool.isParked[vcpu] = 1;
  dequeue(pool, vcpu);
  const cpu = pool.view.lastCpu[vcpu] as number;
  if (cpu >= 0 && pool.view.running[cpu] === vcpu) pool.view.kick(cpu);
}

function unpark(pool: CreditPool, vcpu: number): void {
  pool.isParked[vcpu] = 0;
  const cpu = pool.view.lastCpu[vcpu] as number;
  const isRunning = cpu >= 0 && pool.view.running[cpu] === vcpu;
  if (pool.isRunnable[vcpu] === 1 && !isRunning) makeReady(pool, vcpu);
}
