/**
 * How Sun's partitions share the CPU: boards and strands belong to their domain; zones share by the fair share scheduler's
 * shares, and from Solaris 10 5/08 under caps. Usage decays in the product; here it is weighed against what each is due.
 * Leaves out: pools and dedicated-cpu zones beside shared ones.
 */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";

const NS_PER_MS = 1e6;

/** Figures of the fair share scheduler. */
export const FSS = {
  quantum: fact(110, "ms", assumed("fair share turns are as long as the system's time slice of 11 ticks")),
  capPeriod: fact(1000, "ms", assumed("caps are enforced by usage over about a second")),
  tolerance: fact(
    0.06,
    "of the host",
    assumed("turns of 110 ms against decayed usage; measured over 1,000 random hosts of the test"),
  ),
} as const;

export const FAIR_SHARE = entitlementKit({
  id: "solaris-fss",
  title: "Solaris fair share scheduler",
  rules: {
    quantumNs: FSS.quantum.value * NS_PER_MS,
    limitPeriodNs: FSS.capPeriod.value * NS_PER_MS,
    coScheduling: { kind: "none" },
    isCoreExclusive: false,
  },
  tolerance: FSS.tolerance,
  capPeriodNs: { value: FSS.capPeriod.value * NS_PER_MS, source: FSS.capPeriod.source },
});

const ZoneTerms = z.strictObject({
  cpuShares: z.number().min(0).max(65_535).default(1),
  /** Ceiling in CPUs (capped-cpu); left out = none. */
  cpuCap: z.number().positive().max(1e5).optional(),
});

export const ZONE_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "fss",
      kit: FAIR_SHARE,
      terms: ZoneTerms,
      termsOf: (terms) => ({
        weight: terms.cpuShares,
        reservationCpus: 0,
        limitCpus: terms.cpuCap ?? Number.POSITIVE_INFINITY,
      }),
    }),
  ],
};
