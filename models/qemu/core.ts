/**
 * How Linux shares the CPU among QEMU's processes: by weight of their groups, least served first, under a quota per 100 ms.
 * QEMU 0.8 ran under the kernels of its time, all processes alike, each a single thread however many virtual CPUs it showed.
 * Leaves out: wake-up credits and load balancing between run queues, which decide in milliseconds what the weights decide in
 * seconds; that the virtual CPUs of one thread never run at the same instant (here they share one CPU's time).
 */
import { z } from "zod";
import { assumed, fact, recalled } from "../fact.ts";
import { entitlementKit } from "../hypervisor/cpu/index.ts";
import { type CpuModel, entitlementChoice } from "../partitioning/index.ts";
import { PROXMOX_VE_8_FACTS } from "./proxmox-ve-8-facts.ts";
import { QEMU_08_FACTS } from "./qemu-0.8-facts.ts";

const NS_PER_MS = 1e6;

/** Figures of the kernel's fair scheduling. */
export const LINUX_FAIR = {
  quantum: fact(6, "ms", recalled("fairly"), "latency target divided among those who run; some ms on servers"),
  oldQuantum: fact(100, "ms", recalled("fairly"), "default time slice of Linux 2.6 before fair scheduling"),
  quotaPeriod: PROXMOX_VE_8_FACTS["sched.period"],
  tolerance: fact(
    0.04,
    "of the host",
    assumed("several virtual CPUs spend a budget at once; over 1,000 random hosts of the test"),
  ),
} as const;

const kit = (id: string, title: string, quantumMs: number) =>
  entitlementKit({
    id,
    title,
    rules: {
      quantumNs: quantumMs * NS_PER_MS,
      limitPeriodNs: LINUX_FAIR.quotaPeriod.value * NS_PER_MS,
      coScheduling: { kind: "none" },
      isCoreExclusive: false,
    },
    tolerance: LINUX_FAIR.tolerance,
    capPeriodNs: { value: LINUX_FAIR.quotaPeriod.value * NS_PER_MS, source: LINUX_FAIR.quotaPeriod.source },
  });

export const LINUX_FAIR_KIT = kit("linux-fair", "Linux fair scheduling", LINUX_FAIR.quantum.value);
export const LINUX_26_KIT = kit("linux-2.6", "Linux 2.6 time sharing", LINUX_FAIR.oldQuantum.value);

export const QEMU_08_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "host",
      kit: LINUX_26_KIT,
      terms: z.strictObject({}),
      termsOf: () => ({ weight: 1, reservationCpus: 0, limitCpus: QEMU_08_FACTS["cpu.threads"].value }),
    }),
  ],
};

export const PROXMOX_CORE: CpuModel = {
  schedulers: [
    entitlementChoice({
      name: "fair",
      kit: LINUX_FAIR_KIT,
      terms: z.strictObject({
        cpuunits: z
          .number()
          .min(PROXMOX_VE_8_FACTS["cpu.unitsMin"].value)
          .max(PROXMOX_VE_8_FACTS["cpu.unitsMax"].value)
          .default(PROXMOX_VE_8_FACTS["cpu.units"].value),
        /** CPUs; 0 = none. */
        cpulimit: z
          .number()
          .min(0)
          .max(PROXMOX_VE_8_FACTS["cpu.limitMax"].value)
          .default(PROXMOX_VE_8_FACTS["cpu.limit"].value),
      }),
      termsOf: (terms) => ({
        weight: terms.cpuunits,
        reservationCpus: 0,
        limitCpus: terms.cpulimit > 0 ? terms.cpulimit : Number.POSITIVE_INFINITY,
      }),
    }),
  ],
};
