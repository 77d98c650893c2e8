/**
 * What the POWER hypervisor costs its partitions beside the processors they share: hypervisor calls, I/O through a Virtual
 * I/O Server (all of its driver work, since clients do none), memory given out at start, Live Partition Mobility from
 * POWER6. Leaves out adapters a partition owns, Active Memory Sharing.
 */
import { assumed, fact } from "../fact.ts";
import { HOSTING_PHYSICAL, OWN_ADAPTER } from "../hypervisor/io/index.ts";
import { PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import { DIRECT_HCALL, SWITCH_2003, SWITCH_TODAY } from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { POWER_LPM } from "./migration-policies.ts";
import { POWER5_CPU_FACTS } from "./power5-cpu-facts.ts";

/** Entitlement of the server beside its pool's spare capacity. */
const VIOS_UNITS = fact(0.5, "PU", assumed("half a processor each, within the field rule for small servers; uncapped"));

const VIOS: NonNullable<CoreCosts["service"]> = {
  name: "VIOS",
  vcpus: fact(2, "virtual processors", assumed("one Virtual I/O Server that may grow to two processors")),
  // The highest weight there is, by the field advice of `viosWhere`; the same on every generation.
  terms: { processingUnits: VIOS_UNITS.value, uncappedWeight: POWER5_CPU_FACTS.weightMax.value },
};

/** POWER4: dedicated processors and adapters, so that only the calls of the hypervisor are left. */
export const POWER4_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => DIRECT_HCALL,
    switching: SWITCH_2003,
    io: () => OWN_ADAPTER,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
};

export const POWER5_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => DIRECT_HCALL,
    switching: SWITCH_2003,
    io: () => HOSTING_PHYSICAL,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS.disk,
  },
  service: VIOS,
};

export const POWER10_COSTS: CoreCosts = {
  ...POWER5_COSTS,
  costs: { ...POWER5_COSTS.costs, switching: SWITCH_TODAY, pageWaitNs: PAGE_WAIT_NS.ssd },
  migration: { rules: POWER_LPM, ...SENDER },
};
export const POWER11_COSTS = POWER10_COSTS;
