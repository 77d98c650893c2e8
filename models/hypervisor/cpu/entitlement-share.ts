/**
 * Proportional sharing by entitlement: the clamp rule says every 100 ms what each VM that wants CPU is due, by weight within
 * reservation and limit; a VM's virtual time runs by what it used over what it is due, and the CPU goes to the ready vCPU of
 * the VM furthest behind. A limit is a budget per period. Any platform whose inner dispatch is not published, but whose
 * shares, reservations and limits are, can be stated by it. Co-scheduling: co-schedule.ts.
 * Leaves out: affinity, cache and NUMA locality, hand-tuned wake-up bonuses.
 */
import { clampShares } from "./fluid/index.ts";
import { CoSchedule, type CoScheduling } from "./co-schedule.ts";
import { ReadyQueues } from "./ready-queue.ts";
import type { CpuView, SchedulerOps, SchedulerSetup, Turn } from "./scheduler.ts";

/** What a VM may use. */
export interface EntitlementTerms {
  /** Relative; of the whole VM. */
  readonly weight: number;
  /** Floor in CPUs, used only while it is wanted. */
  readonly reservationCpus: number;
  /** Ceiling in CPUs; infinite = none. */
  readonly limitCpus: number;
}

export interface EntitlementRules {
  readonly name: string;
  /** Longest turn, ns. */
  readonly quantumNs: number;
  /** Period of the budgets that limits are, ns. */
  readonly limitPeriodNs: number;
  readonly coScheduling: CoScheduling;
  /** Hardware threads of a core run vCPUs of one VM only. */
  readonly isCoreExclusive: boolean;
}

/** How often shares are worked out again. */
const REVIEW_NS = 100e6;

export interface EntitlementPool {
  readonly rules: EntitlementRules;
  readonly view: CpuView;
  readonly cpus: number;
  readonly cores: number;
  readonly terms: readonly EntitlementTerms[];
  readonly vmOf: Int32Array;
  readonly vcpusOf: readonly Int32Array[];
  /** One queue of ready vCPUs per VM. */
  readonly queues: ReadyQueues;
  readonly gang: CoSchedule;
  /** Per VM: CPUs due, virtual time, runnable vCPUs, used since the last review, budget left (infinite = no limit). */
  readonly due: Float64Array;
  readonly virtual: Float64Array;
  readonly runnable: Int32Array;
  readonly usedNs: Float64Array;
  readonly budgetNs: Float64Array;
  /** Per CPU: VM whose turn has been charged ahead, −1 = none; and how much. */
  readonly aheadNs: Float64Array;
  readonly aheadVm: Int32Array;
  /** vCPUs queued over all VMs. */
  queued: number;
}

function entitlementPool(rules: EntitlementRules, setup: SchedulerSetup<EntitlementTerms>): EntitlementPool {
  const { topology, view, vmOf, vcpusOf, terms } = setup;
  const perVm = () => new Float64Array(terms.length);
  const pool: EntitlementPool = {
    rules,
    view,
    cpus: topology.cpus,
    cores: topology.cores,
    terms,
    vmOf,
    vcpusOf,
    queues: new ReadyQueues(terms.length, vmOf.length),
    gang: new CoSchedule(rules.coScheduling, { view, vmOf, vcpusOf }),
    due: perVm().fill(1),
    virtual: perVm(),
    runnable: new Int32Array(terms.length),
    usedNs: perVm(),
    budgetNs: perVm(),
    aheadNs: new Float64Array(topology.cpus),
    aheadVm: new Int32Array(topology.cpus).fill(-1),
    queued: 0,
  };
  refill(pool);
  return pool;
}

/** Budgets of a new period. */
function refill({ terms, budgetNs, rules }: EntitlementPool): void {
  terms.forEach(({ limitCpus }, vm) => {
    const due = limitCpus * rules.limitPeriodNs;
    // What was overdrawn comes off the next period; what others kept it from using it may make up in the next.
    budgetNs[vm] = due === Number.POSITIVE_INFINITY ? due : Math.min(2 * due, (budgetNs[vm] as number) + due);
  });
}

