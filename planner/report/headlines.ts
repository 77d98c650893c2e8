/** The big figures at the head of a report: few, each with a few words below it and marks to what it rests on. */
import type { PlanResult } from "../contract/index.ts";
import type { Footnotes, Mark } from "./footnotes.ts";
import {
  btuText,
  carbonText,
  counted,
  decimal,
  grouped,
  listed,
  moneyText,
  percentText,
  tonsText,
  wattsText,
} from "./numbers.ts";
import { withoutText } from "./money-words.ts";
import { unitsText } from "./view-licences.ts";

export interface Headline {
  readonly label: string;
  readonly value: string;
  /** A few words below the value; "" for none. */
  readonly note: string;
  readonly marks: readonly Mark[];
}

const MOST_LICENCES = 3;

function hostLines({ summary }: PlanResult): readonly Headline[] {
  const spare = summary.hostsSpare > 0 ? `and ${counted(summary.hostsSpare, "spare host")}` : "no spare hosts";
  const gap = `gap ${percentText(summary.gapRatio, 1)}`;
  const left = `${grouped(summary.unplaced)} unplaced, ${grouped(summary.excluded)} left out`;
  const ratio = decimal(summary.consolidationRatio);
  return [
    { label: "Hosts", value: grouped(summary.hostsUsed), note: spare, marks: [] },
    { label: "Lower bound", value: grouped(summary.bound.hosts), note: gap, marks: [] },
    { label: "Workloads placed", value: grouped(summary.placed), note: left, marks: [] },
    { label: "Workloads per host", value: ratio, note: "consolidation ratio", marks: [] },
  ];
}

function drawLines({ energy: { after } }: PlanResult, notes: Footnotes): readonly Headline[] {
  const marks = notes.of("draw");
  const mean = `mean ${wattsText(after.meanW)}`;
  const meanHeat = `mean ${btuText(after.btuPerHourMean)}`;
  return [
    { label: "Draw, peak", value: wattsText(after.peakW), note: mean, marks },
    { label: "Heat, peak", value: btuText(after.btuPerHourPeak), note: meanHeat, marks },
    { label: "Cooling, peak", value: tonsText(after.coolingTonsPeak), note: "of refrigeration", marks },
    { label: "Rack units", value: decimal(after.rackUnits), note: "", marks: notes.of("space") },
  ];
}

function rackLine({ room }: PlanResult, notes: Footnotes): readonly Headline[] {
  if (room === undefined) return [];
  const own = room.frames.length > 0 ? `, ${grouped(room.frames.length)} in own frames` : "";
  const out = room.unracked.length > 0 ? `, ${grouped(room.unracked.length)} found no place` : "";
  const note = `at least ${grouped(room.bound.racks)}${own}${out}`;
  return [{ label: "Racks", value: grouped(room.racks.length), note, marks: notes.of("draw", "space") }];
}

function carbonLine({ energy: { after } }: PlanResult, notes: Footnotes): readonly Headline[] {
  if (after.kgCO2ePerYear === undefined) return [];
  const made =
    after.embodiedKg === undefined ? "of energy" : `of energy; making the hosts ${carbonText(after.embodiedKg)}`;
  const marks = notes.of("draw", "cooling", "carbon");
  return [{ label: "Carbon per year", value: carbonText(after.kgCO2ePerYear), note: made, marks }];
}

function licenceLine({ licences }: PlanResult, notes: Footnotes): readonly Headline[] {
  if (licences === undefined) return [];
  const bought = licences.after.filter(({ toBuy }) => toBuy > 0);
  const names = bought.map(({ title, toBuy, unit }) => `${title}: ${unitsText(toBuy, unit)}`);
  const value = bought.length === 0 ? "none" : counted(bought.length, "product");
  const note = listed(names, MOST_LICENCES);
  return [{ label: "Licences to buy", value, note, marks: notes.of("licences") }];
}

/** What a total leaves out: one thing by its name, several by their number; the section on money names them all. */
const openText = (without: readonly string[]): string =>
  without.length > 1 ? `${grouped(without.length)} lines still open` : withoutText(without);

function costLine({ money }: PlanResult, notes: Footnotes): readonly Headline[] {
  if (money === undefined) return [];
  const { after, before, currency, years, discountPercent } = money;
  const today = before === undefined ? "" : `today ${moneyText(before.discounted, currency)}`;
  const rate = discountPercent === 0 ? "" : `discounted at ${decimal(discountPercent, 2)}%`;
  const note = [rate, openText(after.without), today].filter((part) => part !== "").join("; ");
  const marks = notes.of("draw", "space", "cooling", "licences", "money");
  return [{ label: `Cost over ${counted(years, "year")}`, value: moneyText(after.discounted, currency), note, marks }];
}

/** The figures a plan has, hosts first. */
export const headlines = (result: PlanResult, notes: Footnotes): readonly Headline[] => [
  ...hostLines(result),
  ...drawLines(result, notes),
  ...rackLine(result, notes),
  ...costLine(result, notes),
  ...carbonLine(result, notes),
  ...licenceLine(result, notes),
];
