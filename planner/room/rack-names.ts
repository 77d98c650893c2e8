/** Which hosts of the plan the request's places put into which rack, by the names of those places. */
import { runsOf } from "../constrain/place.ts";
import type { PlaceGroup } from "../contract/index.ts";

/**
 * Host id → name of the rack that it stands in, for hosts in a place of kind rack; the first such place counts.
 * @param targets ids of the plan's targets
 * @param hosts ids of the plan's hosts: target, slash, number
 */
export function rackNames(
  places: readonly PlaceGroup[],
  targets: readonly string[],
  hosts: readonly string[],
): ReadonlyMap<string, string> {
  const racks = places
    .filter(({ kind }) => kind === "rack")
    .map(({ id }) => ({ id, runs: runsOf(id, targets, places) }));
  if (racks.length === 0) return new Map();
  return new Map(
    hosts.flatMap((host) => {
      const slash = host.lastIndexOf("/");
      const [target, number] = [host.slice(0, slash), Number(host.slice(slash + 1))];
      const rack = racks.find(({ runs }) =>
        runs.some((run) => run.target === target && run.from <= number && number <= run.to),
      );
      return rack === undefined ? [] : [[host, rack.id] as const];
    }),
  );
}
