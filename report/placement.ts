/** The placement line by line, for CSV and workbook: one line per workload of the request, placed or not. */
import type { PlacedPartition, PlanDocument, PlanHost, Unplaced } from "#planner/contract/index.ts";
import { misfitText, missText } from "#planner/report/index.ts";

/** Names of the columns, as the CSV has them. */
export const PLACEMENT_COLUMNS = [
  "workload",
  "name",
  "status",
  "host",
  "target",
  "noun",
  "mode",
  "vcpus",
  "memoryMiB",
  "memoryClaimMiB",
  "peakCores",
  "basis",
  "blocks",
  "settings",
  "nearestTarget",
  "nearestMiss",
  "reasons",
] as const;

export type PlacementColumn = (typeof PLACEMENT_COLUMNS)[number];

/** A line; what does not apply is left out. */
export type PlacementLine = Readonly<Partial<Record<PlacementColumn, string | number>>>;

const keyed = (entries: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join("; ");

const placedLine = (host: PlanHost, partition: PlacedPartition): PlacementLine => ({
  status: "placed",
  host: host.id,
  target: host.target,
  noun: partition.noun,
  mode: partition.mode,
  vcpus: partition.vcpus,
  memoryMiB: partition.memoryMiB,
  memoryClaimMiB: partition.memoryClaimMiB,
  peakCores: partition.peakCores,
  basis: partition.basis,
  blocks: keyed(partition.blocks),
  settings: keyed(partition.settings),
});

const unplacedLine = (unplaced: Unplaced): PlacementLine => ({
  status: "unplaced",
  ...(unplaced.nearest === undefined
    ? {}
    : { nearestTarget: unplaced.nearest.target, nearestMiss: missText(unplaced.nearest.misfit) }),
  reasons: unplaced.reasons
    .map((reason) => `${reason.target}: ${reason.misfits.map(misfitText).join(" ")}`)
    .join(" | "),
});

function linesById({ result }: PlanDocument): ReadonlyMap<string, PlacementLine> {
  const lines = new Map<string, PlacementLine>();
  for (const host of result.hosts) {
    for (const partition of host.partitions) lines.set(partition.workload, placedLine(host, partition));
  }
  for (const unplaced of result.unplaced) lines.set(unplaced.workload, unplacedLine(unplaced));
  for (const { workload, why } of result.excluded) lines.set(workload, { status: "left out", reasons: why });
  return lines;
}

/**
 * The line of every workload, in the request's order.
 * @throws Error when the result does not account for a workload of the request
 */
export function placementLines(document: PlanDocument): readonly PlacementLine[] {
  const byId = linesById(document);
  return document.request.workloads.map(({ id, name }) => {
    const line = byId.get(id);
    if (line === undefined)
      throw new Error(`workload "${id}" is neither placed nor unplaced nor left out in this plan`);
    return { workload: id, name, ...line };
  });
}
