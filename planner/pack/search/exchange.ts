/** Does an item fit into a bin once another one has left it: answered without touching the bin. */
import type { BinLoads } from "../bin-loads.ts";

/** Room for `item` in the open bin of `leaving`, which goes? Rules aside. */
export function hasRoomInstead(loads: BinLoads, item: number, leaving: number): boolean {
  const bin = loads.binOf(leaving);
  const t = loads.types[bin]!;
  const { eligible, claim, room, capacity, demand } = loads.problem.types[t]!;
  if (eligible[item] !== 1) return false;
  const constants = room.length;
  for (let c = 0; c < constants; c++) {
    const change = claim[item * constants + c]! - claim[leaving * constants + c]!;
    if (change > 0 && loads.used[bin * constants + c]! + change > room[c]!) return false;
  }
  const slots = loads.problem.slots;
  for (let d = 0; d < capacity.length; d++) {
    const limit = capacity[d]!;
    const at = bin * capacity.length + d;
    if (loads.tops[at]! + loads.peaks[t]![d]!.height[item]! <= limit) continue;
    const row = demand[d]!;
    const busiest = loads.topSlots[at]!;
    if (loads.tops[at]! - row[leaving * slots + busiest]! + row[item * slots + busiest]! > limit) return false;
    const own = at * slots;
    for (let s = 0; s < slots; s++) {
      if (loads.loads[own + s]! - row[leaving * slots + s]! + row[item * slots + s]! > limit) return false;
    }
  }
  return true;
}
