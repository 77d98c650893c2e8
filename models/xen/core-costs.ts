/**
 * What Xen costs its guests beside the CPU they share: hypercalls of paravirtual domains, shadow or nested page tables of
 * assisted ones, I/O through Domain-0 by page flipping (to 3.0.2), copying (since) or device models, memory given out at
 * start or ballooned, live migration by the rules of each release. Leaves out driver domains and stub domains.
 */
import { assumed, fact } from "../fact.ts";
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

interface XenCosts {
  /** Page tables of assisted guests, way of paravirtual I/O, hardware of the time, rules of migration. */
  readonly assisted: TrapCosts;
  readonly split: IoPath;
  readonly switching: SwitchCosts;
  readonly rules: MigrationRules;
  /** Terms of Domain-0 in the scheduler's words. */
  readonly domain0: Readonly<Record<string, unknown>>;
}

const xenCosts = ({ assisted, split, switching, rules, domain0 }: XenCosts): CoreCosts => ({
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "pv" ? HYPERCALL : assisted),
    switching,
    io: (mode) => (mode === "pv" ? split : EMULATED_SERVICE),
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: {
    name: "Domain-0",
    vcpus: fact(2, "vCPUs", assumed("Domain-0 gets a virtual CPU for each CPU; two carry the I/O of most hosts")),
    terms: domain0,
  },
  migration: {
    rules,
    otherRules: { "paper-2005": XEN_PAPER_2005, "adaptive-2006": XEN_2006_ADAPTIVE, "xen-4": XEN_4 },
    ...SENDER,
  },
});

const HEAVY = { weight: 512 };

export const XEN_20_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  split: SPLIT_FLIP,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: {},
});
export const XEN_300_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  split: SPLIT_FLIP,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: { periodNs: 20e6, sliceNs: 15e6, extraTime: true },
});
export const XEN_302_COSTS = XEN_300_COSTS;
export const XEN_303_COSTS = xenCosts({
  assisted: HARDWARE_SHADOW,
  split: SPLIT_COPY,
  switching: SWITCH_2003,
  rules: XEN_2006_SHIPPED,
  domain0: HEAVY,
});
export const XEN_304_COSTS = XEN_303_COSTS;
export const XEN_4_COSTS = xenCosts({
  assisted: HARDWARE_NESTED,
  split: SPLIT_COPY,
  switching: SWITCH_TODAY,
  rules: XEN_4,
  domain0: HEAVY,
});
export const XCP_NG_83_COSTS = XEN_4_COSTS;
