/**
 * What Xen costs its guests beside the CPU they share: hypercalls of paravirtual domains, shadow or nested page tables of
 * assisted ones, I/O through Domain-0 by page flipping (to 3.0.2) or copying (since), for assisted domains of Xen 3.0 by device
 * models, memory given out at start, live migration by the rules of each release. Leaves out driver domains, stub domains,
 * balloons, and assisted domains of Xen 4 without paravirtual drivers.
 */
import { type Sourced, assumed, fact } from "../fact.ts";
import { EMULATED_SERVICE, SPLIT_COPY, SPLIT_FLIP } from "../hypervisor/io/index.ts";
import { PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";
import {
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  HYPERCALL,
  SWITCH_2003,
  SWITCH_TODAY,
  type SwitchCosts,
  type TrapCosts,
} from "../hypervisor/traps/index.ts";
import type { IoPath } from "../hypervisor/io/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { XEN_2006_ADAPTIVE, XEN_2006_SHIPPED, XEN_4, XEN_PAPER_2005 } from "./migration-policies.ts";
import { XEN_SCHEDULER_FACTS } from "./scheduler-facts.ts";
import { XCP_NG_83_FACTS } from "./xcp-ng-8.3-facts.ts";

interface XenCosts {
  /** Page tables of assisted guests and the way of their I/O, that of paravirtual I/O, hardware, rules of migration. */
  readonly assisted: TrapCosts;
  readonly assistedIo: IoPath;
  readonly split: IoPath;
  readonly switching: SwitchCosts;
  readonly rules: MigrationRules;
  /** Terms of Domain-0 in the scheduler's words. */
  readonly domain0: Readonly<Record<string, unknown>>;
  /** Its virtual CPUs, where a release states them. */
  readonly vcpus?: Sourced<number>;
}

const TWO_VCPUS = fact(
  2,
  "vCPUs",
  assumed("Domain-0 gets a virtual CPU for each CPU; two carry the I/O of most hosts"),
);

const xenCosts = ({
  assisted,
  assistedIo,
  split,
  switching,
  rules,
  domain0,
  vcpus = TWO_VCPUS,
}: XenCosts): CoreCosts => ({
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "pv" ? HYPERCALL : assisted),
    switching,
    io: (mode) => (mode === "pv" ? split : assistedIo),
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: {
    name: "Domain-0",
    vcpus,
    terms: domain0,
  },
  migration: {
    rules,
    otherRules: { "paper-2005": XEN_PAPER_2005, "adaptive-2006": XEN_2006_ADAPTIVE, "xen-4": XEN_4 },
    ...SENDER,
  },
});

/** Xen itself gives Domain-0 the weight of any domain, 256. */
const WEIGHT = fact(512, "", assumed("twice a domain's: administrators raise it so that I/O does not wait for guests"));
const HEAVY = { weight: WEIGHT.value };

const NS_PER_MS = 1e6;
/** Slice and period of Domain-0 under sedf, in its own ns. */
const SLICED = {
  periodNs: XEN_SCHEDULER_FACTS["sched.sedf.dom0Period"].value * NS_PER_MS,
  sliceNs: XEN_SCHEDULER_FACTS["sched.sedf.dom0Slice"].value * NS_PER_MS,
  extraTime: true,
};

export const XEN_20_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  assistedIo: EMULATED_SERVICE,
  split: SPLIT_FLIP,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: {},
});
export const XEN_300_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  assistedIo: EMULATED_SERVICE,
  split: SPLIT_FLIP,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: SLICED,
});
export const XEN_302_COSTS = XEN_300_COSTS;
export const XEN_303_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  assistedIo: EMULATED_SERVICE,
  split: SPLIT_COPY,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: HEAVY,
});
export const XEN_304_COSTS = XEN_303_COSTS;
export const XEN_4_COSTS = xenCosts({
  assisted: HARDWARE_NESTED,
  assistedIo: SPLIT_COPY,
  split: SPLIT_COPY,
  switching: SWITCH_TODAY,
  rules: XEN_4,
  domain0: HEAVY,
});
export const XCP_NG_83_COSTS = xenCosts({
  assisted: HARDWARE_NESTED,
  assistedIo: SPLIT_COPY,
  split: SPLIT_COPY,
  switching: SWITCH_TODAY,
  rules: XEN_4,
  domain0: HEAVY,
  vcpus: XCP_NG_83_FACTS["svc.dom0Vcpu"],
});
