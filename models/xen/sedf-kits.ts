/** sedf and Atropos as kits: Xen's constants, the defaults of domains and of dom0, and their fluid counterpart. */
import { assumed } from "../fact.ts";
import type { SchedulerKit } from "../hypervisor/cpu/index.ts";
import { baseExcessShares } from "../hypervisor/cpu/fluid/index.ts";
import { pinnedShares } from "./pinned.ts";
import { XEN_SCHEDULER_FACTS as FACTS } from "./scheduler-facts.ts";
import { type SedfTerms, type SlicePool, type SliceRules, sliceOps } from "./sedf.ts";
import { XEN_20_FACTS } from "./xen-2.0-facts.ts";
import { XEN_300_FACTS } from "./xen-3.0.0-facts.ts";

export type SliceKit = SchedulerKit<SedfTerms, SlicePool>;

const NS_PER_MS = 1e6;
const NS_PER_US = 1e3;

function sliceKit(rules: SliceRules, title: string, defaults: SedfTerms): SliceKit {
  return {
    id: rules.name,
    title,
    ops: sliceOps(rules),
    defaults,
    // Without the extra-time flag a vCPU waits on an idle CPU; nobody moves to another.
    workConserving: "never",
    capPeriodNs: {
      value: XEN_300_FACTS["sched.sedf.period"].value * NS_PER_MS,
      source: assumed("each vCPU's own period; this is the default one, a multiple of shorter ones in use"),
    },
    fluid: {
      form: "base-excess",
      scope: "cpu",
      shares: (cpus, guests) =>
        pinnedShares({ cpus, guests }, baseExcessShares, ({ periodNs, sliceNs, extraTime, extraWeight }) => ({
          weight: extraWeight > 0 ? extraWeight : sliceNs / periodNs,
          reservationCpus: sliceNs / periodNs,
          limitCpus: Number.POSITIVE_INFINITY,
          uncapped: extraTime,
        })),
      tolerance: {
        value: 0.01,
        source: assumed("slices that fit, whole turns of extra time between periods; shorter gaps stay idle"),
      },
    },
  };
}

/** A domain's terms in ms. */
const msTerms = (from: {
  readonly periodMs: number;
  readonly sliceMs: number;
  readonly extraTime: boolean;
  readonly extraWeight: number;
}): SedfTerms => ({
  periodNs: Math.round(from.periodMs * NS_PER_MS),
  sliceNs: Math.round(from.sliceMs * NS_PER_MS),
  extraTime: from.extraTime,
  extraWeight: from.extraWeight,
});

export const SEDF: SliceKit = sliceKit(
  { name: "sedf", quantumNs: FACTS["sched.sedf.quantum"].value * NS_PER_US, onlyWholeTurns: true, repays: true },
  "Xen simple earliest deadline first",
  msTerms({
    periodMs: XEN_300_FACTS["sched.sedf.period"].value,
    sliceMs: XEN_300_FACTS["sched.sedf.slice"].value,
    extraTime: XEN_300_FACTS["sched.sedf.extra"].value,
    extraWeight: XEN_300_FACTS["sched.sedf.weight"].value,
  }),
);

/** What sedf gives dom0 where nobody says otherwise. */
export const SEDF_DOM0: SedfTerms = msTerms({
  periodMs: FACTS["sched.sedf.dom0Period"].value,
  sliceMs: FACTS["sched.sedf.dom0Slice"].value,
  extraTime: true,
  extraWeight: FACTS["sched.sedf.dom0Weight"].value,
});

/** Atropos shares best effort equally: every weight is 1. */
export const ATROPOS: SliceKit = sliceKit(
  {
    name: "atropos",
    quantumNs: FACTS["sched.atropos.quantum"].value * NS_PER_MS,
    onlyWholeTurns: false,
    repays: false,
  },
  "Xen Atropos",
  msTerms({
    periodMs: XEN_20_FACTS["sched.atropos.period"].value,
    sliceMs: XEN_20_FACTS["sched.atropos.slice"].value,
    extraTime: XEN_20_FACTS["sched.atropos.extra"].value,
    extraWeight: 1,
  }),
);
