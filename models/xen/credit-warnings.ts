/**
 * Hosts on which the credit scheduler is known not to give what weights and caps say, told before anybody is surprised;
 * and the claim a domain has in the fluid problem. Why: head of credit.ts.
 */
import { type Claim, clampShares } from "../hypervisor/cpu/fluid/index.ts";
import type { FluidGuest, SchedulerWarning } from "../hypervisor/cpu/index.ts";
import type { CreditRules, CreditTerms } from "./credit-rules.ts";

type Guest = FluidGuest<CreditTerms>;

/** Busy vCPUs of any weights up to which the share of one CPU is exact; of three, 384, 256 and 256 already miss theirs. */
const EXACT_VCPUS = 2;
const PERCENT = 100;

/** What a domain claims in the fluid problem. */
export const creditClaim = (rules: CreditRules, { terms, vcpus, demandCpus }: Guest): Claim => ({
  weight: terms.weight * (rules.weightOf === "domain" ? 1 : vcpus),
  vcpus,
  demandCpus,
  reservationCpus: 0,
  limitCpus: terms.capPercent > 0 ? terms.capPercent / PERCENT : Number.POSITIVE_INFINITY,
  uncapped: true,
});

const CLIP_NOTE =
  "more busy virtual CPUs of unequal weight than credit can tell apart: what waits too long is clipped, and weights count for less than they say";
const CAP_NOTE =
  "capped domains run and rest for whole accounting periods of 30 ms, at times together: others wait though CPUs idle later";

/** What somebody who builds this host should know. */
export function creditWarnings(
  rules: CreditRules,
  cpus: number,
  guests: readonly Guest[],
): readonly SchedulerWarning[] {
  const busy = guests.map((guest, vm) => ({ guest, vm })).filter(({ guest }) => guest.demandCpus >= guest.vcpus);
  const vcpus = busy.reduce((sum, { guest }) => sum + guest.vcpus, 0);
  if (vcpus <= cpus) return [];
  const fluid = clampShares(
    cpus,
    guests.map((guest) => creditClaim(rules, guest)),
  );
  const perVcpu = ({ guest }: (typeof busy)[number]) => creditClaim(rules, guest).weight / guest.vcpus;
  const heaviest = busy.reduce((best, one) => (perVcpu(one) > perVcpu(best) ? one : best));
  const lightest = busy.reduce((best, one) => (perVcpu(one) < perVcpu(best) ? one : best));
  const ratio = perVcpu(heaviest) / perVcpu(lightest);
  const isExact = ratio === 1 || (cpus === 1 && vcpus <= EXACT_VCPUS);
  const warn = (code: string, vm: number, note: string) => ({ code, vm, fluidCpus: fluid[vm] ?? 0, note });
  const capped = busy.find(({ guest }) => guest.terms.capPercent > 0 && guest.terms.capPercent < guest.vcpus * PERCENT);
  return [
    ...(isExact || rules.clip === "none" ? [] : [warn("credit-clip-deviation", heaviest.vm, CLIP_NOTE)]),
    ...(capped !== undefined && (cpus > 1 || vcpus > EXACT_VCPUS)
      ? [warn("credit-cap-granularity", capped.vm, CAP_NOTE)]
      : []),
  ];
}
