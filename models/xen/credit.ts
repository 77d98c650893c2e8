/**
 * Xen's credit scheduler: a queue per CPU, first in first out within BOOST, UNDER and OVER; credit is minted every 30 ms by
 * weight and burnt by running; a CPU whose best is OVER or nobody steals from others. Rules by release: credit-rules.ts.
 *
 * It does not reach its fluid shares where four or more saturated vCPUs of unequal weight share a CPU. A turn lasts 30 ms,
 * so with n of them each waits (n − 1) × 30 ms, during which a heavy one earns more than the 300 credits it may hold; the
 * rest is clipped, it falls back to what the others get, and its weight is lost. With up to three on one CPU and weights up
 * to 2:1 the wait is too short to clip, and shares are exact; without the clip they nearly always are. On several CPUs the
 * queues, which steal but do not balance, add to it. credit-warnings.ts says so for a host.
 * Leaves out: NUMA nodes, cache-hot checks, vcpu affinity, the yield flag.
 */
import { derived } from "../fact.ts";
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import type { SchedulerKit, SchedulerOps, Turn } from "../hypervisor/cpu/index.ts";
import { account } from "./credit-accounting.ts";
import {
  BOOST,
  type CreditPool,
  IDLE,
  OVER,
  UNDER,
  activate,
  creditPool,
  deactivate,
  dequeue,
  enqueue,
  idleCpu,
  sortQueue,
  tickle,
} from "./credit-pool.ts";
import { CREDIT_FACTS, type CreditRules, type CreditTerms } from "./credit-rules.ts";
import { creditClaim, creditWarnings } from "./credit-warnings.ts";

const NS_PER_MS = 1e6;
const NS_PER_US = 1000;
const SLICE_NS = CREDIT_FACTS.sliceMs.value * NS_PER_MS;
const TICK_NS = CREDIT_FACTS.tickMs.value * NS_PER_MS;
const ACCOUNTING_NS = CREDIT_FACTS.accountingMs.value * NS_PER_MS;
const NS_PER_CREDIT = NS_PER_MS / CREDIT_FACTS.creditsPerMs.value;
const TICK_CREDIT = CREDIT_FACTS.tickMs.value * CREDIT_FACTS.creditsPerMs.value;
/** Priority of the first in a CPU's queue; {@link IDLE} when nobody is. */
function headOf({ queues, priority }: CreditPool, cpu: number): number {
  const head = queues.first(cpu);
  return head < 0 ? IDLE : (priority[head] as number);
}

/** The first vCPU of strictly better priority than this at the head of another CPU's queue; −1 when there is none. */
function steal(pool: CreditPool, cpu: number, worseThan: number): number {
  if (pool.queued === 0) return -1;
  for (let step = 1; step < pool.cpus; step++) {
    const peer = cpu + step < pool.cpus ? cpu + step : cpu + step - pool.cpus;
    if (headOf(pool, peer) >= worseThan) continue;
    const vcpu = pool.queues.first(peer);
    dequeue(pool, vcpu);
    pool.home[vcpu] = cpu;
    return vcpu;
  }
  return -1;
}

function choose(pool: CreditPool, cpu: number): number {
  const best = headOf(pool, cpu);
  if (best >= OVER) {
    const stolen = steal(pool, cpu, best);
    if (stolen >= 0) return stolen;
  }
  const vcpu = pool.queues.first(cpu);
  if (vcpu >= 0) dequeue(pool, vcpu);
  return vcpu;
}

function pick(pool: CreditPool, cpu: number, nowNs: number, turn: Turn): void {
  const before = pool.picked[cpu] as number;
  const limitNs = pool.rules.rateLimitUs.value * NS_PER_US;
  const ranNs = nowNs - (pool.pickedNs[cpu] as number);
  // Nobody is pre-empted within the rate limit; its turn then ends when the limit does.
  if (before >= 0 && ranNs < limitNs && pool.home[before] === cpu && pool.queues.isQueued(before)) {
    dequeue(pool, before);
    turn.vcpu = before;
    turn.atMostNs = limitNs - ranNs;
    return;
  }
  const vcpu = choose(pool, cpu);
  if (before < 0 !== vcpu < 0) pool.idle += vcpu < 0 ? 1 : -1;
  turn.vcpu = vcpu;
  turn.atMostNs = vcpu < 0 ? Number.POSITIVE_INFINITY : SLICE_NS;
  pool.picked[cpu] = vcpu;
  pool.pickedNs[cpu] = nowNs;
  // Several may have become ready in one event, each told of the same idle CPU.
  if (pool.queues.first(cpu) < 0) return;
  const idle = idleCpu(pool, cpu);
  if (idle >= 0) pool.view.kick(idle);
}

