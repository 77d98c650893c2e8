/**
 * One server with Poisson arrivals: first come first served (M/M/1, M/D/1, M/G/1 by Pollaczek and Khinchine), processor
 * sharing, and a finite room (M/M/1/K). Textbook results, recalled. Times come out in the unit of the service time.
 * At a load of 1 or more nothing is steady: waits and numbers are Infinity, never negative, never NaN.
 */
import { checkAmounts, checkCounts, checkProbability } from "./range.ts";

/** A server and its load. */
export interface OneServer {
  /** Arrival rate × service time, ≥ 0. */
  readonly loadRatio: number;
  /** Mean service time of a job that has the server to itself, ≥ 0. */
  readonly serviceTime: number;
}

/** 1 / (1 − load), Infinity from a load of 1 on. */
const stretch = (loadRatio: number): number => (loadRatio < 1 ? 1 / (1 - loadRatio) : Infinity);

/** Busy part of a server, by the utilization law: throughput × service demand. @throws RangeError below 0 */
export function utilizationRatio(throughput: number, serviceTime: number): number {
  checkAmounts({ throughput, serviceTime });
  return throughput * serviceTime;
}

/** Mean response of M/M/1, service included; also of any service time under processor sharing. @throws RangeError below 0 */
export function mm1Response(server: OneServer): number {
  checkAmounts({ ...server });
  return server.serviceTime === 0 ? 0 : server.serviceTime * stretch(server.loadRatio);
}

/** Mean number in an M/M/1 system, in service included. @throws RangeError for a load below 0 */
export function mm1InSystem(loadRatio: number): number {
  checkAmounts({ loadRatio });
  return loadRatio < 1 ? loadRatio / (1 - loadRatio) : Infinity;
}

/**
 * The response that this part of the M/M/1 responses does not exceed: the response is exponential.
 * @param ratio at least 0, below 1, e.g. 0.95
 * @throws RangeError outside these ranges
 */
export function mm1ResponseQuantile(server: OneServer, ratio: number): number {
  checkProbability("ratio", ratio);
  return ratio === 0 ? 0 : -mm1Response(server) * Math.log(1 - ratio);
}

/**
 * Mean wait before service, first come first served.
 * @param scv squared coefficient of variation of the service time: 0 constant (M/D/1), 1 exponential (M/M/1)
 * @throws RangeError below 0
 */
export function mg1Wait(server: OneServer, scv: number): number {
  const { loadRatio, serviceTime } = server;
  checkAmounts({ ...server, scv });
  return loadRatio * serviceTime === 0 ? 0 : (loadRatio * serviceTime * (1 + scv) * stretch(loadRatio)) / 2;
}

/** Mean response under processor sharing of a job that alone would take `size`. @throws RangeError below 0 */
export function psResponse(loadRatio: number, size: number): number {
  return mm1Response({ loadRatio, serviceTime: size });
}

/**
 * Part of the arrivals that M/M/1 with room for `room` jobs, in service included, turns away.
 * @throws RangeError for a load below 0 or a room below 1
 */
export function mm1LossRatio(loadRatio: number, room: number): number {
  checkAmounts({ loadRatio });
  checkCounts({ room }, 1);
  // ρ^K / (1 + ρ + … + ρ^K), summed from the last term down so that a large load cannot overflow.
  let sum = 1;
  for (let k = 0, term = 1; k < room; k++) {
    term /= loadRatio;
    sum += term;
  }
  return 1 / sum;
}
