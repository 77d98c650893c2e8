/** Scheduler choices that several rooms offer in the same shape: sharing by entitlement, and dedicated CPUs. */
import { z } from "zod";
import { DEDICATED, type EntitlementPool, type EntitlementTerms, type SchedulerKit } from "../hypervisor/cpu/index.ts";
import type { CorePartition, CpuModel, SchedulerChoice } from "./core-model.ts";
import type { Site } from "./site.ts";

export interface EntitlementChoiceParts<S, T extends z.ZodType> {
  readonly name: string;
  readonly kit: SchedulerKit<EntitlementTerms, EntitlementPool>;
  readonly terms: T;
  /** @throws RangeError as {@link SchedulerChoice.termsOf} */
  readonly termsOf: (terms: z.infer<T>, partition: CorePartition, site: Site<S>) => EntitlementTerms;
}

/** A choice over weight, reservation and limit. */
export const entitlementChoice = <S, T extends z.ZodType>(parts: EntitlementChoiceParts<S, T>): SchedulerChoice<S> => ({
  name: parts.name,
  kit: () => parts.kit,
  terms: parts.terms,
  termsOf: (terms, partition, site) => {
    const found = parts.termsOf(terms as z.infer<T>, partition, site);
    if (found.reservationCpus > Math.min(found.limitCpus, partition.vcpus))
      throw new RangeError(
        `reservation of ${found.reservationCpus} CPUs: must be at most ${Math.min(found.limitCpus, partition.vcpus)}, its limit and virtual CPUs`,
      );
    return found;
  },
});

/** The CPUs asked for, when the pool has them. @throws RangeError naming the field, what was asked for and what there is */
export function mustFit(field: string, asked: number, cpus: number): number {
  if (asked > cpus) throw new RangeError(`${field} ${asked}: must be at most ${cpus}, the CPUs there are`);
  return asked;
}

/**
 * Terms of a partition with a set of whole CPUs for itself under a scheduler that shares: its floor and its ceiling. What it
 * leaves idle goes to those without a set, which the products do not lend; where all have sets nobody can take it.
 * @param setCpus CPUs of the set, > 0
 */
export function ownSet(setCpus: number, vcpus: number): EntitlementTerms {
  return { weight: setCpus, reservationCpus: Math.min(setCpus, vcpus), limitCpus: setCpus };
}

/** Every virtual CPU has a processor of its own; there is nothing to set. */
export const DEDICATED_CPUS: CpuModel = {
  schedulers: [
    {
      name: "dedicated",
      kit: () => DEDICATED,
      terms: z.strictObject({}),
      termsOf: () => ({}),
    },
  ],
};
