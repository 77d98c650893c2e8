/**
 * Dedicated CPUs: every vCPU has one of its own, lent to nobody. Hardware partitions, logical partitions with dedicated
 * processors, domains of strands. Nothing is decided; form C of the fluid problem.
 */
import { derived } from "../../fact.ts";
import { staticShares } from "./fluid/index.ts";
import type { NoTerms } from "./round-robin.ts";
import type { SchedulerKit } from "./scheduler-kit.ts";
import type { CpuView } from "./scheduler.ts";

interface DedicatedPool {
  readonly view: CpuView;
  readonly isReady: Uint8Array;
}

/** vCPU n on CPU n. */
export const DEDICATED: SchedulerKit<NoTerms, DedicatedPool> = {
  id: "dedicated",
  title: "dedicated processors",
  ops: {
    name: "dedicated",
    init: ({ topology, view, vmOf }) => {
      if (vmOf.length > topology.cpus)
        throw new RangeError(`${vmOf.length} virtual CPUs: dedicated ones can be at most ${topology.cpus}`);
      return { view, isReady: new Uint8Array(vmOf.length) };
    },
    insert: () => undefined,
    remove: () => undefined,
    wake: ({ view, isReady }, vcpu) => {
      isReady[vcpu] = 1;
      view.kick(vcpu);
    },
    block: ({ isReady }, vcpu) => {
      isReady[vcpu] = 0;
    },
    pick: ({ isReady }, cpu, _nowNs, turn) => {
      turn.vcpu = isReady[cpu] === 1 ? cpu : -1;
      turn.atMostNs = Number.POSITIVE_INFINITY;
    },
    leave: () => undefined,
    charge: () => undefined,
  },
  defaults: {},
  workConserving: "never",
  fluid: {
    form: "static",
    scope: "host",
    shares: (cpus, guests) =>
      staticShares(
        cpus,
        guests.map(({ vcpus, demandCpus }) => ({
          weight: 1,
          vcpus,
          demandCpus,
          reservationCpus: vcpus,
          limitCpus: Number.POSITIVE_INFINITY,
          uncapped: false,
        })),
      ),
    tolerance: { value: 1e-9, source: derived("nothing is shared: they are the same") },
  },
};
