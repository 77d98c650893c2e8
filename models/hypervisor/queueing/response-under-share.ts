/**
 * Response time of a guest that shares CPUs, for the planner: the guest is a server of its own, as fast as the CPUs it
 * could get. Below one CPU it is processor sharing on a slower CPU; above, requests run one per CPU and wait by
 * Sakasegawa's formula, which meets the other at exactly one CPU. Leaves out slices and wake-up order: those are the
 * discrete-event core's.
 */
import type { Claim, ShareRule } from "../cpu/fluid/index.ts";
import { sakasegawaWait } from "./many-servers.ts";
import { mm1Response } from "./one-server.ts";
import { checkAmounts } from "./range.ts";

/**
 * CPUs a guest could have if it wanted all it can get while the others go on as they do: never below what the rule
 * guarantees it, never above its virtual CPUs or limit.
 * @param rule of the pool; throws what the rule throws
 * @throws RangeError when `index` is no claim
 */
export function attainableCpus(rule: ShareRule, capacityCpus: number, claims: readonly Claim[], index: number): number {
  const share = rule(
    capacityCpus,
    claims.map((claim, i) => (i === index ? { ...claim, demandCpus: Infinity } : claim)),
  )[index];
  if (share === undefined) throw new RangeError(`index is ${index}: there are ${claims.length} claims`);
  return share;
}

/** A guest's load and the speed it can have. */
export interface SharedGuest {
  /** CPU time of one request on a CPU of its own, ≥ 0; the response comes out in its unit. */
  readonly serviceTime: number;
  /** CPUs its requests need on average: arrival rate × service time, ≥ 0. */
  readonly offeredCpus: number;
  /** CPUs it can have, from {@link attainableCpus}, ≥ 0. */
  readonly attainableCpus: number;
}

/** Mean response of a request; Infinity when the guest cannot have the CPUs it needs. @throws RangeError below 0 */
export function responseUnderShare(guest: SharedGuest): number {
  const { serviceTime, offeredCpus, attainableCpus: speed } = guest;
  checkAmounts({ serviceTime, offeredCpus, attainableCpus: speed });
  if (serviceTime === 0) return 0;
  if (speed === 0 || offeredCpus >= speed) return Infinity;
  const loadRatio = offeredCpus / speed;
  if (speed <= 1) return mm1Response({ loadRatio, serviceTime: serviceTime / speed });
  return serviceTime + sakasegawaWait({ servers: speed, loadRatio, serviceTime });
}