/**
 * Every 10 ms: whoever runs earns again, is no longer boosted, and (to 3.4) pays for the whole tick. Queues are brought into
 * the order of the last accounting only here, a tick after it: a turn that ends with the accounting still goes by the old.
 */
function tick(pool: CreditPool): void {
  for (const vcpu of pool.view.running) {
    if (vcpu < 0) continue;
    if (pool.rules.charging === "tick") pool.credit[vcpu] = (pool.credit[vcpu] as number) - TICK_CREDIT;
    if (pool.priority[vcpu] === BOOST) pool.priority[vcpu] = UNDER;
    activate(pool, vcpu);
  }
  if (!pool.isUnsorted) return;
  pool.isUnsorted = false;
  for (let cpu = 0; cpu < pool.cpus; cpu++) sortQueue(pool, cpu);
}

/** Whole credits for the time run; what is left is paid next time. */
function pay(pool: CreditPool, vcpu: number, ranNs: number): void {
  const owedNs = (pool.unpaidNs[vcpu] as number) + ranNs;
  const credits = Math.floor(owedNs / NS_PER_CREDIT);
  pool.unpaidNs[vcpu] = owedNs - credits * NS_PER_CREDIT;
  pool.credit[vcpu] = (pool.credit[vcpu] as number) - credits;
}

/** Operations under these rules. */
export function creditOps(rules: CreditRules): SchedulerOps<CreditPool, CreditTerms> {
  return {
    name: rules.title,
    init: (setup) => creditPool(rules, setup),
    insert: () => undefined,
    remove: (pool, vcpu) => {
      deactivate(pool, vcpu);
      pool.credit[vcpu] = 0;
      pool.isParked[vcpu] = 0;
    },
    wake: (pool, vcpu) => {
      pool.isRunnable[vcpu] = 1;
      if (pool.isParked[vcpu] === 1) return;
      if (rules.hasBoost && pool.priority[vcpu] === UNDER) pool.priority[vcpu] = BOOST;
      enqueue(pool, vcpu);
      tickle(pool, vcpu);
    },
    block: (pool, vcpu) => {
      pool.isRunnable[vcpu] = 0;
      dequeue(pool, vcpu);
    },
    pick,
    leave: (pool, vcpu) => {
      pool.home[vcpu] = pool.view.lastCpu[vcpu] as number;
      if (pool.isParked[vcpu] === 0) enqueue(pool, vcpu);
    },
    charge: (pool, vcpu, ranNs) => {
      if (rules.charging === "clock") pay(pool, vcpu, ranNs);
    },
    timers: [
      { everyNs: () => TICK_NS, fire: tick },
      { everyNs: () => ACCOUNTING_NS, fire: account },
    ],
  };
}

/** The kit of one release's rules. */
export const creditKit = (rules: CreditRules): SchedulerKit<CreditTerms, CreditPool> => ({
  id: rules.id,
  title: rules.title,
  ops: creditOps(rules),
  defaults: { weight: CREDIT_FACTS.weight.value, capPercent: 0 },
  workConserving: "unless-capped",
  capPeriodNs: {
    value: 1e9,
    source: derived("debt is looked at every 30 ms and may reach one slice: a second is 33 of them"),
  },
  fluid: {
    form: "clamp",
    scope: "host",
    shares: (cpus, guests) =>
      clampShares(
        cpus,
        guests.map((guest) => creditClaim(rules, guest)),
      ),
    tolerance: {
      value: 0.02,
      source: derived(
        "largest distance over 1,000 random hosts that raise no warning: queues per CPU that steal but do not balance",
      ),
    },
  },
  warnings: (cpus, guests) => creditWarnings(rules, cpus, guests),
});
