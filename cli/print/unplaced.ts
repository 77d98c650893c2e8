/** Unplaced workloads by reason: how many, an example with what it needed, and who else. */
import type { PlanDocument } from "#planner";
import { type ReportView, counted, listed, unplacedByReason } from "#planner/report/index.ts";
import { wrapped } from "./table.ts";

const INDENT = "  ";
const MOST_NAMES = 6;

/** One paragraph per reason, most frequent first; "" when everything is placed. */
export function unplacedText({ request, result }: PlanDocument, { unplaced }: ReportView): string {
  const nameOf = new Map(request.workloads.map((workload) => [workload.id, workload.name]));
  const members = unplacedByReason(result.unplaced);
  return unplaced.groups
    .map(({ key, text, rows: [example] }) => {
      const names = (members.get(key) ?? []).map((one) => nameOf.get(one.workload) ?? one.workload);
      return [
        wrapped(`${counted(names.length, "workload")}: ${text}`, INDENT),
        example === undefined ? "" : wrapped(`e.g. ${example.name}: ${example.nearest}`, INDENT.repeat(2)),
        names.length < 2 ? "" : wrapped(`also ${listed(names.slice(1), MOST_NAMES)}`, INDENT.repeat(2)),
      ].join("");
    })
    .join("");
}