/** What each VM is due while those that want CPU now want it. */
function review(pool: EntitlementPool): void {
  const { terms, runnable, usedNs, vcpusOf, due } = pool;
  const claims = terms.map((one, vm) => {
    const recentCpus = (usedNs[vm] as number) / REVIEW_NS;
    // Somebody runnable may want every CPU it has; somebody asleep what it used lately.
    const demandCpus = (runnable[vm] as number) > 0 ? (runnable[vm] as number) : recentCpus;
    return {
      weight: one.weight,
      vcpus: (vcpusOf[vm] as Int32Array).length,
      demandCpus: Math.max(demandCpus, recentCpus),
      reservationCpus: one.reservationCpus,
      limitCpus: one.limitCpus,
      uncapped: true,
    };
  });
  const shares = clampShares(pool.cpus, claims);
  for (let vm = 0; vm < due.length; vm++) {
    // A VM that wants nothing is due what its weight would bring it, so that its first turn is not charged as theft.
    due[vm] = Math.max(shares[vm] as number, LEAST_DUE);
    usedNs[vm] = 0;
  }
}

/** Shortest turn, ns: a budget runs out in steps of this. */
const LEAST_TURN_NS = 1e5;

/** Due of somebody idle, CPUs: small, so that what it takes unawares weighs. */
const LEAST_DUE = 0.01;

/** Virtual time of the VM furthest behind among those that are runnable; 0 when nobody is. */
function leastVirtual({ runnable, virtual }: EntitlementPool): number {
  let least = Number.POSITIVE_INFINITY;
  for (let vm = 0; vm < virtual.length; vm++)
    if ((runnable[vm] as number) > 0 && (virtual[vm] as number) < least) least = virtual[vm] as number;
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}

const hasBudget = ({ budgetNs }: EntitlementPool, vm: number): boolean => (budgetNs[vm] as number) > 0;

/** VM on another thread of this CPU's core, −1 = none. */
function coreMate({ view, cpus, cores, vmOf }: EntitlementPool, cpu: number): number {
  for (let thread = cpu % cores; thread < cpus; thread += cores) {
    const vcpu = view.running[thread] as number;
    if (thread !== cpu && vcpu >= 0) return vmOf[vcpu] as number;
  }
  return -1;
}

/** The VM to run on this CPU: furthest behind with somebody ready, budget left and its siblings' consent. */
function chooseVm(pool: EntitlementPool, cpu: number): number {
  if (pool.queued === 0) return -1;
  const { queues, virtual, rules } = pool;
  const mate = rules.isCoreExclusive ? coreMate(pool, cpu) : -1;
  let best = -1;
  for (let vm = 0; vm < virtual.length; vm++) {
    if (queues.first(vm) < 0 || !hasBudget(pool, vm)) continue;
    if (mate >= 0 && mate !== vm) continue;
    if (best >= 0 && (virtual[vm] as number) >= (virtual[best] as number)) continue;
    if (pool.gang.firstAllowed(queues, vm) < 0 || !pool.gang.canEverStart(vm)) continue;
    best = vm;
  }
  return best >= 0 && pool.gang.mayStart(best, cpu) ? best : -1;
}

function enqueue(pool: EntitlementPool, vcpu: number): void {
  pool.queues.append(pool.vmOf[vcpu] as number, vcpu);
  pool.queued++;
}

function dequeue(pool: EntitlementPool, vcpu: number): void {
  if (!pool.queues.isQueued(vcpu)) return;
  pool.queues.remove(vcpu);
  pool.queued--;
}

function settleAhead(pool: EntitlementPool, cpu: number): void {
  const vm = pool.aheadVm[cpu] as number;
  if (vm < 0) return;
  pool.virtual[vm] = (pool.virtual[vm] as number) - (pool.aheadNs[cpu] as number);
  pool.aheadVm[cpu] = -1;
}

function pick(pool: EntitlementPool, cpu: number, _nowNs: number, turn: Turn): void {
  settleAhead(pool, cpu);
  const vm = chooseVm(pool, cpu);
  if (vm < 0) {
    turn.vcpu = -1;
    turn.atMostNs = Number.POSITIVE_INFINITY;
    return;
  }
  const vcpu = pool.gang.firstAllowed(pool.queues, vm);
  dequeue(pool, vcpu);
  // Several vCPUs draw on one budget.
  const budget = (pool.budgetNs[vm] as number) / (pool.runnable[vm] as number);
  turn.vcpu = vcpu;
  turn.atMostNs = Math.max(LEAST_TURN_NS, Math.min(pool.rules.quantumNs, Math.ceil(budget)));
  // Charged ahead, so that CPUs that decide in one instant do not all choose the same VM; put right when it leaves.
  const ahead = pool.rules.quantumNs / (pool.due[vm] as number);
  pool.virtual[vm] = (pool.virtual[vm] as number) + ahead;
  pool.aheadVm[cpu] = vm;
  pool.aheadNs[cpu] = ahead;
  if (pool.rules.isCoreExclusive) kickSiblings(pool, cpu);
  kickForMore(pool, cpu);
}

