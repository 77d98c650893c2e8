/** What must be known before figures of plans are compared: other workloads, more or fewer of them placed, other money. */
import type { ComparisonNote, PlanDocument, Series } from "../contract/index.ts";
import { isSame } from "../canonical.ts";
import { costWithout } from "../plan-figures.ts";

type Code = ComparisonNote["code"];

/** Reasons why totals of money over the years are not of one kind. */
const AGAINST_TOTALS: ReadonlySet<Code> = new Set(["currency", "years", "discount", "open-costs"]);

/** A fingerprint of the estate: its workloads by id. */
const estateText = ({ request }: PlanDocument): string =>
  request.workloads
    .map(({ id }) => id)
    .toSorted()
    .join("\n");

const moneyOf = ({ request, result }: PlanDocument) => ({
  currency: result.money?.currency ?? request.money?.currency,
  years: result.money?.years,
  discountPercent: result.money?.discountPercent,
  without: costWithout(result).join(", ") || "nothing",
});

/** Money of both sides, what differs of it; nothing where one has none. */
function moneyNotes(first: PlanDocument, other: PlanDocument, plan: number): readonly ComparisonNote[] {
  const [a, b] = [moneyOf(first), moneyOf(other)];
  const differing = (code: Code, here: string | number | undefined, there: typeof here): readonly ComparisonNote[] =>
    here === undefined || there === undefined || here === there
      ? []
      : [{ code, plan, first: String(here), other: String(there) }];
  const isBoth = first.result.money !== undefined && other.result.money !== undefined;
  return [
    ...differing("currency", a.currency, b.currency),
    ...differing("years", a.years, b.years),
    ...differing("discount", a.discountPercent, b.discountPercent),
    ...(isBoth ? differing("open-costs", a.without, b.without) : []),
  ];
}

const seriesKey = ({ workload, metric, start }: Series): string => `${workload}\u0000${metric}\u0000${start}`;

/** The same things, whatever their order; linear: each key is made once, no list is sorted. */
function isSameInAnyOrder<T>(first: readonly T[], other: readonly T[], keyOf: (one: T) => string): boolean {
  if (first.length !== other.length) return false;
  const known = new Map(first.map((one) => [keyOf(one), one]));
  return other.every((one) => isSame(known.get(keyOf(one)), one));
}

/** Other workloads, or the same of which something else is known. @param estate of the first plan */
function estateNotes(
  first: PlanDocument,
  other: PlanDocument,
  at: { estate: string; plan: number },
): readonly ComparisonNote[] {
  const counts = { first: String(first.request.workloads.length), other: String(other.request.workloads.length) };
  if (estateText(other) !== at.estate) return [{ code: "estate", plan: at.plan, ...counts }];
  const [a, b] = [first.request, other.request];
  const isKnownSame =
    isSameInAnyOrder(a.workloads, b.workloads, ({ id }) => id) && isSameInAnyOrder(a.series, b.series, seriesKey);
  return isKnownSame ? [] : [{ code: "described", plan: at.plan, ...counts }];
}

/** What is different about each plan itself against the first. */
export function comparisonNotes(documents: readonly PlanDocument[]): readonly ComparisonNote[] {
  const [first, ...others] = documents;
  if (first === undefined) return [];
  const estate = estateText(first);
  return others.flatMap((other, i): readonly ComparisonNote[] => {
    const plan = i + 1;
    const counts = { first: String(first.result.summary.placed), other: String(other.result.summary.placed) };
    return [
      ...estateNotes(first, other, { estate, plan }),
      ...(counts.first === counts.other ? [] : [{ code: "placed" as const, plan, ...counts }]),
      ...moneyNotes(first, other, plan),
    ];
  });
}

/** May money of this plan be set against the first plan's? @param isOverYears a total over the years, not a yearly bill */
export function isMoneyComparable(notes: readonly ComparisonNote[], plan: number, isOverYears: boolean): boolean {
  const against = notes.filter((note) => note.plan === plan && AGAINST_TOTALS.has(note.code));
  return !against.some(({ code }) => isOverYears || code === "currency");
}
