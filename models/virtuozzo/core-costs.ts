/** What a Virtuozzo container costs: one kernel's book-keeping, a bridged network, one page cache; it moves by stop and copy. */
import { SHARED_KERNEL_BRIDGED } from "../hypervisor/io/index.ts";
import { HOST_SWAP_MEMORY, PAGE_WAIT_NS } from "../hypervisor/memory/index.ts";
import { SENDER, STOP_AND_COPY } from "../hypervisor/migration/index.ts";
import { SHARED_KERNEL, SWITCH_2003 } from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";

export const VIRTUOZZO_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => SHARED_KERNEL,
    switching: SWITCH_2003,
    io: () => SHARED_KERNEL_BRIDGED,
    memory: HOST_SWAP_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  migration: { rules: STOP_AND_COPY, ...SENDER },
};
