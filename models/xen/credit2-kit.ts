/** Credit2 as a kit. */
import { assumed } from "../fact.ts";
import type { SchedulerKit } from "../hypervisor/cpu/index.ts";
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import { CREDIT2_OPS, type Credit2Pool, type Credit2Terms } from "./credit2.ts";
import { CREDIT2_RULES } from "./credit2-rules.ts";
import { creditCapCores } from "./schedulers.ts";
import { XEN_4_FACTS } from "./xen-4-facts.ts";

export type Credit2Kit = SchedulerKit<Credit2Terms, Credit2Pool>;

export const CREDIT2: Credit2Kit = {
  id: "credit2",
  title: "Xen credit2",
  ops: CREDIT2_OPS,
  defaults: { weight: XEN_4_FACTS["sched.credit.weight"].value, capPercent: XEN_4_FACTS["sched.credit.cap"].value },
  workConserving: "unless-capped",
  capPeriodNs: { value: CREDIT2_RULES.capPeriodNs, source: XEN_4_FACTS["sched.credit2.capPeriod"].source },
  fluid: {
    form: "clamp",
    scope: "host",
    shares: (cpus, guests) =>
      clampShares(
        cpus,
        guests.map(({ terms, vcpus, demandCpus }) => ({
          weight: terms.weight * vcpus,
          vcpus,
          demandCpus,
          reservationCpus: 0,
          limitCpus: creditCapCores(terms),
          uncapped: true,
        })),
      ),
    tolerance: {
      value: 0.04,
      source: assumed(
        "half a percent where queues are one CPU's; up to 4 % where a vCPU is due almost a whole CPU and gives way at resets; capped VMs of several vCPUs beside busy ones excepted",
      ),
    },
  },
};
