/**
 * The credit scheduler of each release as a kit: operations, fluid counterpart, and the warning for hosts on which its
 * rules do not reach the weights (see credit.ts for why).
 */
import { assumed } from "../fact.ts";
import type { FluidGuest, SchedulerKit, SchedulerWarning } from "../hypervisor/cpu/index.ts";
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import { type CreditPool, type CreditTerms, creditOps } from "./credit.ts";
import { CREDIT_RULES, type CreditRules } from "./credit-rules.ts";
import { creditCapCores } from "./schedulers.ts";
import { XEN_304_FACTS } from "./xen-3.0.4-facts.ts";
import { XEN_SCHEDULER_FACTS } from "./scheduler-facts.ts";

export type CreditKit = SchedulerKit<CreditTerms, CreditPool>;
type Guest = FluidGuest<CreditTerms>;

const NS_PER_MS = 1e6;

const weightOf = (rules: CreditRules, { terms, vcpus }: Guest): number =>
  terms.weight * (rules.weightPer === "domain" ? 1 : vcpus);

function fluidShares(rules: CreditRules, cpus: number, guests: readonly Guest[]): Float64Array {
  return clampShares(
    cpus,
    guests.map((guest) => ({
      weight: weightOf(rules, guest),
      vcpus: guest.vcpus,
      demandCpus: guest.demandCpus,
      reservationCpus: 0,
      limitCpus: creditCapCores(guest.terms),
      uncapped: true,
    })),
  );
}

/** Busy for all of the time on all its vCPUs. */
const isSaturated = ({ vcpus, demandCpus }: Guest): boolean => demandCpus >= vcpus;

const CLIP_NOTE =
  "busy vCPUs of unequal weight share a CPU: credit beyond one slice is forfeited while waiting, so the heaviest may get less than its weight says";
const CAP_NOTE =
  "capped VMs of several vCPUs run together and are parked together: uncapped ones find CPUs crowded, then idle, and may get less than their weight says";

/** Hosts on which the rules may miss the weights, by what was found on random ones (test/unit/models/xen/credit.test.ts). */
function deviationWarnings(rules: CreditRules, cpus: number, guests: readonly Guest[]): readonly SchedulerWarning[] {
  const busy = guests.flatMap((guest, vm) =>
    isSaturated(guest) ? [{ vm, guest, perVcpu: weightOf(rules, guest) / guest.vcpus }] : [],
  );
  const vcpus = busy.reduce((sum, { guest }) => sum + guest.vcpus, 0);
  const [first] = busy;
  if (first === undefined || vcpus <= cpus) return [];
  const fluid = fluidShares(rules, cpus, guests);
  const heaviest = busy.reduce((most, one) => (one.perVcpu > most.perVcpu ? one : most), first);
  const told = { vm: heaviest.vm, fluidCpus: fluid[heaviest.vm] ?? 0 };
  const found: SchedulerWarning[] = [];
  const isUnequal = busy.some(({ perVcpu }) => perVcpu !== heaviest.perVcpu);
  // Two on one CPU take turns: neither waits long enough to reach the bound.
  if (isUnequal && rules.clip !== "none" && (cpus > 1 || vcpus > 2))
    found.push({ code: "credit-clip-deviation", ...told, note: CLIP_NOTE });
  const isCapped = busy.some(({ guest }) => guest.terms.capPercent > 0);
  if (isCapped && cpus > 1 && busy.some(({ guest }) => guest.vcpus > 1))
    found.push({ code: "credit-cap-deviation", ...told, note: CAP_NOTE });
  return found;
}

/** A kit under any rules; the releases are below. */
export const creditKit = (rules: CreditRules): CreditKit => ({
  id: rules.id,
  title: `Xen credit (${rules.id.replace("credit-", "rules of ")})`,
  ops: creditOps(rules),
  defaults: {
    weight: XEN_304_FACTS["sched.credit.weight"].value,
    capPercent: XEN_304_FACTS["sched.credit.cap"].value,
  },
  workConserving: "unless-capped",
  capPeriodNs: {
    value: XEN_SCHEDULER_FACTS["sched.credit.capPeriod"].value * NS_PER_MS,
    source: XEN_SCHEDULER_FACTS["sched.credit.capPeriod"].source,
  },
  fluid: {
    form: "clamp",
    scope: "host",
    shares: (cpus, guests) => fluidShares(rules, cpus, guests),
    tolerance: {
      value: 0.005,
      source: assumed(
        "gate: half a percent over a minute, on hosts that draw no warning, up to three busy vCPUs per CPU",
      ),
    },
  },
  warnings: (cpus, guests) => deviationWarnings(rules, cpus, guests),
});

export const CREDIT_303: CreditKit = creditKit(CREDIT_RULES["3.0.3"]);
export const CREDIT_304: CreditKit = creditKit(CREDIT_RULES["3.0.4"]);
export const CREDIT_40: CreditKit = creditKit(CREDIT_RULES["4.0"]);
export const CREDIT_41: CreditKit = creditKit(CREDIT_RULES["4.1"]);
export const CREDIT_42: CreditKit = creditKit(CREDIT_RULES["4.2"]);

/** All releases, oldest first. */
export const CREDIT_KITS: readonly CreditKit[] = [CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42];
