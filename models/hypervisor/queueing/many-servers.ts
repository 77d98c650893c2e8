/**
 * Several equal servers with one queue: Erlang's loss and waiting formulas, M/M/c, and Sakasegawa's approximation, which
 * also takes a fractional number of servers. Textbook results, recalled. At full load waits are Infinity, never NaN.
 */
import { checkAmounts, checkCounts, checkProbability } from "./range.ts";

/** Equal servers fed from one queue. */
export interface ManyServers {
  /** A whole number ≥ 1 (Sakasegawa: any number above 0). */
  readonly servers: number;
  /** Part of all servers that is busy: arrival rate × service time / servers, ≥ 0. */
  readonly loadRatio: number;
  /** Mean service time, ≥ 0. */
  readonly serviceTime: number;
}

/**
 * Part of the arrivals lost when all servers are busy and nobody waits (Erlang B). O(servers).
 * @param offered arrival rate × service time, in servers, ≥ 0
 * @throws RangeError naming the parameter
 */
export function erlangB(servers: number, offered: number): number {
  checkCounts({ servers }, 1);
  checkAmounts({ offered });
  let blocking = 1;
  for (let s = 1; s <= servers; s++) blocking = (offered * blocking) / (s + offered * blocking);
  return blocking;
}

/**
 * Probability that an arrival to M/M/c waits (Erlang C); 1 from full load on. O(servers).
 * @throws RangeError naming the parameter
 */
export function erlangC(servers: number, loadRatio: number): number {
  checkAmounts({ loadRatio });
  if (loadRatio >= 1) return 1;
  const blocking = erlangB(servers, servers * loadRatio);
  return blocking / (1 - loadRatio * (1 - blocking));
}

/** Mean wait before service in M/M/c. @throws RangeError naming the parameter */
export function mmcWait(queue: ManyServers): number {
  const { servers, loadRatio, serviceTime } = queue;
  checkAmounts({ serviceTime });
  const waits = erlangC(servers, loadRatio);
  if (serviceTime === 0) return 0;
  return loadRatio < 1 ? (waits * serviceTime) / (servers * (1 - loadRatio)) : Infinity;
}

/** Mean response of M/M/c, service included. @throws RangeError naming the parameter */
export function mmcResponse(queue: ManyServers): number {
  return queue.serviceTime + mmcWait(queue);
}

/**
 * The wait that this part of the arrivals to M/M/c does not exceed; 0 when fewer than the rest wait at all.
 * @param ratio at least 0, below 1
 * @throws RangeError naming the parameter
 */
export function mmcWaitQuantile(queue: ManyServers, ratio: number): number {
  const { servers, loadRatio, serviceTime } = queue;
  checkProbability("ratio", ratio);
  checkAmounts({ serviceTime });
  const waits = erlangC(servers, loadRatio);
  if (serviceTime === 0 || waits <= 1 - ratio) return 0;
  return loadRatio < 1 ? (Math.log(waits / (1 - ratio)) * serviceTime) / (servers * (1 - loadRatio)) : Infinity;
}

/**
 * Sakasegawa's approximation of the mean wait of M/M/c: exact for one server, some percent high for more.
 * @param queue `servers` may be any number above 0
 * @throws RangeError naming the parameter
 */
export function sakasegawaWait(queue: ManyServers): number {
  const { servers, loadRatio, serviceTime } = queue;
  checkAmounts({ servers, loadRatio, serviceTime });
  if (servers === 0) throw new RangeError("servers is 0: it must be above 0");
  if (serviceTime === 0) return 0;
  if (loadRatio >= 1) return Infinity;
  return (serviceTime * loadRatio ** (Math.sqrt(2 * (servers + 1)) - 1)) / (servers * (1 - loadRatio));
}
