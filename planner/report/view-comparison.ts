/** Plans side by side as text: rows in groups, a cell per plan, notes, and the workloads that differ, cut where there are many. */
import {
  COMPARED_GROUPS,
  type ComparedRow,
  type ComparedVerdict,
  type Comparison,
  type PlaceChange,
} from "../contract/index.ts";
import {
  comparedGroupText,
  comparedLabel,
  comparedText,
  comparisonNoteText,
  differenceText,
  placeChangeText,
  placeText,
  verdictText,
} from "./comparison-words.ts";
import { fieldLabel } from "./field-words.ts";
import { counted, grouped } from "./numbers.ts";

/** Workloads that are written out; all of them are in CSV and JSON. */
export const MOST_CHANGED_WORKLOADS = 100;

/** A figure of one plan. */
export interface ComparisonCell {
  readonly text: string;
  /** "−3 (−25%)", or "". */
  readonly change: string;
  /** In words; "" for the first plan and where nothing differs. */
  readonly verdict: string;
  readonly kind: ComparedVerdict | "first";
}

/** A figure of all plans. */
export interface ComparisonRowView {
  readonly label: string;
  readonly isText: boolean;
  readonly cells: readonly ComparisonCell[];
}

/** The whole comparison. */
export interface ComparisonView {
  /** A letter each, A being what the others are compared with. */
  readonly plans: readonly { readonly letter: string; readonly id: string; readonly name: string }[];
  readonly notes: readonly string[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly ComparisonRowView[] }[];
  readonly workloads: {
    /** "12 workloads differ: 3 now unplaced in B, 9 on another target in B." */
    readonly summary: string;
    readonly rows: readonly {
      readonly name: string;
      readonly places: readonly string[];
      readonly changes: readonly string[];
    }[];
    /** A sentence when not all are shown, or "". */
    readonly cut: string;
  };
}

const LETTERS = "ABCDEF";
/** What the plan at this index is called. */
export const planLetter = (index: number): string => LETTERS[index] ?? String(index + 1);

/** A wish that is a list, such as a tariff by the hour, told by its length and its ends; others as they stand. */
function wishText(text: string): string {
  if (!text.startsWith("[")) return text;
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return text;
  if (list.length === 0 || !list.every((one) => typeof one === "number"))
    return counted(list.length, "entry", "entries");
  return `${counted(list.length, "value")}, ${Math.min(...list)} to ${Math.max(...list)}`;
}

function rowView(row: ComparedRow, plans: Comparison["plans"]): ComparisonRowView {
  const isAsked = row.group === "question";
  const text = (i: number) => {
    const told = comparedText(row, row.values[i] ?? null, plans[i]?.currency);
    return isAsked && typeof row.values[i] === "string" ? wishText(told) : told;
  };
  return {
    label: isAsked && row.label === row.figure ? fieldLabel(row.figure) : comparedLabel(row),
    isText: row.values.some((value) => typeof value === "string"),
    cells: [
      { text: text(0), change: "", verdict: "", kind: "first" },
      ...row.differences.map((difference, i): ComparisonCell => {
        const { verdict } = difference;
        const isTold = verdict === "better" || verdict === "worse" || verdict === "not-comparable";
        return {
          text: text(i + 1),
          change: differenceText(row, difference, plans[i + 1]?.currency),
          verdict: isTold || (isAsked && verdict === "differs") ? verdictText(verdict) : "",
          kind: verdict,
        };
      }),
    ],
  };
}

function summaryOf({ plans, workloads }: Comparison): string {
  if (workloads.length === 0) return "Every workload is where it was, in the same company.";
  const parts = plans.slice(1).flatMap((_, i) => {
    const counts = new Map<PlaceChange, number>();
    for (const { changes } of workloads) {
      const change = changes[i] ?? "same";
      if (change !== "same") counts.set(change, (counts.get(change) ?? 0) + 1);
    }
    return [...counts].map(([change, count]) => `${grouped(count)} ${placeChangeText(change)} in ${planLetter(i + 1)}`);
  });
  return `${counted(workloads.length, "workload")} ${workloads.length === 1 ? "differs" : "differ"}: ${parts.join(", ")}.`;
}

/** The comparison as text. */
export function comparisonView(comparison: Comparison): ComparisonView {
  const { plans, rows, notes, workloads } = comparison;
  const shown = workloads.slice(0, MOST_CHANGED_WORKLOADS);
  return {
    plans: plans.map(({ id, name }, i) => ({ letter: planLetter(i), id, name })),
    notes: notes.map((note) => comparisonNoteText(note, { first: planLetter(0), other: planLetter(note.plan) })),
    groups: COMPARED_GROUPS.map((group) => ({
      title: comparedGroupText(group),
      rows: rows.filter((row) => row.group === group).map((row) => rowView(row, plans)),
    })).filter(({ rows: inGroup }) => inGroup.length > 0),
    workloads: {
      summary: summaryOf(comparison),
      rows: shown.map(({ name, places, changes }) => ({
        name,
        places: places.map(placeText),
        changes: changes.map(placeChangeText),
      })),
      cut:
        shown.length < workloads.length
          ? `The first ${grouped(shown.length)} of ${grouped(workloads.length)} are shown; the CSV has all of them.`
          : "",
    },
  };
}
