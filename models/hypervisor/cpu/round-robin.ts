/**
 * Round robin over one queue for all CPUs: equal turns, no weights, no ceilings. The plainest scheduler there is: what
 * others are compared with, and what stands in where a hypervisor says no more than "fair".
 */
import { assumed } from "../../fact.ts";
import { clampShares } from "./fluid/index.ts";
import { ReadyQueues } from "./ready-queue.ts";
import type { SchedulerKit } from "./scheduler-kit.ts";
import type { CpuView, SchedulerOps } from "./scheduler.ts";

interface RoundRobinPool {
  readonly queue: ReadyQueues;
  readonly view: CpuView;
}

/** No terms: everybody is equal. */
export type NoTerms = Readonly<Record<string, never>>;

const NO_CPU = -2;

/** Have an idle CPU look, other than this one. */
function kickIdle({ view }: RoundRobinPool, except: number): void {
  let cpu = view.running.indexOf(-1);
  if (cpu === except) cpu = view.running.indexOf(-1, cpu + 1);
  if (cpu >= 0) view.kick(cpu);
}

/** @param turnNs longest turn, ns > 0 */
function roundRobinOps(turnNs: number): SchedulerOps<RoundRobinPool, NoTerms> {
  return {
    name: "round robin",
    init: ({ view, vmOf }) => ({ queue: new ReadyQueues(1, vmOf.length), view }),
    insert: () => undefined,
    remove: () => undefined,
    wake: (pool, vcpu) => {
      pool.queue.append(0, vcpu);
      kickIdle(pool, NO_CPU);
    },
    block: ({ queue }, vcpu) => queue.remove(vcpu),
    pick: (pool, cpu, _nowNs, turn) => {
      const { queue } = pool;
      turn.vcpu = queue.first(0);
      turn.atMostNs = turn.vcpu < 0 ? Number.POSITIVE_INFINITY : turnNs;
      if (turn.vcpu >= 0) queue.remove(turn.vcpu);
      // Several may have become ready in one event.
      if (queue.first(0) >= 0) kickIdle(pool, cpu);
    },
    leave: ({ queue }, vcpu) => queue.append(0, vcpu),
    charge: () => undefined,
  };
}

/** Round robin with turns of this many ns. */
export const roundRobin = (turnNs: number): SchedulerKit<NoTerms, RoundRobinPool> => ({
  id: `round-robin-${turnNs}`,
  title: "round robin",
  ops: roundRobinOps(turnNs),
  defaults: {},
  workConserving: "always",
  fluid: {
    form: "clamp",
    scope: "host",
    // Everybody has the same turn, so a VM's weight is its vCPUs.
    shares: (cpus, guests) =>
      clampShares(
        cpus,
        guests.map(({ vcpus, demandCpus }) => ({
          weight: vcpus,
          vcpus,
          demandCpus,
          reservationCpus: 0,
          limitCpus: Number.POSITIVE_INFINITY,
          uncapped: true,
        })),
      ),
    tolerance: {
      value: 0.005,
      source: assumed("one turn per vCPU at the ends of a minute, with turns of up to 30 ms and ten vCPUs a CPU"),
    },
  },
});
