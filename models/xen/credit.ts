/**
 * Xen's credit scheduler, 3.0.3 (2006) to 4.11, and selectable to this day: a queue per CPU, priorities BOOST, UNDER and
 * OVER, credit by weight every 30 ms, turns of 30 ms, idle or indebted CPUs steal better vCPUs from others.
 *
 * **Where it leaves its weights.** A vCPU whose credit exceeds one slice stops earning and loses credit (all of it to 4.0,
 * half from 4.1). Two on a CPU, or any number of equal ones on one, never get there. A heavy one among several does: it earns
 * while the others have their turns of 30 ms, hits the bound and forfeits what it had earned. Three VMs of 256 and one of
 * 512 then divide a CPU not 0.20 and 0.40 but 0.23 and 0.32 (0.25 each with the older clip), and seven of 256 beside one of
 * 512 all get an eighth; 256, 256 and 512 are met, 256, 384 and 1024 are not. On several CPUs unequal weights miss sooner,
 * since nobody of equal priority is moved to a shorter queue. Without the clip one CPU meets its weights. This follows from
 * the published rules by computing them, when ticks, accounting and slices coincide as they do here; it was not measured
 * on a host. Ticks that drift apart soften it, and so does another order in a queue: here a vCPU that gets credit back
 * keeps its place by arrival. A host that may show it gets a warning (credit-warnings.ts).
 *
 * Leaves out: affinity, the choice of a better CPU for a running vCPU at ticks, the migration delay (0 by default), load
 * balancing at most once a millisecond (2023).
 */
import { derived } from "../fact.ts";
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import type { SchedulerKit, SchedulerOps } from "../hypervisor/cpu/index.ts";
import { activate, deactivate, tick } from "./credit-accounting.ts";
import {
  BOOST,
  type CreditPool,
  OVER,
  PRIORITIES,
  SLICE_NS,
  TICK_NS,
  UNDER,
  bestOf,
  creditPool,
  dequeue,
  enqueue,
  makeReady,
  stealable,
} from "./credit-pool.ts";
import { CREDIT_FACTS, type CreditRules, type CreditTerms } from "./credit-rules.ts";
import { creditClaim, creditWarnings } from "./credit-warnings.ts";

const NS_PER_US = 1000;

/** A tick that falls on this very instant comes before slices that end now, as it does on the machine. */
function tickFirst(pool: CreditPool, nowNs: number): void {
  if (nowNs < pool.tickDueNs) return;
  for (let cpu = 0; cpu < pool.cpus; cpu++) pool.view.book(cpu);
  tick(pool, nowNs);
}

/** CPU with the fewest vCPUs, the lowest number first: where a new vCPU starts. */
function emptiest({ onlineAt }: CreditPool): number {
  let best = 0;
  for (let cpu = 1; cpu < onlineAt.length; cpu++)
    if ((onlineAt[cpu] as number) < (onlineAt[best] as number)) best = cpu;
  return best;
}

function count(pool: CreditPool, cpu: number, change: number): void {
  pool.onlineAt[cpu] = (pool.onlineAt[cpu] as number) + change;
}

/** The operations under one release's rules; nothing is allocated after `init`. */
export function creditOps(rules: CreditRules): SchedulerOps<CreditPool, CreditTerms> {
  const rateLimitNs = rules.rateLimitUs.value * NS_PER_US;
  return {
    name: rules.title,
    init: (setup) => creditPool(rules, setup),
    insert: (pool, vcpu) => {
      const cpu = emptiest(pool);
      pool.homeOf[vcpu] = cpu;
      count(pool, cpu, 1);
      pool.priority[vcpu] = UNDER;
      pool.creditNs[vcpu] = 0;
    },
    remove: (pool, vcpu) => {
      deactivate(pool, vcpu);
      count(pool, pool.homeOf[vcpu] as number, -1);
      pool.isParked[vcpu] = 0;
    },
    wake: (pool, vcpu) => {
      pool.isRunnable[vcpu] = 1;
      if (pool.isParked[vcpu] === 1) return;
      if (rules.hasBoost && pool.priority[vcpu] === UNDER) pool.priority[vcpu] = BOOST;
      makeReady(pool, vcpu);
    },
    block: (pool, vcpu, nowNs) => {
      tickFirst(pool, nowNs);
      pool.isRunnable[vcpu] = 0;
      dequeue(pool, vcpu);
    },
    yield: (pool, vcpu) => {
      pool.yields[vcpu] = 1;
    },
    pick: (pool, cpu, nowNs, turn) => {
      const { queues, view } = pool;
      const before = view.running[cpu] as number;
      if (rateLimitNs > 0 && before >= 0 && queues.isQueued(before)) {
        const leastNs = rateLimitNs - (nowNs - (pool.pickedNs[cpu] as number));
        if (leastNs > 0 && pool.yields[before] === 0) {
          dequeue(pool, before);
          turn.vcpu = before;
          turn.atMostNs = leastNs;
          return;
        }
      }
      if (before >= 0) pool.yields[before] = 0;
      let next = bestOf(queues, cpu);
      const priority = next < 0 ? PRIORITIES : (pool.priority[next] as number);
      if (priority >= OVER) {
        const stolen = stealable(pool, cpu, priority);
        if (stolen >= 0) next = stolen;
      }
      turn.vcpu = next;
      if (next !== pool.picked[cpu]) {
        pool.picked[cpu] = next;
        pool.pickedNs[cpu] = nowNs;
      }
      if (next < 0) {
        turn.atMostNs = Number.POSITIVE_INFINITY;
        if (!pool.idlers.isQueued(cpu)) pool.idlers.append(0, cpu);
        return;
      }
      turn.atMostNs = SLICE_NS;
      pool.idlers.remove(cpu);
      dequeue(pool, next);
      const home = pool.homeOf[next] as number;
      if (home === cpu) return;
      pool.homeOf[next] = cpu;
      count(pool, home, -1);
      count(pool, cpu, 1);
    },
    leave: (pool, vcpu, nowNs) => {
      tickFirst(pool, nowNs);
      if (pool.isParked[vcpu] === 0) enqueue(pool, vcpu);
    },
    charge: (pool, vcpu, ranNs) => {
      if (rules.charging !== "clock") return;
      pool.creditNs[vcpu] = (pool.creditNs[vcpu] as number) - ranNs;
      // Who pays takes part in the next accounting, so that running between ticks is no way round it.
      activate(pool, vcpu);
    },
    timers: [{ everyNs: () => TICK_NS, fire: tick }],
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
