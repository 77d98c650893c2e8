/**
 * What the credit scheduler's rules are in each release of Xen, as data: 3.0.3 charges whoever runs at a tick and knows no
 * boost, 3.0.4 boosts domains that wake, 4.0 charges by the clock, 4.1 counts weight per active vCPU and halves what it
 * clips, 4.2 lets nobody be pre-empted within a millisecond.
 */
import { type Fact, fact, seen } from "../fact.ts";
import { XEN_304_FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_4_FACTS } from "./xen-4-facts.ts";

/** Weight and ceiling of one domain. */
export interface CreditTerms {
  /** 1 … 65,535; only ratios count. */
  readonly weight: number;
  /** Ceiling in percent of one CPU; 0 = none. */
  readonly capPercent: number;
}

/** What happens to credit above one slice's worth. "none" is no release's rule: it shows what the clip does. */
export type Clip = "zero" | "half" | "none";

export interface CreditRules {
  readonly id: string;
  readonly title: string;
  /** A domain that wakes before its credit is used up goes first. */
  readonly hasBoost: boolean;
  readonly charging: "tick" | "clock";
  readonly weightOf: "domain" | "active-vcpu";
  readonly clip: Clip;
  /** Least run before pre-emption, us. */
  readonly rateLimitUs: Fact<number>;
}

const NO_LIMIT = fact(0, "us", seen("XEN-git"), "pre-emption at any time before 4.2");

/** The releases whose rules differ, oldest first. */
export const CREDIT_303: CreditRules = {
  id: "credit-3.0.3",
  title: "credit (Xen 3.0.3)",
  hasBoost: false,
  charging: "tick",
  weightOf: "domain",
  clip: "zero",
  rateLimitUs: NO_LIMIT,
};
export const CREDIT_304: CreditRules = {
  ...CREDIT_303,
  id: "credit-3.0.4",
  title: "credit (Xen 3.0.4)",
  hasBoost: true,
};
export const CREDIT_40: CreditRules = { ...CREDIT_304, id: "credit-4.0", title: "credit (Xen 4.0)", charging: "clock" };
export const CREDIT_41: CreditRules = {
  ...CREDIT_40,
  id: "credit-4.1",
  title: "credit (Xen 4.1)",
  weightOf: "active-vcpu",
  clip: "half",
};
export const CREDIT_42: CreditRules = {
  ...CREDIT_41,
  id: "credit-4.2",
  title: "credit (Xen 4.2 and later)",
  rateLimitUs: XEN_4_FACTS["sched.credit.rateLimit"],
};

/** Figures all releases share. */
export const CREDIT_FACTS = {
  sliceMs: XEN_304_FACTS["sched.credit.slice"],
  tickMs: XEN_304_FACTS["sched.credit.tick"],
  accountingMs: XEN_304_FACTS["sched.credit.accounting"],
  creditsPerMs: XEN_4_FACTS["sched.credit.perMs"],
  weight: XEN_304_FACTS["sched.credit.weight"],
  weightMin: XEN_304_FACTS["sched.credit.weightMin"],
  weightMax: XEN_304_FACTS["sched.credit.weightMax"],
} as const;
