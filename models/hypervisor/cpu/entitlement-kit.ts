/** Kits of proportional sharing by entitlement: what a room hands in, and the fluid counterpart they all have. */
import type { Sourced } from "../../fact.ts";
import {
  type EntitlementPool,
  type EntitlementRules,
  type EntitlementTerms,
  entitlementOps,
} from "./entitlement-share.ts";
import { clampShares } from "./fluid/index.ts";
import type { FluidGuest, SchedulerKit, SchedulerWarning } from "./scheduler-kit.ts";

export interface EntitlementKitParts {
  readonly id: string;
  readonly title: string;
  readonly rules: Omit<EntitlementRules, "name">;
  readonly tolerance: Sourced<number>;
  /** Period over which a limit holds. */
  readonly capPeriodNs?: Sourced<number>;
}

type Guest = FluidGuest<EntitlementTerms>;

const shares = (cpus: number, guests: readonly Guest[]): Float64Array =>
  clampShares(
    cpus,
    guests.map(({ terms, vcpus, demandCpus }) => ({ ...terms, vcpus, demandCpus, uncapped: true })),
  );

/** VMs of several busy vCPUs on a host that has more of them than CPUs: waiting for siblings costs them, and idles CPUs. */
function coStopWarnings(cpus: number, guests: readonly Guest[]): readonly SchedulerWarning[] {
  const wanted = guests.reduce((sum, { demandCpus }) => sum + demandCpus, 0);
  const vm = guests.findIndex(({ vcpus, demandCpus }) => vcpus > 1 && demandCpus > 1);
  if (wanted <= cpus || vm < 0) return [];
  const note =
    "its virtual CPUs have to keep up with each other on a host that has more of them busy than CPUs: co-stop";
  return [{ code: "co-stop", vm, fluidCpus: shares(cpus, guests)[vm] ?? 0, note }];
}

/** Single vCPUs on cores of several threads: what shares a core with nobody leaves its other threads idle. */
function coreWarnings(cpus: number, guests: readonly Guest[]): readonly SchedulerWarning[] {
  const vm = guests.findIndex(({ vcpus }) => vcpus % 2 === 1);
  const wanted = guests.reduce((sum, { demandCpus }) => sum + demandCpus, 0);
  if (vm < 0 || wanted * 2 <= cpus) return [];
  const note = "an odd number of virtual processors leaves a thread of a core idle, since no other machine may use it";
  return [{ code: "core-exclusive", vm, fluidCpus: shares(cpus, guests)[vm] ?? 0, note }];
}

/** A kit over VMs with weight, reservation and limit. */
export function entitlementKit(parts: EntitlementKitParts): SchedulerKit<EntitlementTerms, EntitlementPool> {
  const { coScheduling, isCoreExclusive } = parts.rules;
  return {
    id: parts.id,
    title: parts.title,
    ops: entitlementOps({ ...parts.rules, name: parts.title }),
    defaults: { weight: 1, reservationCpus: 0, limitCpus: Number.POSITIVE_INFINITY },
    workConserving: coScheduling.kind === "strict" || isCoreExclusive ? "never" : "unless-capped",
    ...(parts.capPeriodNs === undefined ? {} : { capPeriodNs: parts.capPeriodNs }),
    warnings: (cpus, guests) => [
      ...(coScheduling.kind === "none" ? [] : coStopWarnings(cpus, guests)),
      ...(isCoreExclusive ? coreWarnings(cpus, guests) : []),
    ],
    fluid: { form: "clamp", scope: "host", shares, tolerance: parts.tolerance },
  };
}
