/**
 * Closed interactive systems: users think, ask, wait. Exact mean value analysis for one class of users (Reiser and
 * Lavenberg), Schweitzer's approximation for many; open load on a station takes its part of the server first. Stations are
 * single servers with a queue; delays belong into the think time. Textbook algorithms, recalled.
 */
import { checkAmounts, checkCounts } from "./range.ts";

/** One class of users. */
export interface ClosedClass {
  /** Users, a whole number ≥ 0. */
  readonly users: number;
  /** Time between an answer and the next request, ≥ 0. */
  readonly thinkTime: number;
  /** Service demand of one request at each station, ≥ 0, in the unit of the think time. */
  readonly demands: readonly number[];
}

/** What a class sees, and the mean number of its requests at each station. */
export interface ClosedResult {
  /** Requests per unit of time. */
  readonly throughput: number;
  /** Mean response over all stations, without thinking. */
  readonly response: number;
  readonly queues: readonly number[];
}

/** Largest change of a queue at which Schweitzer's iteration ends; it converges geometrically. */
const SETTLED_BELOW = 1e-12;
const MOST_ROUNDS = 100_000;

/** Rate at which `users` circulate; a system that takes no time at all has no finite rate. */
function rate(users: number, cycle: number): number {
  if (users > 0 && cycle === 0) throw new RangeError("thinkTime and demands are all 0: one of them must be above 0");
  return users === 0 ? 0 : users / cycle;
}

/**
 * Exact mean values of one class. O(users × stations).
 * @throws RangeError naming the field outside its range, or when no time passes anywhere
 */
export function exactMva(one: ClosedClass): ClosedResult {
  check(one, "");
  let result: ClosedResult = { throughput: 0, response: sum(one.demands), queues: one.demands.map(() => 0) };
  for (let users = 1; users <= one.users; users++) {
    const residence = one.demands.map((demand, k) => demand * (1 + (result.queues[k] ?? 0)));
    const response = sum(residence);
    const throughput = rate(users, one.thinkTime + response);
    result = { throughput, response, queues: residence.map((time) => throughput * time) };
  }
  return result;
}

/**
 * Approximate mean values of several classes (Schweitzer): an arriving request finds the others' queues and its own
 * class's, less one user's part. Within some percent of exact; ends when no queue changes any more.
 * @param openLoad per station, the part of the server that open load takes, at least 0 and below 1; none when absent
 * @throws RangeError naming the field outside its range
 */
export function schweitzerMva(classes: readonly ClosedClass[], openLoad?: readonly number[]): readonly ClosedResult[] {
  const stations = classes[0]?.demands ?? [];
  for (const [c, one] of classes.entries()) {
    check(one, `classes[${c}].`);
    if (one.demands.length === stations.length) continue;
    throw new RangeError(`classes[${c}].demands has ${one.demands.length} stations: the first has ${stations.length}`);
  }
  const free = stations.map((_, k) => {
    const load = openLoad?.[k] ?? 0;
    if (!(load >= 0 && load < 1)) throw new RangeError(`openLoad[${k}] is ${load}: it must be at least 0 and below 1`);
    return 1 - load;
  });
  let results = classes.map((one): ClosedResult => {
    const visited = one.demands.filter((demand) => demand > 0).length;
    return { throughput: 0, response: 0, queues: one.demands.map((d) => (d > 0 ? one.users / visited : 0)) };
  });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const total = free.map((_, k) => sum(results.map((result) => result.queues[k] ?? 0)));
    const next = classes.map((one, c): ClosedResult => {
      const mine = results[c]?.queues ?? [];
      const found = (k: number) => (total[k] ?? 0) - (one.users > 0 ? (mine[k] ?? 0) / one.users : 0);
      const residence = one.demands.map((demand, k) => (demand / (free[k] ?? 1)) * (1 + found(k)));
      const response = sum(residence);
      const throughput = rate(one.users, one.thinkTime + response);
      return { throughput, response, queues: residence.map((time) => throughput * time) };
    });
    const moved = next.some((result, c) =>
      result.queues.some((q, k) => Math.abs(q - (results[c]?.queues[k] ?? 0)) > SETTLED_BELOW * (1 + q)),
    );
    results = next;
    if (!moved) break;
  }
  return results;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function check(one: ClosedClass, name: string): void {
  checkCounts({ [`${name}users`]: one.users }, 0);
  checkAmounts({ [`${name}thinkTime`]: one.thinkTime });
  for (const [k, demand] of one.demands.entries()) checkAmounts({ [`${name}demands[${k}]`]: demand });
}
