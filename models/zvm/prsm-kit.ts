/** PR/SM's dispatcher as a kit: how a machine is set, the fluid counterpart and how far the two may lie apart. */
import { seen } from "../fact.ts";
import type { SchedulerKit } from "../hypervisor/cpu/index.ts";
import { prsmShares } from "./prsm-fluid.ts";
import { prsmOps } from "./prsm-scheduler.ts";
import { CAP_INTERVAL_MS, CAP_INTERVAL_NS, type PrsmState } from "./prsm-state.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";

export interface PrsmKitParts {
  readonly id: string;
  readonly title: string;
  readonly mode: PrsmMode;
  readonly defaults: PrsmTerms;
}

/** The scheduler of one machine. */
export function prsmKit({ id, title, mode, defaults }: PrsmKitParts): SchedulerKit<PrsmTerms, PrsmState> {
  return {
    id,
    title,
    ops: prsmOps(mode),
    defaults,
    workConserving: mode.isWaitCompleting ? "never" : "unless-capped",
    capPeriodNs: { value: CAP_INTERVAL_NS, source: CAP_INTERVAL_MS.source },
    fluid: {
      form: "clamp",
      scope: "host",
      shares: (cpus, guests) => prsmShares(cpus, guests, mode),
      tolerance: {
        value: 0.036,
        source: seen("Z17"),
        note:
          "what IBM says PR/SM keeps to; without caps ours lies within 0.005 in ten seconds, with caps more, because a " +
          "capped processor in its interval displaces one that is due a whole processor and cannot make up for it",
      },
    },
  };
}