/** A sibling thread may now run this VM, or must no longer run another. */
function kickSiblings({ view, cpus, cores, queued }: EntitlementPool, cpu: number): void {
  if (queued === 0) return;
  for (let thread = cpu % cores; thread < cpus; thread += cores)
    if (thread !== cpu && view.running[thread] === -1) view.kick(thread);
}

/** Several may have become ready in one event, each told of the same idle CPU. */
function kickForMore(pool: EntitlementPool, cpu: number): void {
  if (pool.queued === 0) return;
  const idle = pool.view.running.indexOf(-1);
  if (idle < 0) return;
  const other = idle === cpu ? pool.view.running.indexOf(-1, cpu + 1) : idle;
  if (other >= 0 && chooseVm(pool, other) >= 0) pool.view.kick(other);
}

function wake(pool: EntitlementPool, vcpu: number): void {
  const vm = pool.vmOf[vcpu] as number;
  if (pool.runnable[vm] === 0) {
    // Sleeping earns nothing: it starts again level with those who are furthest behind.
    pool.virtual[vm] = Math.max(pool.virtual[vm] as number, leastVirtual(pool));
  }
  pool.runnable[vm] = (pool.runnable[vm] as number) + 1;
  pool.gang.woke(vcpu);
  enqueue(pool, vcpu);
  tickle(pool, vm);
}

/** Have an idle CPU look, or the CPU of the VM furthest ahead when that is further than a turn. */
function tickle(pool: EntitlementPool, vm: number): void {
  const { view, virtual, vmOf } = pool;
  let worst = -1;
  for (let cpu = 0; cpu < pool.cpus; cpu++) {
    const vcpu = view.running[cpu] as number;
    if (vcpu < 0) return kickIdle(pool);
    const other = vmOf[vcpu] as number;
    if (worst < 0 || (virtual[other] as number) > (virtual[vmOf[view.running[worst] as number] as number] as number))
      worst = cpu;
  }
  if (worst < 0) return;
  const running = vmOf[view.running[worst] as number] as number;
  if (running !== vm && (virtual[vm] as number) < (virtual[running] as number)) view.kick(worst);
}

function kickIdle({ view, cpus, rules }: EntitlementPool): void {
  for (let cpu = 0; cpu < cpus; cpu++) {
    if (view.running[cpu] !== -1) continue;
    view.kick(cpu);
    // On cores of one VM each, the first idle thread may not be the one that may run it.
    if (!rules.isCoreExclusive) return;
  }
}

/** Operations under these rules. */
export function entitlementOps(rules: EntitlementRules): SchedulerOps<EntitlementPool, EntitlementTerms> {
  const { coScheduling } = rules;
  const checks =
    coScheduling.kind === "none" || coScheduling.kind === "strict"
      ? []
      : [{ everyNs: () => coScheduling.checkNs, fire: (pool: EntitlementPool) => pool.gang.check() }];
  return {
    name: rules.name,
    init: (setup) => entitlementPool(rules, setup),
    insert: () => undefined,
    remove: () => undefined,
    wake,
    block: (pool, vcpu) => {
      const vm = pool.vmOf[vcpu] as number;
      pool.runnable[vm] = (pool.runnable[vm] as number) - 1;
      dequeue(pool, vcpu);
      pool.gang.blocked(vcpu);
    },
    pick,
    leave: enqueue,
    charge: (pool, vcpu, ranNs) => {
      const vm = pool.vmOf[vcpu] as number;
      pool.virtual[vm] = (pool.virtual[vm] as number) + ranNs / (pool.due[vm] as number);
      pool.usedNs[vm] = (pool.usedNs[vm] as number) + ranNs;
      pool.budgetNs[vm] = (pool.budgetNs[vm] as number) - ranNs;
      pool.gang.ran(vcpu, ranNs);
    },
    timers: [
      { everyNs: () => REVIEW_NS, fire: review },
      {
        everyNs: ({ rules: { limitPeriodNs } }) => limitPeriodNs,
        fire: (pool) => {
          refill(pool);
          kickIdle(pool);
        },
      },
      ...checks,
    ],
  };
}
