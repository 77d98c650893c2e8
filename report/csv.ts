/**
 * The placement as CSV (RFC 4180): one line per workload of the request, placed or not. Text that a spreadsheet would run
 * as a formula begins with an apostrophe.
 */
import type { PlacedPartition, PlanDocument, PlanHost, Unplaced } from "#planner/contract/index.ts";
import { misfitText, missText } from "#planner/report/index.ts";

const HEAD = [
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

type Column = (typeof HEAD)[number];
type Line = Readonly<Partial<Record<Column, string | number>>>;

/** A spreadsheet takes a cell for a formula when it begins so; blanks before it do not help. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
const LINE_END = "\r\n";

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const keyed = (entries: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join("; ");

const placedLine = (host: PlanHost, partition: PlacedPartition): Line => ({
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

const unplacedLine = (unplaced: Unplaced): Line => ({
  status: "unplaced",
  ...(unplaced.nearest === undefined
    ? {}
    : { nearestTarget: unplaced.nearest.target, nearestMiss: missText(unplaced.nearest.misfit) }),
  reasons: unplaced.reasons
    .map((reason) => `${reason.target}: ${reason.misfits.map(misfitText).join(" ")}`)
    .join(" | "),
});

function linesById({ result }: PlanDocument): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const host of result.hosts) {
    for (const partition of host.partitions) lines.set(partition.workload, placedLine(host, partition));
  }
  for (const unplaced of result.unplaced) lines.set(unplaced.workload, unplacedLine(unplaced));
  for (const { workload, why } of result.excluded) lines.set(workload, { status: "left out", reasons: why });
  return lines;
}

/**
 * The placement of every workload, in the request's order.
 * @throws Error when the result does not account for a workload of the request
 */
export function planCsv(document: PlanDocument): string {
  const byId = linesById(document);
  const lines = document.request.workloads.map(({ id, name }) => {
    const line = byId.get(id);
    if (line === undefined)
      throw new Error(`workload "${id}" is neither placed nor unplaced nor left out in this plan`);
    const row: Line = { workload: id, name, ...line };
    return HEAD.map((column) => cell(row[column])).join(",");
  });
  return [HEAD.join(","), ...lines, ""].join(LINE_END);
}
