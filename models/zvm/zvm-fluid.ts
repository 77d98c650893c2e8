/**
 * The fluid counterpart of z/VM's scheduler: absolute shares first, then form A over the relative ones, what they leave
 * back to the absolute ones; maxima hold throughout. What is left then goes to those with a soft maximum, in proportion to it.
 */
import { absoluteFirstShares, clampShares } from "../hypervisor/cpu/fluid/index.ts";
import type { FluidGuest } from "../hypervisor/cpu/index.ts";
import { type ZvmTerms, zvmDues } from "./zvm-terms.ts";

/** CPUs each virtual machine gets in the long run, in the order given. */
export function zvmShares(cpus: number, guests: readonly FluidGuest<ZvmTerms>[]): Float64Array {
  const dues = zvmDues(
    cpus,
    guests.map(({ terms }) => terms),
  );
  const shares = absoluteFirstShares(
    cpus,
    guests.map(({ vcpus, demandCpus }, i) => ({
      weight: dues[i]?.relative ?? 0,
      vcpus,
      demandCpus,
      reservationCpus: dues[i]?.absoluteCpus ?? 0,
      limitCpus: dues[i]?.mostCpus ?? Infinity,
      uncapped: true,
    })),
  );
  const left = Math.max(0, cpus - shares.reduce((sum, share) => sum + share, 0));
  const beyond = clampShares(
    left,
    guests.map(({ terms, vcpus, demandCpus }, i) => ({
      weight: terms.maximum === undefined ? 0 : (dues[i]?.mostCpus ?? 0),
      vcpus,
      demandCpus: terms.maximum?.limit === "soft" ? Math.max(0, Math.min(vcpus, demandCpus) - (shares[i] ?? 0)) : 0,
      reservationCpus: 0,
      limitCpus: Number.POSITIVE_INFINITY,
      uncapped: true,
    })),
  );
  return shares.map((share, i) => share + (beyond[i] ?? 0));
}
