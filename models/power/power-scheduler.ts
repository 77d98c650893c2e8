/**
 * The POWER hypervisor's dispatcher. Time is cut into windows of 10 ms; each virtual processor may run for its part of the
 * partition's entitlement in every window and, where its partition is uncapped, for its part of the spare capacity
 * (window-plan.ts). Ready ones with entitled time left run before those with spare time left; one whose planned time fills
 * the rest of the window runs before all, so that the plan is kept on any number of cores. At the window's end all is
 * refilled and history forgotten; whoever runs then goes on, which is why a gap can be 2 × (10 ms − slice). A virtual
 * processor cedes by waiting; confer is a yield to everybody. Dedicated partitions own cores and may donate idle ones.
 * The order inside a window is not published: it is first come, first served here. Leaves out: conferring to one named
 * virtual processor, affinity, SMT modes, licensed maxima beside pools.
 */
import { type Fact, derived } from "../fact.ts";
import {
  type CpuView,
  type OwnedCpus,
  type SchedulerKit,
  type SchedulerOps,
  type Turn,
  ownCpus,
} from "../hypervisor/cpu/index.ts";
import { ReadyQueues } from "../hypervisor/cpu/ready-queue.ts";
import { powerShares } from "./power-fluid.ts";
import type { PowerPool, PowerTerms } from "./power-terms.ts";
import { WindowPlan } from "./window-plan.ts";

const NS_PER_MS = 1e6;
/** Queues: those with time left in this window, and those without. */
const QUEUED = 0;
const SPENT = 1;
/** Time below this is float dust: turns end on whole ns. */
const DUST_NS = 0.5;
/** A turn that has become too long inside a window is not cut for less: 0.2 % of the window. */
const CUT_NS = 20_000;
const NEVER = Number.POSITIVE_INFINITY;

export interface PowerState {
  readonly plan: WindowPlan;
  readonly queues: ReadyQueues;
  readonly view: CpuView;
  readonly owned: OwnedCpus;
  /** Per CPU: 1 = its owner lets others use it. */
  readonly donates: Uint8Array;
  /** Per virtual processor: 1 = it has just conferred the rest of its turn. */
  readonly conferred: Uint8Array;
  /** Per CPU: use in this window at which the turn of its virtual processor ends. */
  readonly turnEndNs: Float64Array;
}

/** May shared virtual processors run here now? */
function isOpen({ owned, donates, plan }: PowerState, cpu: number): boolean {
  const owner = owned.ownerOf[cpu] as number;
  return owner < 0 || (donates[cpu] === 1 && plan.ready[owner] === 0);
}

function kickIdle(state: PowerState, most: number, except: number): number {
  const { running } = state.view;
  let kicked = 0;
  for (let cpu = 0; cpu < running.length && kicked < most; cpu++) {
    if (running[cpu] !== -1 || cpu === except || !isOpen(state, cpu)) continue;
    state.view.kick(cpu);
    kicked++;
  }
  return kicked;
}

/** Plan anew and tell the CPUs it concerns: those whose turn is now too long, and idle ones when there is work. */
function replan(state: PowerState, cpu: number, nowNs: number): void {
  const { plan, queues, view, owned, turnEndNs } = state;
  let cores = 0;
  for (let other = 0; other < view.running.length; other++) {
    if (isOpen(state, other)) cores++;
    if (other !== cpu) view.book(other);
  }
  plan.plan(cores, nowNs);
  for (let other = 0; other < view.running.length; other++) {
    const vcpu = view.running[other] as number;
    if (vcpu < 0 || other === cpu || owned.cpuOf[vcpu] === other) continue;
    if ((turnEndNs[other] as number) - (plan.targetNs[vcpu] as number) > CUT_NS) view.kick(other);
  }
  for (let vcpu = 0; vcpu < plan.ready.length; vcpu++) {
    const queue = queues.queueOf[vcpu] as number;
    if (queue < 0) continue;
    const wanted = plan.leftNs(vcpu) > DUST_NS ? QUEUED : SPENT;
    if (queue === wanted) continue;
    queues.remove(vcpu);
    queues.append(wanted, vcpu);
  }
  kickIdle(state, queues.length[QUEUED] as number, cpu);
}

/** A CPU other than this one whose virtual processor can best spare it; −1 when none can. */
function mostLax(state: PowerState, cpu: number, restNs: number): number {
  const { plan, view } = state;
  let found = -1;
  let leastLeft = restNs - 1;
  for (let other = 0; other < view.running.length; other++) {
    const vcpu = view.running[other] as number;
    if (other === cpu || vcpu < 0 || !isOpen(state, other)) continue;
    view.book(other);
    if (plan.leftNs(vcpu) >= leastLeft) continue;
    leastLeft = plan.leftNs(vcpu);
    found = other;
  }
  return found;
}

function pickShared(state: PowerState, cpu: number, nowNs: number, turn: Turn): void {
  const { plan, queues } = state;
  if (plan.isStale) replan(state, cpu, nowNs);
  const restNs = plan.endNs - nowNs;
  let entitled = -1;
  let spare = -1;
  let urgent = -1;
  for (let vcpu = queues.first(QUEUED); vcpu >= 0 && urgent < 0; vcpu = queues.after(vcpu)) {
    if (plan.leftNs(vcpu) >= restNs - DUST_NS) urgent = vcpu;
    else if (entitled < 0 && plan.baseLeftNs(vcpu) > DUST_NS) entitled = vcpu;
    else if (spare < 0) spare = vcpu;
  }
  const chosen = urgent >= 0 ? urgent : entitled >= 0 ? entitled : spare;
  turn.vcpu = chosen;
  turn.atMostNs = NEVER;
  if (chosen < 0) return;
  queues.remove(chosen);
  let longest = 0;
  for (let vcpu = queues.first(QUEUED); vcpu >= 0; vcpu = queues.after(vcpu))
    longest = Math.max(longest, plan.leftNs(vcpu));
  // Somebody must look again when the one who waits for most can wait no longer.
  const untilUrgent = restNs - longest;
  turn.atMostNs = plan.leftNs(chosen);
  if (untilUrgent > DUST_NS) turn.atMostNs = Math.min(turn.atMostNs, untilUrgent);
  else if (longest > DUST_NS) {
    const other = mostLax(state, cpu, restNs);
    if (other >= 0) state.view.kick(other);
  }
  state.turnEndNs[cpu] = (plan.usedNs[chosen] as number) + turn.atMostNs;
}

