/**
 * Today against the plan: hosts, draw, heat, space, carbon, money. The same rows feed the table and the bars. Where today's draw
 * is not known there is no "before", and the notes say what the watts leave out.
 */
import type { Draw, PlanResult } from "../contract/index.ts";
import type { Topic } from "./footnotes.ts";
import { withoutText, yearsText } from "./money-words.ts";
import {
  btuText,
  carbonText,
  counted,
  decimal,
  grouped,
  kWhText,
  moneyText,
  percentText,
  tonsText,
  wattsText,
} from "./numbers.ts";

export interface BeforeAfterRow {
  readonly label: string;
  /** "" where nothing is known of today. */
  readonly before: string;
  readonly after: string;
  /** "−62%", "+5%", "same", or "". */
  readonly change: string;
  readonly beforeValue?: number;
  readonly afterValue: number;
  /** What it may rest on that nobody checked. */
  readonly topics: readonly Topic[];
  /** Worth a bar in the picture. */
  readonly isDrawn: boolean;
}

/** One side of the comparison: its draw, and what else is known of it. */
interface Side {
  readonly draw: Draw;
  readonly racks?: number;
  readonly cost?: number;
}

interface Measure {
  readonly label: string;
  readonly read: (side: Side) => number | undefined;
  readonly text: (value: number) => string;
  readonly topics: readonly Topic[];
  readonly isDrawn: boolean;
  /** Known even where the draw of none of the hosts is. */
  readonly isWithoutDraw?: boolean;
}

const measure = (
  label: string,
  read: (draw: Draw) => number | undefined,
  text: Measure["text"],
  topics: readonly Topic[],
): Measure => ({ label, read: ({ draw }) => read(draw), text, topics, isDrawn: false });

const drawn = (one: Measure): Measure => ({ ...one, isDrawn: true });

const HOSTS: Measure = {
  ...drawn(
    measure(
      "Hosts, spares included",
      (d) => d.hosts,
      (v) => grouped(v),
      [],
    ),
  ),
  isWithoutDraw: true,
};
const RACKS: Measure = {
  label: "Racks and frames",
  read: ({ racks }) => racks,
  text: (v) => grouped(v),
  topics: ["draw", "space"],
  isDrawn: true,
};

const DRAW: readonly Topic[] = ["draw"];
const COOLED: readonly Topic[] = ["draw", "cooling"];

const MEASURES: readonly Measure[] = [
  HOSTS,
  drawn(
    measure(
      "Rack units",
      (d) => d.rackUnits,
      (v) => decimal(v),
      ["space"],
    ),
  ),
  RACKS,
  measure("Draw, mean", (d) => d.meanW, wattsText, DRAW),
  drawn(measure("Draw, peak", (d) => d.peakW, wattsText, DRAW)),
  measure("Heat, mean", (d) => d.btuPerHourMean, btuText, DRAW),
  drawn(measure("Heat, peak", (d) => d.btuPerHourPeak, btuText, DRAW)),
  measure("Cooling, peak", (d) => d.coolingTonsPeak, tonsText, DRAW),
  measure("Energy of the hosts per year", (d) => d.kWhPerYear, kWhText, DRAW),
  measure("Facility, mean (hosts and cooling)", (d) => d.facilityMeanW, wattsText, COOLED),
  drawn(measure("Facility energy per year", (d) => d.facilityKWhPerYear, kWhText, COOLED)),
];

const CARBON: readonly Measure[] = [
  drawn(measure("Carbon of the energy per year", (d) => d.kgCO2ePerYear, carbonText, ["draw", "cooling", "carbon"])),
  measure("Carbon of making the hosts", (d) => d.embodiedKg, carbonText, ["carbon"]),
];

/** Measures in money, which need to know whose. */
function moneyMeasures({ money }: Compared): readonly Measure[] {
  const currency = money?.currency;
  const text = (amount: number) => (currency === undefined ? grouped(amount, 2) : moneyText(amount, currency));
  const bill = `Electricity bill per year${currency === undefined ? " (money of the tariff)" : ""}`;
  const over = money === undefined ? "" : yearsText(money);
  return [
    drawn(measure(bill, (d) => d.costPerYear, text, COOLED)),
    {
      label: `Cost over ${over}`,
      read: ({ cost }) => cost,
      text,
      topics: ["draw", "space", "cooling", "licences", "money"],
      isDrawn: true,
      isWithoutDraw: true,
    },
  ];
}

/** A change in per cent of `before`, with a real minus sign. */
export function changeText(before: number, after: number): string {
  if (before === after) return "same";
  if (before <= 0) return "";
  const ratio = (after - before) / before;
  return `${ratio < 0 ? "−" : "+"}${percentText(Math.abs(ratio))}`;
}

/** A figure of today; undefined where it rests on host types and none of today's hosts has a known one. */
function knownBefore(one: Measure, before: Side | undefined): number | undefined {
  if (before === undefined) return undefined;
  const { hosts, hostsWithoutPower } = before.draw;
  const isBlind = hosts > 0 && hostsWithoutPower === hosts;
  return isBlind && one.isWithoutDraw !== true ? undefined : one.read(before);
}

/** What rows are made of. */
export type Compared = Pick<PlanResult, "energy" | "room" | "money">;

function sidesOf({ energy, room, money }: Compared): { readonly after: Side; readonly before?: Side } {
  const today = money?.before;
  return {
    after: {
      draw: energy.after,
      ...(room === undefined ? {} : { racks: room.racks.length + room.frames.length }),
      ...(money === undefined ? {} : { cost: money.after.discounted }),
    },
    ...(energy.before === undefined
      ? {}
      : { before: { draw: energy.before, ...(today === undefined ? {} : { cost: today.discounted }) } }),
  };
}

/** The rows; a measure that the plan does not know is left out. */
export function beforeAfterRows(compared: Compared): readonly BeforeAfterRow[] {
  const sides = sidesOf(compared);
  return [...MEASURES, ...CARBON, ...moneyMeasures(compared)].flatMap((one): readonly BeforeAfterRow[] => {
    const after = one.read(sides.after);
    if (after === undefined) return [];
    const before = knownBefore(one, sides.before);
    return [
      {
        label: one.label,
        before: before === undefined ? "" : one.text(before),
        after: one.text(after),
        change: before === undefined ? "" : changeText(before, after),
        ...(before === undefined ? {} : { beforeValue: before }),
        afterValue: after,
        topics: one.topics,
        isDrawn: one.isDrawn,
      },
    ];
  });
}

/** Hosts whose making nobody knows the carbon of, and totals of money that leave something out. */
function openNotes({ energy: { after, before }, money }: Compared): readonly string[] {
  const embodied = (draw: Draw | undefined, whose: string) =>
    draw?.embodiedKg === undefined || (draw.hostsWithoutEmbodied ?? 0) === 0
      ? []
      : [
          `The carbon of making ${grouped(draw.hostsWithoutEmbodied ?? 0)} of ${counted(draw.hosts, "host")} ${whose} is not known and is not in the figure.`,
        ];
  const open = (without: readonly string[] | undefined, whose: string) =>
    without === undefined || without.length === 0 ? [] : [`${whose} cost stands ${withoutText(without)}.`];
  return [
    ...embodied(before, "of today"),
    ...embodied(after, "in the plan"),
    ...open(money?.before?.without, "Today's"),
    ...open(money?.after.without, "The plan's"),
  ];
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
export function beforeAfterNotes(compared: Compared): readonly string[] {
  const { energy } = compared;
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
    ...openNotes(compared),
  ];
}
