/**
 * Goals of z/VM's paging: one list of page frames for all guests, least recently used first out. Idle pages of all guests go
 * before any active one, in proportion to what each has; pages under a guest's floor (SET RESERVED) stay. Left out: the
 * separate lists of dormant and eligible guests, frames below 2 GB.
 */
import { ownWish } from "./idle-tax.ts";
import type { HostMemory } from "./state.ts";

/**
 * Pages each guest is left with under global replacement by age.
 * @param pool pages to give, ≥ sum of the floors
 * @param out whole pages, one per guest, sum ≤ pool
 * @throws RangeError when the floors alone exceed the pool
 */
export function recencyGoals(state: HostMemory, pool: number, out: Float64Array): void {
  let floors = 0;
  let hot = 0;
  let all = 0;
  for (let guest = 0; guest < out.length; guest++) {
    floors += floorOf(state, guest);
    hot += hotOf(state, guest);
    all += ownWish(state, guest);
  }
  if (floors > pool) throw new RangeError(`minimum pages are ${floors} in all: at most the pool, ${pool}`);
  const hotRatio = hot <= pool ? 1 : (pool - floors) / (hot - floors);
  const idleRatio = all <= pool ? 1 : hot < pool ? (pool - hot) / (all - hot) : 0;
  for (let guest = 0; guest < out.length; guest++) {
    const floor = floorOf(state, guest);
    const hotPages = hotOf(state, guest);
    const idlePages = ownWish(state, guest) - hotPages;
    out[guest] = Math.floor(floor + (hotPages - floor) * hotRatio + idlePages * idleRatio);
  }
}

function floorOf(state: HostMemory, guest: number): number {
  return Math.min(state.minimum[guest] ?? 0, ownWish(state, guest));
}

/** Pages that go last: active ones, and those under the floor. */
function hotOf(state: HostMemory, guest: number): number {
  return Math.max(floorOf(state, guest), Math.min(state.active[guest] ?? 0, ownWish(state, guest)));
}
