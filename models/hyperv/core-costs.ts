/**
 * What Microsoft's hypervisors cost beside the CPU they share. Virtual Server translates or, from R2 SP1, uses hardware
 * assist with shadow page tables, emulates devices in the host's Windows and pages nothing; Hyper-V has nested page tables and
 * enlightened guests whose I/O goes through the parent partition; its dynamic memory balloons.
 */
import { assumed, fact } from "../fact.ts";
import { EMULATED_HOSTED, SPLIT_COPY } from "../hypervisor/io/index.ts";
import { BALLOON_MEMORY, PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import {
  BINARY_TRANSLATION_HOSTED,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  SWITCH_2003,
  SWITCH_TODAY,
} from "../hypervisor/traps/index.ts";
import { type CoreCosts, hostService } from "../partitioning/index.ts";
import { HYPER_V_2008_R2 } from "./migration-policies.ts";

export const VIRTUAL_SERVER_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: (mode) => (mode === "hvm" ? HARDWARE_SHADOW : BINARY_TRANSLATION_HOSTED),
    switching: SWITCH_2003,
    io: () => EMULATED_HOSTED,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: hostService("Windows Server 2003 host"),
};

export const HYPER_V_COSTS: CoreCosts = {
  unit: "thread",
  costs: {
    traps: () => HARDWARE_NESTED,
    switching: SWITCH_TODAY,
    io: () => SPLIT_COPY,
    memory: BALLOON_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.ssd,
  },
  service: {
    name: "parent-partition",
    vcpus: fact(2, "virtual processors", assumed("it has as many as the host; two carry the I/O of most hosts")),
    terms: {},
  },
  migration: { rules: HYPER_V_2008_R2, ...SENDER },
};
