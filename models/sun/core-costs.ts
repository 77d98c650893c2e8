/**
 * What Sun's ways of partitioning cost: domains of whole boards nothing, logical domains hypervisor calls and I/O through
 * the control domain, containers a little of one kernel's book-keeping. Logical domains move from 2.1 (Oracle VM for SPARC).
 */
import { OWN_ADAPTER, SHARED_KERNEL_IO, SPLIT_COPY } from "../hypervisor/io/index.ts";
import { HOST_SWAP_MEMORY, PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import { DIRECT_HCALL, NO_TRAPS, SHARED_KERNEL, SWITCH_2003, SWITCH_TODAY } from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { LDOMS_1_FACTS } from "./ldoms-1-facts.ts";
import { OVM_SPARC_MIGRATION } from "./migration-policies.ts";
import { OVM_SPARC_3_FACTS } from "./ovm-sparc-3-facts.ts";

/** Dynamic system domains of every family. */
export const DOMAIN_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => NO_TRAPS,
    switching: SWITCH_2003,
    io: () => OWN_ADAPTER,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};

/** Logical domains: a virtual CPU is a strand. */
export const LDOM_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => DIRECT_HCALL,
    switching: SWITCH_2003,
    io: () => SPLIT_COPY,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: {
    name: "primary",
    vcpus: LDOMS_1_FACTS["control.strands"],
    terms: {},
  },
};

/** Logical domains of Oracle VM Server for SPARC 3, which move. */
export const OVM_SPARC_COSTS: CoreCosts = {
  ...LDOM_COSTS,
  costs: { ...LDOM_COSTS.costs, switching: SWITCH_TODAY },
  service: { name: "primary", vcpus: OVM_SPARC_3_FACTS["control.strands"], terms: {} },
  migration: { rules: OVM_SPARC_MIGRATION, ...SENDER },
};

/** Zones: one kernel, one page cache. */
export const ZONE_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => SHARED_KERNEL,
    switching: SWITCH_2003,
    io: () => SHARED_KERNEL_IO,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};
