/**
 * How Virtuozzo's private servers share the CPU: by CPU units, under a limit and above a guarantee, both in percent of one
 * CPU. Leaves out: that the second level, processes within a private server, has weights of its own.
 */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";
import { VIRTUOZZO_3_FACTS as FACTS } from "./virtuozzo-3-facts.ts";

const NS_PER_MS = 1e6;
const PERCENT = 100;

/** Figures of the two-level scheduler. */
export const VZ_SHARING = {
  quantum: fact(30, "ms", assumed("turn of a container; the guide does not state it")),
  capPeriod: fact(1000, "ms", assumed("the limit is a rate; seen over a second")),
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
        cpuunits: z
          .number()
          .min(FACTS["cpu.unitsMin"].value)
          .max(FACTS["cpu.unitsMax"].value)
          .default(FACTS["cpu.units"].value),
        /** 0 = none. */
        cpulimitPctOfOneCpu: z.number().min(0).max(1e6).default(FACTS["cpu.limit"].value),
        /** Floor; no more of it counts than its limit and its CPUs let it use. */
        guaranteePctOfOneCpu: z.number().min(0).max(1e6).default(0),
      }),
      termsOf: (terms, { vcpus }) => {
        const percent = terms.cpulimitPctOfOneCpu;
        const limitCpus = percent > 0 ? percent / PERCENT : Number.POSITIVE_INFINITY;
        const reservationCpus = Math.min(terms.guaranteePctOfOneCpu / PERCENT, limitCpus, vcpus);
        return { weight: terms.cpuunits, reservationCpus, limitCpus };
      },
    }),
  ],
};
