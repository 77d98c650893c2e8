/**
 * Hosts that cannot be emptied, whatever else moves: one of their items fits no other host in use even were that empty, or
 * a rule ties it to where it is.
 */
import { type Placement, type Today, boardOf, fillOf } from "./today.ts";

/** The hosts in use that hold such an item. O(items that rules or types restrict × hosts) at worst */
export function stuckHosts(today: Today, placement: Placement): ReadonlySet<number> {
  const fill = fillOf(placement);
  const used = [...fill.keys()].filter((host) => fill[host]! > 0);
  const types = new Set(used.map((host) => placement.hosts[host]!.type));
  const roomy = (item: number) => [...types].filter((t) => holdsAlone(today, item, t));
  const board = boardOf(today, placement);
  const stuck = new Set<number>();
  for (const [item, home] of placement.at.entries()) {
    if (home < 0 || stuck.has(home)) continue;
    const able = roomy(item);
    const isFree = board.rulesOf(item).length === 0 && able.length === types.size;
    if (isFree && used.length > 1) continue;
    const mayGo = used.some(
      (host) => host !== home && able.includes(placement.hosts[host]!.type) && board.isAllowed(item, host),
    );
    if (!mayGo) stuck.add(home);
  }
  return stuck;
}

/** Would an empty host of the type hold the item? */
function holdsAlone(today: Today, item: number, t: number): boolean {
  const { eligible, capacity, room, claim } = today.problem.types[t]!;
  if (eligible[item] !== 1) return false;
  const peaks = today.prepared.peaks[t]!;
  for (let d = 0; d < capacity.length; d++) if (peaks[d]!.height[item]! > capacity[d]!) return false;
  for (let c = 0; c < room.length; c++) if (claim[item * room.length + c]! > room[c]!) return false;
  return true;
}
