/**
 * Why not: unplaced workloads grouped by reason, with everything every target said. Workloads that miss in the very same
 * words are told together: fifty equal sentences are not read. And those left out.
 */
import { missDistance } from "#models/partitioning/index.ts";
import type { PlanResult, Unplaced } from "../contract/index.ts";
import { counted, grouped, listed, percentText } from "./numbers.ts";
import { misfitText, missText, reasonText } from "./phrases.ts";
import { conflictText } from "./rule-phrases.ts";
import { decisiveMisfit, unplacedByReason } from "./unplaced-summary.ts";
import { EXCLUDED_TEXT } from "./words.ts";

/** Rows written out per reason, and names listed of those left out. */
export const MOST_PER_REASON = 50;
const MOST_NAMES = 30;
/** Names at the head of a row that stands for several. */
const MOST_AT_HEAD = 3;
/** Names told of one row. */
const MOST_ALIKE = 100;

export interface UnplacedRow {
  /** The workload, or "web-1, web-2 and 7 more". */
  readonly name: string;
  /** All of them as far as they are listed; "" for one workload, or where the head names them all. */
  readonly names: string;
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

type Words = Pick<UnplacedRow, "nearest" | "targets">;

const wordsOf = (unplaced: Unplaced, titles: Titles): Words => ({
  nearest: [nearestText(unplaced, titles), conflictText(unplaced) ?? []].flat().join("; "),
  targets: unplaced.reasons.map((reason) => ({
    title: titles.get(reason.target) ?? reason.target,
    reasons: reason.misfits.map(misfitText),
  })),
});

/** A row for each way to miss, in the order of their first workloads, and how many workloads are in none. */
function unplacedRows(
  members: readonly Unplaced[],
  titles: Titles,
  nameOf: ReadonlyMap<string, string>,
): { readonly rows: readonly UnplacedRow[]; readonly hidden: number } {
  const alike = new Map<string, { readonly words: Words; readonly names: string[] }>();
  for (const member of members) {
    const words = wordsOf(member, titles);
    const key = JSON.stringify(words);
    const row = alike.get(key) ?? { words, names: [] };
    row.names.push(nameOf.get(member.workload) ?? member.workload);
    alike.set(key, row);
  }
  const all = [...alike.values()];
  return {
    rows: all.slice(0, MOST_PER_REASON).map(({ words, names }) => ({
      ...words,
      name: listed(names, MOST_AT_HEAD),
      names: names.length > MOST_AT_HEAD ? listed(names, MOST_ALIKE) : "",
    })),
    hidden: all.slice(MOST_PER_REASON).reduce((sum, { names }) => sum + names.length, 0),
  };
}

/** Unplaced workloads by reason, most frequent first. */
export function unplacedView(result: PlanResult, nameOf: ReadonlyMap<string, string>): UnplacedView {
  const titles = titlesOf(result);
  const groups = [...unplacedByReason(result.unplaced)].map(([key, members]): UnplacedGroup => {
    const first = members[0];
    const misfit = first === undefined ? undefined : decisiveMisfit(first);
    const { rows, hidden } = unplacedRows(members, titles, nameOf);
    return {
      key,
      text: misfit === undefined ? "no target gave a reason" : reasonText(misfit),
      count: counted(members.length, "workload"),
      rows,
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
