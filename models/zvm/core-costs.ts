/**
 * What PR/SM and z/VM cost their guests beside the processors they share. A logical partition runs by itself under SIE and
 * owns or shares channels without help; a guest of z/VM leaves SIE for what the control program simulates, which does its
 * I/O and pages it to expanded storage and disks; it moves from z/VM 6.2 on. Leaves out minidisk caching, MDC and vswitch.
 */
import { type Fact, derived, fact } from "../fact.ts";
import { EVENT_KINDS } from "../hypervisor/guest/index.ts";
import { CONTROL_PROGRAM, OWN_ADAPTER } from "../hypervisor/io/index.ts";
import { CP_PAGING_MEMORY, PAGE_WAIT_NS, STATIC_MEMORY } from "../hypervisor/memory/index.ts";
import { SENDER } from "../hypervisor/migration/index.ts";
import { DIRECT_LPAR, DIRECT_SIE, SWITCH_2003, SWITCH_TODAY, type TrapCosts } from "../hypervisor/traps/index.ts";
import type { CoreCosts } from "../partitioning/index.ts";
import { ZVM_RELOCATION } from "./migration-policies.ts";

/** Logical partitions of the z990 and System z9. */
export const PRSM_2006_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => DIRECT_LPAR,
    switching: SWITCH_2003,
    io: () => OWN_ADAPTER,
    memory: STATIC_MEMORY,
    pageWaitNs: PAGE_WAIT_NS["many-disks"],
  },
};

/** Logical partitions of z16 and z17. */
export const PRSM_TODAY_COSTS: CoreCosts = {
  ...PRSM_2006_COSTS,
  costs: { ...PRSM_2006_COSTS.costs, switching: SWITCH_TODAY },
};

/** z/VM 5. */
export const ZVM_5_COSTS: CoreCosts = {
  unit: "core",
  costs: {
    traps: () => DIRECT_SIE,
    switching: SWITCH_2003,
    io: () => CONTROL_PROGRAM,
    memory: CP_PAGING_MEMORY,
    pageWaitNs: PAGE_WAIT_NS["many-disks"],
  },
};

/** Every CPU-second and every exit of a guest costs `factor` times what it does on the first level. */
function simulated(factor: Fact<number>): TrapCosts {
  const source = derived("nest.factor x the same on the first level");
  const events = EVENT_KINDS.map((kind) => [kind, fact(DIRECT_SIE.events[kind].value * factor.value, "ns", source)]);
  return {
    id: "simulated-sie",
    title: "interpreted execution simulated by a second level of z/VM",
    referenceMhz: DIRECT_SIE.referenceMhz,
    events: Object.fromEntries(events) as TrapCosts["events"],
    steadyRatio: fact(factor.value * (1 + DIRECT_SIE.steadyRatio.value) - 1, "of CPU time", source),
  };
}

/**
 * z/VM 5 as a guest of z/VM 5: the hardware runs two levels, the third is simulated.
 * @param factor CPU per unit that it would cost on the first level, at least 1
 */
export function secondLevelCosts(factor: Fact<number>): CoreCosts {
  const traps = simulated(factor);
  return { ...ZVM_5_COSTS, costs: { ...ZVM_5_COSTS.costs, traps: () => traps } };
}

/** z/VM 7, which relocates running guests. */
export const ZVM_7_COSTS: CoreCosts = {
  ...ZVM_5_COSTS,
  costs: { ...ZVM_5_COSTS.costs, switching: SWITCH_TODAY, pageWaitNs: PAGE_WAIT_NS.ssd },
  migration: { rules: ZVM_RELOCATION, ...SENDER },
};
