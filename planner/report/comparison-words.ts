/** Words of a comparison: figures in their units, differences with their sign, verdicts, notes, where a workload is. */
import type {
  ComparedDifference,
  ComparedGroup,
  ComparedPlace,
  ComparedRow,
  ComparedVerdict,
  ComparisonNote,
  PlaceChange,
} from "../contract/index.ts";
import { decimal, grouped, memoryText, moneyText, percentText, signed } from "./numbers.ts";

const TITLES: Readonly<Record<ComparedGroup, string>> = {
  question: "What was asked",
  answer: "What came of it",
  energy: "Energy and heat",
  room: "Room",
  licences: "Licences",
  money: "Money",
  moves: "Moves",
};

/** Title of a group of figures. */
export const comparedGroupText = (group: ComparedGroup): string => TITLES[group];

const CENTS = 2;
const NONE = "–";

/** A figure in its unit, which is told beside its name unless it is a ratio, money or memory. @param currency of the plan */
export function comparedText(
  { unit }: Pick<ComparedRow, "unit">,
  value: number | string | null,
  currency?: string,
): string {
  if (value === null) return NONE;
  if (typeof value === "string") return value;
  if (unit === "ratio") return percentText(value, 1);
  if (unit === "MiB") return memoryText(value);
  if (unit === "money") return currency === undefined ? grouped(value, CENTS) : moneyText(value, currency);
  return Number.isInteger(value) ? grouped(value) : decimal(value, Math.abs(value) < 100 ? 2 : 0);
}

/** What a row is called: with its unit where the figures do not carry it. */
export function comparedLabel({ label, unit }: Pick<ComparedRow, "label" | "unit">): string {
  return ["", "ratio", "money", "MiB"].includes(unit) ? label : `${label} (${unit})`;
}

const PERCENT = 100;

/** The difference of two shares in hundredths of the whole: "−20 points". */
function pointsText(difference: number): string {
  const points = decimal(Math.abs(difference) * PERCENT, 1);
  return points === "0" ? "by less than 0.1 points" : signed(difference, () => `${points} points`);
}

/** A change of less than a hundredth has a digit more: "0.3%", not "0%". */
const shareText = (size: number): string => percentText(size, size < 1 / PERCENT ? 1 : 0);

/** "−3 (−25%)", "+2.1 points" for a share; "" where there is no number. */
export function differenceText(
  row: Pick<ComparedRow, "unit">,
  { absolute, ratio }: Pick<ComparedDifference, "absolute" | "ratio">,
  currency?: string,
): string {
  if (absolute === null || absolute === 0) return "";
  if (row.unit === "ratio") return pointsText(absolute);
  const text = signed(absolute, (size) => comparedText(row, size, currency));
  return ratio === null ? text : `${text} (${signed(ratio, shareText)})`;
}

const VERDICT_TEXT: Readonly<Record<ComparedVerdict, string>> = {
  same: "same",
  better: "better",
  worse: "worse",
  differs: "differs",
  unknown: "differs",
  "not-comparable": "not comparable",
};

/** A verdict in one word or two. */
export const verdictText = (verdict: ComparedVerdict): string => VERDICT_TEXT[verdict];

/**
 * A note as a sentence.
 * @param first what the first plan is called
 * @param other what the plan of the note is called
 */
export function comparisonNoteText(note: ComparisonNote, { first, other }: { first: string; other: string }): string {
  const [a, b] = [note.first, note.other];
  switch (note.code) {
    case "estate":
      return `${first} and ${other} are of different estates (${a} and ${b} workloads): figures differ for that reason, too.`;
    case "described":
      return `${other} is of the same ${b} workloads as ${first}, but what is known of them (sizes, measurements) differs.`;
    case "placed":
      return `${first} places ${a} workloads and ${other} places ${b}: hosts, watts and money are for what is placed.`;
    case "currency":
      return `Money of ${first} is in ${a}, of ${other} in ${b}: not comparable.`;
    case "years":
      return `${first} counts costs over ${a} years, ${other} over ${b}: their totals are not comparable.`;
    case "discount":
      return `${first} discounts at ${a}% a year, ${other} at ${b}%: their totals are not comparable.`;
    case "open-costs":
      return `Cost of ${first} is without: ${a}; of ${other} without: ${b}. Their totals are not comparable.`;
  }
}

/** Where a workload is: its host, or why it is on none. */
export function placeText({ state, host }: ComparedPlace): string {
  if (state === "placed") return host ?? "placed";
  return state === "absent" ? "not in the estate" : state === "left-out" ? "left out" : "unplaced";
}

const CHANGE_TEXT: Readonly<Record<PlaceChange, string>> = {
  same: "same",
  placed: "now placed",
  unplaced: "now unplaced",
  "left-out": "now left out",
  gone: "gone from the estate",
  new: "new in the estate",
  target: "other target",
  host: "other company",
};

/** What changed for a workload, in words. */
export const placeChangeText = (change: PlaceChange): string => CHANGE_TEXT[change];
