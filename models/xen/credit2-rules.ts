/** Credit2's constants in ns, from the facts of Xen 4. */
import { XEN_SCHEDULER_FACTS } from "./scheduler-facts.ts";
import { XEN_4_FACTS } from "./xen-4-facts.ts";

const NS_PER_MS = 1e6;
const NS_PER_US = 1e3;
const rateLimitNs = XEN_4_FACTS["sched.credit.rateLimit"].value * NS_PER_US;
const initialNs = XEN_4_FACTS["sched.credit2.initial"].value * NS_PER_MS;

export const CREDIT2_RULES = {
  rateLimitNs,
  /** Credit of a new vCPU, and what a reset adds. */
  initialNs,
  mostNs: initialNs + XEN_SCHEDULER_FACTS["sched.credit2.carryover"].value * NS_PER_US,
  leastNs: XEN_SCHEDULER_FACTS["sched.credit2.floor"].value * NS_PER_MS,
  leastRunNs: Math.max(rateLimitNs, XEN_4_FACTS["sched.credit2.minTimer"].value * NS_PER_US),
  mostRunNs: XEN_4_FACTS["sched.credit2.maxRun"].value * NS_PER_MS,
  migrateResistNs: XEN_SCHEDULER_FACTS["sched.credit2.migrateResist"].value * NS_PER_US,
  capPeriodNs: XEN_4_FACTS["sched.credit2.capPeriod"].value * NS_PER_MS,
  budgetPartNs: XEN_SCHEDULER_FACTS["sched.credit2.budgetPart"].value * NS_PER_US,
  /** Later than any run ends: no caps, no refill. */
  neverNs: 2 ** 51,
} as const;
