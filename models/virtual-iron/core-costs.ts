/** What Virtual Iron costs: hardware assist with shadow page tables, paravirtual drivers through a service partition. */
import { assumed, fact } from "../fact.ts";
import { SPLIT_COPY } from "../hypervisor/io/index.ts";
import { PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import { HARDWARE_SHADOW, SWITCH_2003 } from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { LIVE_MIGRATE } from "./migration-policies.ts";

export const VIRTUAL_IRON_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => HARDWARE_SHADOW,
    switching: SWITCH_2003,
    io: () => SPLIT_COPY,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: {
    name: "service-partition",
    vcpus: fact(1, "vCPUs", assumed("one carries the I/O of most hosts; the product does not state it")),
    terms: {},
  },
  migration: { rules: LIVE_MIGRATE, ...SENDER },
};
