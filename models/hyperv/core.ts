/**
 * How Microsoft's hypervisors share the CPU. Virtual Server gives each machine one virtual CPU, a weight, a reserve and a
 * maximum in percent of the host; its inner dispatch is not published. Hyper-V weighs, reserves and caps per virtual
 * processor; the classic scheduler fills logical processors, the core scheduler (default since 2019) gives a core to one
 * machine at a time. Leaves out the root scheduler of clients, where weights and caps do not apply.
 */
import { z } from "zod";
import { assumed, fact, recalled } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";

const NS_PER_MS = 1e6;
const PERCENT = 100;

/** Figures of the schedulers that no release's own table holds. */
export const HYPERV_SCHEDULER = {
  quantum: fact(10, "ms", assumed("the inner dispatch is not published; 10 ms turns")),
  limitPeriod: fact(100, "ms", assumed("period over which a maximum holds; not published")),
  weight: fact(100, "", recalled("sure"), "default relative weight, of 1 to 10,000"),
  tolerance: fact(
    0.04,
    "of the host",
    assumed(
      "turns of 10 ms, maxima by budgets of 100 ms; several virtual CPUs spend a budget at once; over 1,000 random hosts of the test",
    ),
  ),
} as const;

const kit = (id: string, title: string, isCoreExclusive: boolean) =>
  entitlementKit({
    id,
    title,
    rules: {
      quantumNs: HYPERV_SCHEDULER.quantum.value * NS_PER_MS,
      limitPeriodNs: HYPERV_SCHEDULER.limitPeriod.value * NS_PER_MS,
      coScheduling: { kind: "none" },
      isCoreExclusive,
    },
    tolerance: HYPERV_SCHEDULER.tolerance,
    capPeriodNs: {
      value: HYPERV_SCHEDULER.limitPeriod.value * NS_PER_MS,
      source: HYPERV_SCHEDULER.limitPeriod.source,
    },
  });

export const VIRTUAL_SERVER_SHARES = kit("virtual-server-2005", "Virtual Server 2005 resource allocation", false);
export const HYPER_V_CLASSIC = kit("hyper-v-classic", "Hyper-V classic scheduler", false);
export const HYPER_V_CORE = kit("hyper-v-core", "Hyper-V core scheduler", true);

const weight = z.int().min(1).max(10_000).default(HYPERV_SCHEDULER.weight.value);
const percent = z.number().min(0).max(PERCENT);

const VirtualServerTerms = z.strictObject({
  relativeWeight: weight,
  /** Percent of the whole host; one machine gets at most one CPU of it. */
  reservedPctOfSystem: percent.default(0),
  maximumPctOfSystem: percent.default(PERCENT),
});

export const VIRTUAL_SERVER_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "resource-allocation",
      kit: VIRTUAL_SERVER_SHARES,
      terms: VirtualServerTerms,
      termsOf: (terms, { cpus, vcpus }) => ({
        weight: terms.relativeWeight,
        reservationCpus: (terms.reservedPctOfSystem / PERCENT) * cpus,
        limitCpus: Math.min(vcpus, (terms.maximumPctOfSystem / PERCENT) * cpus),
      }),
    }),
  ],
};

const HyperVTerms = z.strictObject({
  scheduler: z.string().max(20).optional(),
  relativeWeight: weight,
  /** Percent of its virtual processors. */
  reservePercentOfVcpus: percent.default(0),
  maximumPercentOfVcpus: percent.default(PERCENT),
});

const hyperV = (name: string, scheduler: typeof HYPER_V_CORE) =>
  entitlementChoice({
    name,
    kit: scheduler,
    terms: HyperVTerms,
    termsOf: (terms, { vcpus }) => ({
      weight: terms.relativeWeight * vcpus,
      reservationCpus: (terms.reservePercentOfVcpus / PERCENT) * vcpus,
      limitCpus: (terms.maximumPercentOfVcpus / PERCENT) * vcpus,
    }),
  });

export const HYPER_V_CPU: CpuModel = {
  schedulers: [hyperV("core", HYPER_V_CORE), hyperV("classic", HYPER_V_CLASSIC)],
};
