/** Sheets on workloads and hosts: what stands where, how full hosts are, and every reason against every target. */
import type { PlanDocument, PlanHost, Unplaced } from "#planner/contract/index.ts";
import { misfitText, slotLabel } from "#planner/report/index.ts";
import { type PlacementColumn, placementLines } from "../placement.ts";
import type { Cell } from "./cell.ts";
import type { Column, Sheet } from "./workbook.ts";

/** The placement's columns with their headings; every reason has a line of its own on the sheet Unplaced. */
const PLACEMENT: readonly (Column & { readonly of: PlacementColumn })[] = [
  { of: "workload", title: "Workload", width: 24 },
  { of: "name", title: "Name", width: 28 },
  { of: "status", title: "Status", width: 10 },
  { of: "host", title: "Host", width: 30 },
  { of: "target", title: "Target", width: 28 },
  { of: "noun", title: "Kind of partition", width: 18 },
  { of: "mode", title: "Mode", width: 16 },
  { of: "vcpus", title: "Virtual CPUs", width: 10 },
  { of: "memoryMiB", title: "Memory (MiB)", width: 12 },
  { of: "memoryClaimMiB", title: "Memory with overhead (MiB)", width: 16 },
  { of: "peakCores", title: "Peak CPU (cores)", width: 12 },
  { of: "basis", title: "CPU demand is", width: 16 },
  { of: "blocks", title: "Whole blocks", width: 20 },
  { of: "settings", title: "Settings", width: 40 },
  { of: "nearestTarget", title: "Nearest target", width: 28 },
  { of: "nearestMiss", title: "Missing there", width: 36 },
];

/** One line per workload of the request. @throws Error when the result forgot one */
export function placementSheet(document: PlanDocument): Sheet {
  const lines = placementLines(document);
  return {
    name: "Placement",
    columns: PLACEMENT,
    rows: lines.map((line) => PLACEMENT.map(({ of }) => line[of])),
  };
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const highest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);

/** One line per host, spares included; claims by resource, named as in the plan's JSON. */
export function hostsSheet({ result }: PlanDocument): Sheet {
  const resources = [...new Set(result.hosts.flatMap(({ claims }) => Object.keys(claims)))];
  const cells = (host: PlanHost): readonly Cell[] => {
    const peak = highest(host.cpuRatio);
    return [
      host.id,
      host.target,
      host.platform,
      host.hostType,
      host.role,
      host.partitions.length,
      peak,
      slotLabel(result.slots, Math.max(0, host.cpuRatio.indexOf(peak))),
      mean(host.cpuRatio),
      mean(host.drawW),
      highest(host.drawW),
      ...resources.flatMap((resource) => [host.claims[resource]?.used, host.claims[resource]?.of]),
    ];
  };
  return {
    name: "Hosts",
    columns: [
      { title: "Host", width: 30 },
      { title: "Target", width: 28 },
      { title: "Platform", width: 16 },
      { title: "Host type", width: 20 },
      { title: "Role", width: 8 },
      { title: "Partitions", width: 10 },
      { title: "CPU in use, peak (ratio)", width: 14 },
      { title: "Peak at", width: 18 },
      { title: "CPU in use, mean (ratio)", width: 14 },
      { title: "Draw, mean (W)", width: 12 },
      { title: "Draw, peak (W)", width: 12 },
      ...resources.flatMap((resource) => [
        { title: `${resource}, claimed`, width: 16 },
        { title: `${resource}, there is`, width: 16 },
      ]),
    ],
    rows: result.hosts.map(cells),
  };
}

const UNPLACED: readonly Column[] = [
  { title: "Workload", width: 24 },
  { title: "Name", width: 28 },
  { title: "Target", width: 28 },
  { title: "Is nearest", width: 10 },
  { title: "Reason", width: 16 },
  { title: "Resource", width: 18 },
  { title: "Needs (unit of the resource)", width: 14 },
  { title: "Has (unit of the resource)", width: 14 },
  { title: "Rule", width: 28 },
  { title: "In words", width: 80 },
  { title: "Rules that keep it out", width: 28 },
];

type Misfit = Unplaced["reasons"][number]["misfits"][number];

/** What was asked and what there is, where both are numbers. */
function amounts(misfit: Misfit): readonly [what: string, needs: Cell, has: Cell] {
  switch (misfit.code) {
    case "over-capacity":
    case "fragmented":
      return [misfit.resource, misfit.needs, misfit.has];
    case "over-limit":
    case "below-minimum":
      return [misfit.resource, misfit.value, misfit.bound];
    case "off-grid":
      return [misfit.resource, misfit.value, undefined];
    case "moves-as-one":
      return [misfit.block, misfit.needs, misfit.has];
    case "not-supported":
      return [misfit.what, undefined, undefined];
    case "breaks-rule":
      return [misfit.kind, undefined, undefined];
  }
}

function* reasonRows(unplaced: Unplaced, name: string): Generator<readonly Cell[]> {
  const { workload, nearest, conflict } = unplaced;
  const conflicting = conflict?.rules.join(", ");
  let isTold = false;
  for (const { target, misfits } of unplaced.reasons) {
    for (const misfit of misfits) {
      isTold = true;
      yield [
        workload,
        name,
        target,
        target === nearest?.target,
        misfit.code,
        ...amounts(misfit),
        misfit.rule,
        misfitText(misfit),
        conflicting,
      ];
    }
  }
  if (!isTold) yield [workload, name, ...Array.from({ length: 8 }, () => undefined), conflicting];
}

function* unplacedRows({ request, result }: PlanDocument): Generator<readonly Cell[]> {
  const nameOf = new Map(request.workloads.map(({ id, name }) => [id, name]));
  for (const unplaced of result.unplaced) yield* reasonRows(unplaced, nameOf.get(unplaced.workload) ?? "");
}

/** One line per unplaced workload, target and reason; at least one per workload. */
export const unplacedSheet = (document: PlanDocument): Sheet => ({
  name: "Unplaced",
  columns: UNPLACED,
  rows: unplacedRows(document),
});
