/**
 * How Virtual Iron shares the CPU: by weight, under a cap in percent of one CPU. The product builds on Xen, whose credit
 * scheduler is another room's; here only the shares it aims at are stated, not the ways in which it misses them.
 */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";
import { VIRTUAL_IRON_3_FACTS as FACTS } from "./virtual-iron-3-facts.ts";

const NS_PER_MS = 1e6;
const PERCENT = 100;

/** Figures of the scheduler. */
export const VI_SHARING = {
  quantum: fact(30, "ms", assumed("turns as long as those of the Xen it builds on")),
  tolerance: fact(
    0.04,
    "of the host",
    assumed("turns of 30 ms; several virtual CPUs spend a budget at once; over 1,000 random hosts of the test"),
  ),
} as const;

export const VI_SHARES = entitlementKit({
  id: "virtual-iron-shares",
  title: "Virtual Iron weights and caps",
  rules: {
    quantumNs: VI_SHARING.quantum.value * NS_PER_MS,
    limitPeriodNs: VI_SHARING.quantum.value * NS_PER_MS * 10,
    coScheduling: { kind: "none" },
    isCoreExclusive: false,
  },
  tolerance: VI_SHARING.tolerance,
  capPeriodNs: { value: VI_SHARING.quantum.value * NS_PER_MS * 10, source: VI_SHARING.quantum.source },
});

export const VIRTUAL_IRON_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "weights",
      kit: VI_SHARES,
      terms: z.strictObject({
        weight: z
          .number()
          .min(FACTS["cpu.weightMin"].value)
          .max(FACTS["cpu.weightMax"].value)
          .default(FACTS["cpu.weight"].value),
        capPctOfOneCpu: z.number().min(0).max(1e6).default(FACTS["cpu.cap"].value),
      }),
      termsOf: (terms, { vcpus }) => ({
        weight: terms.weight,
        reservationCpus: 0,
        limitCpus:
          terms.capPctOfOneCpu > 0 ? Math.min(vcpus, terms.capPctOfOneCpu / PERCENT) : Number.POSITIVE_INFINITY,
      }),
    }),
  ],
};
