/**
 * Today against the plan: hosts, draw, heat, space, money. The same rows feed the table and the bars. Where today's draw
 * is not known there is no "before", and the notes say what the watts leave out.
 */
import type { Draw, PlanResult } from "../contract/index.ts";
import { btuText, counted, decimal, grouped, kWhText, percentText, tonsText, wattsText } from "./numbers.ts";

export interface BeforeAfterRow {
  readonly label: string;
  /** "" where nothing is known of today. */
  readonly before: string;
  readonly after: string;
  /** "−62%", "+5%", "same", or "". */
  readonly change: string;
  readonly beforeValue?: number;
  readonly afterValue: number;
  /** Worth a bar in the picture. */
  readonly isDrawn: boolean;
}

interface Measure {
  readonly label: string;
  readonly read: (draw: Draw) => number | undefined;
  readonly text: (value: number) => string;
  readonly isDrawn: boolean;
}

const measure = (label: string, read: Measure["read"], text: Measure["text"], isDrawn = false): Measure => ({
  label,
  read,
  text,
  isDrawn,
});

const HOSTS = measure(
  "Hosts, spares included",
  (d) => d.hosts,
  (v) => grouped(v),
  true,
);

const MEASURES: readonly Measure[] = [
  HOSTS,
  measure(
    "Rack units",
    (d) => d.rackUnits,
    (v) => decimal(v),
    true,
  ),
  measure("Draw, mean", (d) => d.meanW, wattsText),
  measure("Draw, peak", (d) => d.peakW, wattsText, true),
  measure("Heat, mean", (d) => d.btuPerHourMean, btuText),
  measure("Heat, peak", (d) => d.btuPerHourPeak, btuText, true),
  measure("Cooling, peak", (d) => d.coolingTonsPeak, tonsText),
  measure("Energy of the hosts per year", (d) => d.kWhPerYear, kWhText),
  measure("Facility, mean (hosts and cooling)", (d) => d.facilityMeanW, wattsText),
  measure("Facility energy per year", (d) => d.facilityKWhPerYear, kWhText),
  measure(
    "Electricity bill per year (money of the tariff)",
    (d) => d.costPerYear,
    (v) => grouped(v, 2),
  ),
];

/** A change in per cent of `before`, with a real minus sign. */
export function changeText(before: number, after: number): string {
  if (before === after) return "same";
  if (before <= 0) return "";
  const ratio = (after - before) / before;
  return `${ratio < 0 ? "−" : "+"}${percentText(Math.abs(ratio))}`;
}

/** A figure of today; undefined where it rests on host types and none of today's hosts has a known one. */
function knownBefore(one: Measure, before: Draw | undefined): number | undefined {
  if (before === undefined) return undefined;
  const isBlind = before.hosts > 0 && before.hostsWithoutPower === before.hosts;
  return isBlind && one !== HOSTS ? undefined : one.read(before);
}

/** The rows; a measure that neither side knows is left out. */
export function beforeAfterRows(energy: PlanResult["energy"]): readonly BeforeAfterRow[] {
  return MEASURES.flatMap((one): readonly BeforeAfterRow[] => {
    const after = one.read(energy.after);
    if (after === undefined) return [];
    const before = knownBefore(one, energy.before);
    return [
      {
        label: one.label,
        before: before === undefined ? "" : one.text(before),
        after: one.text(after),
        change: before === undefined ? "" : changeText(before, after),
        ...(before === undefined ? {} : { beforeValue: before }),
        afterValue: after,
        isDrawn: one.isDrawn,
      },
    ];
  });
}

const unknownDraw = (draw: Draw, whose: string): readonly string[] =>
  draw.hostsWithoutPower === 0
    ? []
    : [
        `The draw of ${grouped(draw.hostsWithoutPower)} of ${counted(draw.hosts, "host")} ${whose} is not known and is not in the watts.`,
      ];

/** Hosts of today that cannot be switched off, as long as something on them is unplaced. */
const stayingNote = ({ before, staying }: PlanResult["energy"]): readonly string[] =>
  before === undefined || staying === undefined || staying.hosts === 0
    ? []
    : [
        `${grouped(staying.hosts)} of ${counted(before.hosts, "host")} of today must stay on beside the plan, because a workload on each is unplaced: ${wattsText(staying.meanW)} mean, ${wattsText(staying.peakW)} peak, not in the plan's figures.`,
      ];

/** What a reader must know to read the figures rightly. */
export function beforeAfterNotes(energy: PlanResult["energy"]): readonly string[] {
  const cooling =
    energy.method === "pue"
      ? `Facility figures are the hosts' draw times a PUE of ${decimal(energy.factor, 2)}.`
      : `Facility figures add cooling at a coefficient of performance of ${decimal(energy.factor, 2)}.`;
  return [
    ...(energy.before === undefined
      ? ["Nothing is known of today's hosts, so there is no comparison with today."]
      : []),
    ...(energy.before === undefined ? [] : unknownDraw(energy.before, "of today")),
    ...unknownDraw(energy.after, "in the plan"),
    ...stayingNote(energy),
    cooling,
  ];
}
