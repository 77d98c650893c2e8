/**
 * What sets the releases of Xen's credit scheduler apart, as one record each. The constants are the generations' own facts.
 */
import { XEN_304_FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_4_FACTS } from "./xen-4-facts.ts";

const NS_PER_MS = 1e6;
const NS_PER_US = 1e3;

export interface CreditRules {
  /** Kit id: "credit-3.0.4". */
  readonly id: string;
  /** A vCPU that wakes while it has credit goes before all others until its next tick. */
  readonly hasBoost: boolean;
  /** "tick": whoever runs at a tick pays the whole tick; "exact": everybody pays what he ran. */
  readonly charging: "tick" | "exact";
  /** A domain's weight counts once, or once for each of its active vCPUs. */
  readonly weightPer: "domain" | "active-vcpu";
  /** What becomes of credit above a slice; "none" is no release: it shows what the clip does. */
  readonly clip: "zero" | "half" | "none";
  /** Least run before pre-emption, ns; 0 = none. */
  readonly rateLimitNs: number;
  readonly tickNs: number;
  /** Longest turn, ns; also the most credit and the deepest debt of a vCPU. */
  readonly sliceNs: number;
  /** From one accounting to the next, ns, a multiple of the tick; credit earned by one CPU. */
  readonly accountingNs: number;
}

const FIRST: CreditRules = {
  id: "credit-3.0.3",
  hasBoost: false,
  charging: "tick",
  weightPer: "domain",
  clip: "zero",
  rateLimitNs: 0,
  tickNs: XEN_304_FACTS["sched.credit.tick"].value * NS_PER_MS,
  sliceNs: XEN_304_FACTS["sched.credit.slice"].value * NS_PER_MS,
  accountingNs: XEN_304_FACTS["sched.credit.accounting"].value * NS_PER_MS,
};
const BOOSTING: CreditRules = { ...FIRST, id: "credit-3.0.4", hasBoost: true };
const EXACT: CreditRules = { ...BOOSTING, id: "credit-4.0", charging: "exact" };
const PER_VCPU: CreditRules = { ...EXACT, id: "credit-4.1", weightPer: "active-vcpu", clip: "half" };
const RATE_LIMITED: CreditRules = {
  ...PER_VCPU,
  id: "credit-4.2",
  rateLimitNs: XEN_4_FACTS["sched.credit.rateLimit"].value * NS_PER_US,
};

/**
 * The releases by id. Sources: sched.credit.boostSince, exactSince, vcpuWeightSince, halfClipSince and rateLimitSince of
 * scheduler-facts.ts.
 */
export const CREDIT_RULES = {
  "3.0.3": FIRST,
  "3.0.4": BOOSTING,
  "4.0": EXACT,
  "4.1": PER_VCPU,
  "4.2": RATE_LIMITED,
} as const;
