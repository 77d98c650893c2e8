/**
 * How Sun's partitions share the CPU: boards and strands belong to their domain; zones share by the fair share scheduler's
 * shares, and from Solaris 10 5/08 under caps; a zone with a processor set of its own has whole CPUs. Usage decays in the
 * product; here it is weighed against what each is due. Leaves out: a set that several zones share, ranges of dedicated CPUs.
 */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice, mustFit, ownSet } from "../partitioning/index.ts";

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

const cpuShares = z.number().min(0).max(65_535).default(1);
/** CPUs (hardware threads) of a zone's own processor set; left out = it shares. */
const ownCpus = z.int().positive().max(1e5).optional();

/** Solaris 10 1/06: shares, or a pool with a processor set; no caps yet. */
export const ZONE_10_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "fss",
      kit: FAIR_SHARE,
      terms: z.strictObject({ cpuShares, poolCpus: ownCpus }),
      termsOf: (terms, { vcpus, cpus }) =>
        terms.poolCpus === undefined
          ? { weight: terms.cpuShares, reservationCpus: 0, limitCpus: Number.POSITIVE_INFINITY }
          : ownSet(mustFit("poolCpus", terms.poolCpus, cpus), vcpus),
    }),
  ],
};

/** Solaris 10 5/08: shares, shares under a cap, or dedicated CPUs. */
export const ZONE_10U5_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "fss",
      kit: FAIR_SHARE,
      terms: z.strictObject({
        cpuShares,
        /** Ceiling in CPUs (capped-cpu); left out = none. */
        cpuCap: z.number().positive().max(1e5).optional(),
        dedicatedCpus: ownCpus,
      }),
      termsOf: (terms, { vcpus, cpus }) =>
        terms.dedicatedCpus === undefined
          ? { weight: terms.cpuShares, reservationCpus: 0, limitCpus: terms.cpuCap ?? Number.POSITIVE_INFINITY }
          : ownSet(mustFit("dedicatedCpus", terms.dedicatedCpus, cpus), vcpus),
    }),
  ],
};
