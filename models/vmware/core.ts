/**
 * How VMware's hypervisors share the CPU: by shares within reservation and limit. ESX Server 2 starts all virtual CPUs of
 * a machine together; ESX Server 3 lets them drift by a few milliseconds, then stops those ahead; since ESX 4 each by
 * itself. Structure of the scheduler is recalled, shares, reservation and limit are documented. VMware Server runs as
 * programs of its host system, all alike.
 */
import { z } from "zod";
import { assumed, fact, numberOf, recalled, seen } from "../fact.ts";
import { type CoScheduling, entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";
import { ESX_30_FACTS } from "./esx-3.0-facts.ts";

const NS_PER_MS = 1e6;

/** Figures of the scheduler that no generation's own table holds. */
export const ESX_SCHEDULER = {
  quantum: fact(50, "ms", seen("SOSP03"), "default, as the Xen paper of 2003 says of ESX; 10 to 20 ms are usual"),
  skew: fact(3, "ms", recalled("fairly"), "lead at which siblings are stopped"),
  check: fact(1, "ms", assumed("how often skews are looked at; the product does not say")),
  limitPeriod: fact(100, "ms", assumed("period of the budget that a limit is; the product does not say")),
  tolerance: fact(
    0.04,
    "of the host",
    assumed(
      "turns of 50 ms, limits by budgets of 100 ms; several virtual CPUs spend a budget at once; over 1,000 random hosts of the test",
    ),
  ),
} as const;

const kit = (id: string, title: string, coScheduling: CoScheduling) =>
  entitlementKit({
    id,
    title,
    rules: {
      quantumNs: ESX_SCHEDULER.quantum.value * NS_PER_MS,
      limitPeriodNs: ESX_SCHEDULER.limitPeriod.value * NS_PER_MS,
      coScheduling,
      isCoreExclusive: false,
    },
    tolerance: ESX_SCHEDULER.tolerance,
    capPeriodNs: {
      value: ESX_SCHEDULER.limitPeriod.value * NS_PER_MS,
      source: ESX_SCHEDULER.limitPeriod.source,
    },
  });

const RELAXED = { checkNs: ESX_SCHEDULER.check.value * NS_PER_MS, skewNs: ESX_SCHEDULER.skew.value * NS_PER_MS };

export const ESX_STRICT = kit("esx-strict", "ESX Server 2, strict co-scheduling", { kind: "strict" });
export const ESX_RELAXED = kit("esx-relaxed", "ESX Server 3, relaxed co-scheduling", { kind: "all-stop", ...RELAXED });
export const ESX_PER_VCPU = kit("esx-per-vcpu", "ESX since 4, relaxed co-scheduling", {
  kind: "leaders-stop",
  ...RELAXED,
});
export const HOST_FAIR = kit("host-fair", "fair sharing of the host system", { kind: "none" });

const EsxTerms = z.strictObject({
  /** Shares level per virtual CPU, where `cpuShares` does not say it. */
  shares: z.enum(["low", "normal", "high"]).default("normal"),
  /** Shares of the whole machine. */
  cpuShares: z.number().positive().max(1e9).optional(),
  cpuReservationMhz: z.number().min(0).max(1e9).default(0),
  /** Left out = no limit. */
  cpuLimitMhz: z.number().positive().max(1e9).optional(),
  memoryShares: z.number().positive().max(1e12).optional(),
});

const esx = (scheduler: typeof ESX_STRICT): CpuModel => ({
  schedulers: [
    entitlementChoice({
      name: "shares",
      kit: scheduler,
      terms: EsxTerms,
      termsOf: (terms, { vcpus }, { machine }) => ({
        weight: terms.cpuShares ?? vcpus * numberOf(ESX_30_FACTS, `cpu.shares.${terms.shares}`),
        reservationCpus: terms.cpuReservationMhz / machine.coreMhz,
        limitCpus: terms.cpuLimitMhz === undefined ? Number.POSITIVE_INFINITY : terms.cpuLimitMhz / machine.coreMhz,
      }),
    }),
  ],
});

export const ESX_25_CORE = esx(ESX_STRICT);
export const ESX_30_CORE = esx(ESX_RELAXED);
export const ESX_35_CORE = esx(ESX_RELAXED);
export const VSPHERE_8_CORE = esx(ESX_PER_VCPU);
export const VMWARE_SERVER_1_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "host",
      kit: HOST_FAIR,
      terms: z.strictObject({}),
      termsOf: (_terms, { vcpus }) => ({ weight: vcpus, reservationCpus: 0, limitCpus: Number.POSITIVE_INFINITY }),
    }),
  ],
};
