/** Sheets on energy and room: yearly figures, draw slot by slot, racks, and what stands in them. */
import type { PlanDocument, PlanResult } from "#planner/contract/index.ts";
import { slotLabel } from "#planner/report/index.ts";
import type { Cell } from "./cell.ts";
import type { Sheet } from "./workbook.ts";

type Draw = PlanResult["energy"]["after"];
type Figure = readonly [label: string, unit: string, of: (draw: Draw) => number | undefined];

const FIGURES: readonly Figure[] = [
  ["Hosts", "hosts", (draw) => draw.hosts],
  ["Hosts whose draw is not known", "hosts", (draw) => draw.hostsWithoutPower],
  ["Draw of the hosts, mean", "W", (draw) => draw.meanW],
  ["Draw of the hosts, peak", "W", (draw) => draw.peakW],
  ["Energy of the hosts", "kWh a year", (draw) => draw.kWhPerYear],
  ["Heat, mean", "BTU/h", (draw) => draw.btuPerHourMean],
  ["Heat, peak", "BTU/h", (draw) => draw.btuPerHourPeak],
  ["Cooling, peak", "tons of refrigeration", (draw) => draw.coolingTonsPeak],
  ["Draw of the facility, mean", "W", (draw) => draw.facilityMeanW],
  ["Energy of the facility", "kWh a year", (draw) => draw.facilityKWhPerYear],
  ["Height", "rack units", (draw) => draw.rackUnits],
  ["Electricity", "money a year", (draw) => draw.costPerYear],
  ["Carbon of the energy", "kg CO2e a year", (draw) => draw.kgCO2ePerYear],
  ["Carbon of making the hosts", "kg CO2e", (draw) => draw.embodiedKg],
  ["Hosts whose making is not known", "hosts", (draw) => draw.hostsWithoutEmbodied],
];

/** Figures of today, of the plan and of hosts that must stay; empty where they are not known. */
export function energySheet({ result }: PlanDocument): Sheet {
  const { before, after, staying } = result.energy;
  const value = (draw: Draw | undefined, of: Figure[2]) => (draw === undefined ? undefined : of(draw));
  return {
    name: "Energy",
    columns: [
      { title: "Figure", width: 34 },
      { title: "Unit", width: 22 },
      { title: "Today", width: 16 },
      { title: "Plan", width: 16 },
      { title: "Today's hosts that stay on", width: 16 },
    ],
    rows: FIGURES.map(([label, unit, of]) => [label, unit, value(before, of), of(after), value(staying, of)]),
  };
}

const MS_PER_MINUTE = 60_000;

/** When a slot begins: a date for a trace with a start, otherwise its words. */
function beginning({ slots }: PlanResult, slot: number): Cell {
  const start = slots.model === "trace" && slots.start !== undefined ? Date.parse(slots.start) : Number.NaN;
  return Number.isNaN(start) ? slotLabel(slots, slot) : new Date(start + slot * slots.minutes * MS_PER_MINUTE);
}

/** Draw of all hosts, slot by slot. */
export function drawSheet({ result }: PlanDocument): Sheet {
  const { before, after, staying } = result.energy;
  return {
    name: "Draw by slot",
    columns: [
      { title: "Slot", width: 8 },
      { title: "Begins (dates in UTC)", width: 20 },
      { title: "Plan (W)", width: 14 },
      { title: "Today (W)", width: 14 },
      { title: "Today's hosts that stay on (W)", width: 16 },
    ],
    rows: after.perSlotW.map((watts, slot) => [
      slot + 1,
      beginning(result, slot),
      watts,
      before?.perSlotW[slot],
      staying?.perSlotW[slot],
    ]),
  };
}

/** One line per rack; no line when the plan has no room. */
export const roomSheet = ({ result }: PlanDocument): Sheet => ({
  name: "Room",
  columns: [
    { title: "Rack", width: 16 },
    { title: "Hosts", width: 8 },
    { title: "Units used (U)", width: 10 },
    { title: "Units (U)", width: 10 },
    { title: "Planned draw (W)", width: 12 },
    { title: "Feed (W)", width: 12 },
    { title: "Draw, peak (W)", width: 12 },
    { title: "Heat, peak (BTU/h)", width: 12 },
    { title: "Weight (kg)", width: 12 },
  ],
  rows: (result.room?.racks ?? []).map((rack) => [
    rack.id,
    rack.hosts.length,
    rack.usedUnits,
    rack.units,
    rack.plannedW,
    rack.feedW,
    rack.peakW,
    rack.btuPerHour,
    rack.kg,
  ]),
});

function* placeRows({ room }: PlanResult): Generator<readonly Cell[]> {
  for (const { id, hosts } of room?.racks ?? []) {
    for (const { host, atUnit, units, fullW, peakW, kg } of hosts) {
      yield [host, "rack", id, atUnit, units, fullW, peakW, kg];
    }
  }
  for (const { host, units, fullW, peakW, kg } of room?.frames ?? []) {
    yield [host, "own frame", undefined, undefined, units, fullW, peakW, kg];
  }
  for (const { host, limits } of room?.unracked ?? []) {
    for (const { limit, needs, has, unit, wouldFit } of limits) {
      const fits = wouldFit === undefined ? "" : `; would fit: ${wouldFit}`;
      const why = `${limit}: needs ${needs} ${unit}, has ${has}${fits}`;
      yield [host, "no rack", undefined, undefined, undefined, undefined, undefined, undefined, why];
    }
  }
  for (const host of room?.withoutUnits ?? []) yield [host, "height not known"];
}

/** Where every host stands; for a host without a rack one line per limit that it breaks. */
export const rackedHostsSheet = ({ result }: PlanDocument): Sheet => ({
  name: "Racked hosts",
  columns: [
    { title: "Host", width: 30 },
    { title: "Stands in", width: 16 },
    { title: "Rack", width: 16 },
    { title: "Lowest unit (U)", width: 10 },
    { title: "Height (U)", width: 10 },
    { title: "Draw, full load (W)", width: 12 },
    { title: "Draw, peak (W)", width: 12 },
    { title: "Weight (kg)", width: 12 },
    { title: "Limit it breaks", width: 60 },
  ],
  rows: placeRows(result),
});
