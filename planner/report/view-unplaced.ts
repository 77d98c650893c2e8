/** Why not: unplaced workloads grouped by reason, each with everything every target said; and those left out. */
import { missDistance } from "#models/partitioning/index.ts";
import type { PlanResult, Unplaced } from "../contract/index.ts";
import { counted, grouped, listed, percentText } from "./numbers.ts";
import { misfitText, missText, reasonText } from "./phrases.ts";
import { conflictText } from "./rule-phrases.ts";
import { decisiveMisfit, unplacedByReason } from "./unplaced-summary.ts";
import { EXCLUDED_TEXT } from "./words.ts";

/** Workloads written out per reason, and names listed of those left out. */
export const MOST_PER_REASON = 50;
const MOST_NAMES = 30;

export interface UnplacedRow {
  readonly id: string;
  readonly name: string;
  /** "needs 3.1 GiB more memory on …", or "no target came near". */
  readonly nearest: string;
  readonly targets: readonly { readonly title: string; readonly reasons: readonly string[] }[];
}

export interface UnplacedGroup {
  readonly key: string;
  readonly text: string;
  readonly count: string;
  readonly rows: readonly UnplacedRow[];
  /** "and 120 more in the CSV", or "". */
  readonly more: string;
}

export interface UnplacedView {
  readonly total: number;
  readonly groups: readonly UnplacedGroup[];
}

export interface ExcludedGroup {
  readonly why: string;
  readonly count: string;
  readonly names: string;
}

type Titles = ReadonlyMap<string, string>;

const titlesOf = (result: PlanResult): Titles =>
  new Map(result.targets.map((target) => [target.id, `${target.platformTitle} on ${target.hostTitle}`]));

function nearestText(unplaced: Unplaced, titles: Titles): string {
  if (unplaced.nearest === undefined) return "no target came near";
  const { target, misfit } = unplaced.nearest;
  const distance = missDistance(misfit);
  const over = distance > 0 && distance < 1 ? ` (${percentText(distance, 1)} short)` : "";
  return `${missText(misfit)}${over}, nearest target ${titles.get(target) ?? target}`;
}

const unplacedRow = (unplaced: Unplaced, titles: Titles, nameOf: ReadonlyMap<string, string>): UnplacedRow => ({
  id: unplaced.workload,
  name: nameOf.get(unplaced.workload) ?? unplaced.workload,
  nearest: [nearestText(unplaced, titles), conflictText(unplaced) ?? []].flat().join("; "),
  targets: unplaced.reasons.map((reason) => ({
    title: titles.get(reason.target) ?? reason.target,
    reasons: reason.misfits.map(misfitText),
  })),
});

/** Unplaced workloads by reason, most frequent first. */
export function unplacedView(result: PlanResult, nameOf: ReadonlyMap<string, string>): UnplacedView {
  const titles = titlesOf(result);
  const groups = [...unplacedByReason(result.unplaced)].map(([key, members]): UnplacedGroup => {
    const first = members[0];
    const misfit = first === undefined ? undefined : decisiveMisfit(first);
    const hidden = members.length - MOST_PER_REASON;
    return {
      key,
      text: misfit === undefined ? "no target gave a reason" : reasonText(misfit),
      count: counted(members.length, "workload"),
      rows: members.slice(0, MOST_PER_REASON).map((member) => unplacedRow(member, titles, nameOf)),
      more: hidden > 0 ? `and ${grouped(hidden)} more in the CSV` : "",
    };
  });
  return { total: result.unplaced.length, groups };
}

/** Workloads that were not to be placed, by why. */
export function excludedGroups(result: PlanResult, nameOf: ReadonlyMap<string, string>): readonly ExcludedGroup[] {
  const byWhy = Map.groupBy(result.excluded, (one) => one.why);
  return [...byWhy].map(([why, members]) => ({
    why: EXCLUDED_TEXT[why],
    count: counted(members.length, "workload"),
    names: listed(
      members.map((one) => nameOf.get(one.workload) ?? one.workload),
      MOST_NAMES,
    ),
  }));
}
