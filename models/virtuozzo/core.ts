/** How Virtuozzo containers share the CPU: by CPU units, under a limit in percent of one CPU. */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";

const NS_PER_MS = 1e6;
const PERCENT = 100;

/** Figures of the two-level scheduler. */
export const VZ_SHARING = {
  quantum: fact(30, "ms", assumed("turn of a container; the guide does not state it")),
  capPeriod: fact(1000, "ms", assumed("the limit is a rate; seen over a second")),
  units: fact(1000, "CPU units", assumed("what a container has that nobody says anything about")),
  tolerance: fact(
    0.04,
    "of the host",
    assumed("turns of 30 ms; several virtual CPUs spend a budget at once; over 1,000 random hosts of the test"),
  ),
} as const;

export const VZ_FAIR = entitlementKit({
  id: "virtuozzo-fair",
  title: "Virtuozzo fair CPU scheduler",
  rules: {
    quantumNs: VZ_SHARING.quantum.value * NS_PER_MS,
    limitPeriodNs: VZ_SHARING.capPeriod.value * NS_PER_MS,
    coScheduling: { kind: "none" },
    isCoreExclusive: false,
  },
  tolerance: VZ_SHARING.tolerance,
  capPeriodNs: { value: VZ_SHARING.capPeriod.value * NS_PER_MS, source: VZ_SHARING.capPeriod.source },
});

export const VIRTUOZZO_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "fair",
      kit: VZ_FAIR,
      terms: z.strictObject({
        cpuunits: z.number().positive().max(1e6).default(VZ_SHARING.units.value),
        /** 0 = none. */
        cpulimitPctOfOneCpu: z.number().min(0).max(1e6).default(0),
      }),
      termsOf: (terms) => ({
        weight: terms.cpuunits,
        reservationCpus: 0,
        limitCpus: terms.cpulimitPctOfOneCpu > 0 ? terms.cpulimitPctOfOneCpu / PERCENT : Number.POSITIVE_INFINITY,
      }),
    }),
  ],
};
