/**
 * How HP's partitions share the CPU: cells and virtual partitions own their processors; Integrity VM guarantees an
 * entitlement of each virtual CPU and lends what is idle; PRM groups share by shares, under caps where they are set, or have
 * whole cores of their own. Leaves out: CPUCAPON (a ceiling that depends on the shares of all others), core 0 kept free.
 */
import { z } from "zod";
import { assumed, fact } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice, mustFit, ownSet } from "../partitioning/index.ts";
import { INTEGRITY_VM_3_FACTS } from "./integrity-vm-3-facts.ts";

const NS_PER_MS = 1e6;
const PERCENT = 100;

/** Figures of both schedulers. */
export const HP_SHARING = {
  quantum: fact(10, "ms", assumed("HP-UX counts time in ticks of 10 ms")),
  capPeriod: fact(100, "ms", assumed("period over which a ceiling holds; not stated")),
  tolerance: fact(
    0.04,
    "of the host",
    assumed("turns of 10 ms; several virtual CPUs spend a budget at once; over 1,000 random hosts of the test"),
  ),
} as const;

const kit = (id: string, title: string) =>
  entitlementKit({
    id,
    title,
    rules: {
      quantumNs: HP_SHARING.quantum.value * NS_PER_MS,
      limitPeriodNs: HP_SHARING.capPeriod.value * NS_PER_MS,
      coScheduling: { kind: "none" },
      isCoreExclusive: false,
    },
    tolerance: HP_SHARING.tolerance,
    capPeriodNs: { value: HP_SHARING.capPeriod.value * NS_PER_MS, source: HP_SHARING.capPeriod.source },
  });

export const PRM_SHARES = kit("hp-prm", "HP Process Resource Manager shares");
export const HPVM_ENTITLEMENT = kit("hpvm", "Integrity VM entitlements");

export const HP_PRM_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "shares",
      kit: PRM_SHARES,
      terms: z.strictObject({
        cpuShares: z.number().positive().max(1e6).default(1),
        /** Ceiling in percent of the machine; left out = none. */
        maxPercent: z.number().positive().max(PERCENT).optional(),
        /** Cores of a processor set of its own (PSET) instead of shares; left out = shares. */
        psetCores: z.int().positive().max(1e4).optional(),
      }),
      termsOf: (terms, { vcpus, cpus }) =>
        terms.psetCores === undefined
          ? {
              weight: terms.cpuShares,
              reservationCpus: 0,
              limitCpus:
                terms.maxPercent === undefined ? Number.POSITIVE_INFINITY : (terms.maxPercent / PERCENT) * cpus,
            }
          : ownSet(mustFit("psetCores", terms.psetCores, cpus), vcpus),
    }),
  ],
};

const LEAST = INTEGRITY_VM_3_FACTS["vm.minEntitlement"].value;
const USUAL = INTEGRITY_VM_3_FACTS["vm.entitlementDefault"].value;

export const INTEGRITY_VM_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "entitlement",
      kit: HPVM_ENTITLEMENT,
      terms: z.strictObject({
        /** Percent of a processor for each virtual CPU. */
        entitlementPercent: z.number().min(LEAST).max(PERCENT).default(USUAL),
      }),
      termsOf: (terms, { vcpus }) => ({
        weight: terms.entitlementPercent * vcpus,
        reservationCpus: (terms.entitlementPercent / PERCENT) * vcpus,
        limitCpus: Number.POSITIVE_INFINITY,
      }),
    }),
  ],
};