/** A shared virtual processor is ready: an idle CPU, else one that runs on spare time, else one that may plan. */
function place(state: PowerState): void {
  const { plan, view } = state;
  if (kickIdle(state, 1, -1) > 0) return;
  let planner = -1;
  for (let cpu = 0; cpu < view.running.length; cpu++) {
    const vcpu = view.running[cpu] as number;
    if (vcpu < 0 || !isOpen(state, cpu)) continue;
    planner = cpu;
    view.book(cpu);
    if (plan.baseLeftNs(vcpu) <= DUST_NS) break;
  }
  if (planner >= 0) view.kick(planner);
}

/** The operations for windows of this length and these pools. */
export function powerOps(windowNs: number, pools: readonly PowerPool[]): SchedulerOps<PowerState, PowerTerms> {
  return {
    name: "POWER hypervisor",
    init: ({ topology, view, vmOf, vcpusOf, terms }) => {
      const owns = (vm: number) => terms[vm]?.dedicated !== "no";
      const owned = ownCpus({ cpus: topology.cpus, vcpusOf, owns });
      const donates = Uint8Array.from(owned.ownerOf, (owner) =>
        owner >= 0 && terms[vmOf[owner] as number]?.dedicated === "donate" ? 1 : 0,
      );
      return {
        plan: new WindowPlan({ windowNs, terms, vcpusOf, pools, sharedCores: owned.shared }),
        queues: new ReadyQueues(2, vmOf.length),
        view,
        owned,
        donates,
        conferred: new Uint8Array(vmOf.length),
        turnEndNs: new Float64Array(topology.cpus),
      };
    },
    insert: ({ plan }, vcpu) => plan.setOnline(vcpu, true),
    remove: ({ plan }, vcpu) => plan.setOnline(vcpu, false),
    wake: (state, vcpu) => {
      const { plan, queues, owned, view } = state;
      plan.ready[vcpu] = 1;
      plan.isStale = true;
      if ((owned.cpuOf[vcpu] as number) >= 0) return view.kick(owned.cpuOf[vcpu] as number);
      queues.append(QUEUED, vcpu);
      place(state);
    },
    block: ({ plan, queues }, vcpu) => {
      plan.ready[vcpu] = 0;
      plan.isStale = true;
      queues.remove(vcpu);
    },
    yield: ({ conferred }, vcpu) => {
      conferred[vcpu] = 1;
    },
    pick: (state, cpu, nowNs, turn) => {
      if (isOpen(state, cpu)) return pickShared(state, cpu, nowNs, turn);
      const owner = state.owned.ownerOf[cpu] as number;
      if (state.donates[cpu] === 1) {
        // The owner is back: whoever was lent this core waits for another.
        if (state.plan.isStale) replan(state, cpu, nowNs);
        if (state.queues.first(QUEUED) >= 0) place(state);
      }
      turn.vcpu = owner >= 0 && state.plan.ready[owner] === 1 ? owner : -1;
      turn.atMostNs = NEVER;
    },
    leave: ({ plan, queues, owned, conferred }, vcpu) => {
      if ((owned.cpuOf[vcpu] as number) >= 0) return;
      if (plan.leftNs(vcpu) <= DUST_NS) queues.append(SPENT, vcpu);
      else if (conferred[vcpu] === 1) queues.append(QUEUED, vcpu);
      else queues.prepend(QUEUED, vcpu);
      conferred[vcpu] = 0;
    },
    charge: ({ plan }, vcpu, ranNs) => {
      plan.usedNs[vcpu] = (plan.usedNs[vcpu] as number) + ranNs;
    },
    timers: [
      {
        everyNs: () => windowNs,
        fire: (state) => {
          state.plan.refill();
          for (let cpu = 0; cpu < state.view.running.length; cpu++) if (isOpen(state, cpu)) state.view.kick(cpu);
        },
      },
    ],
  };
}

export interface PowerKitParts {
  /** "power5-apv", "power10": the id of the kit. */
  readonly id: string;
  readonly title: string;
  readonly windowMs: Fact<number>;
  /** Pool 0 first. */
  readonly pools: readonly PowerPool[];
  readonly defaults: PowerTerms;
}

/** The scheduler of one generation with its pools. */
export function powerKit(parts: PowerKitParts): SchedulerKit<PowerTerms, PowerState> {
  const { id, title, windowMs, pools, defaults } = parts;
  const windowNs = windowMs.value * NS_PER_MS;
  return {
    id,
    title,
    ops: powerOps(windowNs, pools),
    defaults,
    workConserving: "unless-capped",
    capPeriodNs: { value: windowNs, source: windowMs.source },
    fluid: {
      form: "base-excess",
      scope: "host",
      shares: (cpus, guests) => powerShares(cpus, guests, pools),
      tolerance: {
        value: 1e-6,
        source: derived(
          "the plan is kept in every window: a turn ends on a whole ns, 1 in 10 million, and a few per window",
        ),
      },
    },
  };
}
