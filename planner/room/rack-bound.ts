/**
 * Fewest racks that hold given hosts: the bounds of packing hosts, asked of racks; the racks that have to be there by
 * name; and, where the linear program found prices, what they prove, checked here without it.
 */
import type { PlanRoom } from "../contract/index.ts";
import { lowerBound, provesBound } from "../pack/index.ts";
import type { RoomCapacity } from "./capacity.ts";
import { rackProblem, rackRoom } from "./rack-problem.ts";
import type { Measured } from "./standing.ts";

/**
 * The best bound, and which sum proves it: "continuous feed", "count units", "named", "columns" …
 * @param hosts those in racks
 * @param prices host id → what it is worth in racks; counted only if no rack can hold hosts worth more than one
 */
export function rackBound(
  hosts: readonly Measured[],
  capacity: RoomCapacity,
  prices?: ReadonlyMap<string, number>,
): PlanRoom["bound"] {
  if (hosts.length === 0) return { racks: 0, kind: "none" };
  const problem = rackProblem(hosts, rackRoom(capacity, hosts), Infinity);
  const all = hosts.map((_, item) => item);
  const { bins, kind, resource } = lowerBound(problem, all);
  const names = new Set(hosts.flatMap(({ rack }) => rack ?? [])).size;
  const told =
    names > bins ? { racks: names, kind: "named" } : { racks: bins, kind: [kind, resource ?? []].flat().join(" ") };
  if (prices === undefined) return told;
  const worth = Float64Array.from(hosts, ({ id }) => prices.get(id) ?? 0);
  const proved = provesBound(problem, all, { prices: worth });
  if (proved === undefined || proved.bins <= told.racks) return told;
  return { racks: proved.bins, kind: "columns", prices: Object.fromEntries(prices) };
}
