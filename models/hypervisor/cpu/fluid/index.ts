/**
 * Front door of the fluid allocator: who gets how many CPUs on average, in closed form, per interval. The planner and
 * long what-ifs use it; the discrete-event core is tested against it and it against the core.
 */
export { absoluteFirstShares } from "./absolute-first.ts";
export { baseExcessShares } from "./base-excess.ts";
export { type CapacityCosts, shareableCpus } from "./capacity.ts";
export { admit, checkClaims, overReservedCpus } from "./check.ts";
export { type Claim, type ShareRule, floorCpus, usableCpus } from "./claim.ts";
export { clampShares } from "./clamp.ts";
export { type NodeShare, type ShareNode, type SharePool, guestShares, poolShares } from "./hierarchy.ts";
export { type CpuAssignment, perCpu } from "./per-cpu.ts";
export { donatableCpus, staticShares } from "./static.ts";
