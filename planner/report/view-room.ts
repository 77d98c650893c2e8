/**
 * The room in words: racks and their bound, density against limits, breakers, cooling, air, the chain of power, and what
 * found no place. Nothing for a plan without a room.
 */
import type { PlanResult, PlanRoom } from "../contract/index.ts";
import { hostLabels } from "./columns.ts";
import type { Footnotes, Mark, Topic } from "./footnotes.ts";
import { btuText, counted, decimal, grouped, kWText, listed, percentText, tonsText, wattsText } from "./numbers.ts";
import { LIMIT_WORDS, STAGE_WORDS, inletName, proofText } from "./room-words.ts";
import { type TableView, tableView } from "./table-view.ts";

export interface FigureRow {
  readonly label: string;
  readonly value: string;
  readonly marks: readonly Mark[];
}

export interface RoomView {
  /** Racks, their proved least number and the gap. */
  readonly sentence: string;
  readonly rows: readonly FigureRow[];
  readonly chain: TableView;
  /** Absent when everything found a place. */
  readonly unracked?: TableView;
  readonly notes: readonly string[];
}

const MOST_UNRACKED = 40;

function sentenceOf({ racks, frames, bound, gapRatio }: PlanRoom): string {
  const hosts = racks.reduce((sum, rack) => sum + rack.hosts.length, 0);
  const own =
    frames.length > 0
      ? ` ${counted(frames.length, "machine")} stand${frames.length === 1 ? "s" : ""} in frames of ${frames.length === 1 ? "its" : "their"} own.`
      : "";
  if (racks.length === 0) return `No host stands in a rack.${own}`;
  const least =
    racks.length <= bound.racks
      ? "no fewer can hold them"
      : `no room can do with fewer than ${grouped(bound.racks)} (gap ${percentText(gapRatio, 1)})`;
  return `${counted(racks.length, "rack")} ${racks.length === 1 ? "holds" : "hold"} ${counted(hosts, "host")}; ${least}, ${proofText(bound.kind)}.${own}`;
}

function coolingRows({ cooling, chain }: PlanRoom): readonly (readonly [string, string])[] {
  const { unitKW, unitsNeeded, unitsWithSpares, unitsInstalled } = cooling;
  const hasLosses = cooling.heatW > (chain.find(({ stage }) => stage === "it")?.peakW ?? cooling.heatW);
  const spares = unitsWithSpares === undefined || unitsNeeded === undefined ? 0 : unitsWithSpares - unitsNeeded;
  const installed = unitsInstalled === undefined ? "" : `; ${grouped(unitsInstalled)} there`;
  return [
    [
      `Heat to take away${hasLosses ? ", losses in the room included" : ""}`,
      `${kWText(cooling.heatW)}, ${btuText(cooling.btuPerHour)}, ${tonsText(cooling.tons)}`,
    ],
    [
      `Air, warming up by ${decimal(cooling.airRiseC)} °C`,
      `${grouped(cooling.airflowM3PerHour)} m³/h (${grouped(cooling.airflowCfm)} CFM)`,
    ],
    ...(unitKW === undefined || unitsNeeded === undefined
      ? []
      : [
          [
            `Cooling units of ${decimal(unitKW)} kW`,
            `${grouped(unitsNeeded)} ${unitsNeeded === 1 ? "carries" : "carry"} the heat, ${grouped(unitsWithSpares ?? unitsNeeded)} with spares (N+${grouped(spares)})${installed}`,
          ] as const,
        ]),
  ];
}

function inletRows({ inlet }: PlanRoom): readonly (readonly [string, string])[] {
  if (inlet === undefined) return [];
  const { supplyAirC, minC, maxC, isInside } = inlet;
  const verdict = isInside
    ? "inside"
    : supplyAirC > maxC
      ? `${decimal(supplyAirC - maxC)} °C too warm`
      : `${decimal(minC - supplyAirC)} °C too cold`;
  return [
    [
      `Supply air against ${inletName(inlet.class)}`,
      `${decimal(supplyAirC)} °C of ${decimal(minC)} to ${decimal(maxC)} °C: ${verdict}`,
    ],
  ];
}

function rowsOf(room: PlanRoom, notes: Footnotes): readonly FigureRow[] {
  const { density, breakers } = room;
  const limit = density.limitWPerM2 === undefined ? "no limit given" : `limit ${grouped(density.limitWPerM2)} W/m²`;
  const standing = room.unracked.length + room.withoutUnits.length > 0 ? " that have a place" : "";
  const draw: readonly Topic[] = ["draw"];
  const both: readonly Topic[] = ["draw", "space"];
  const perRack = `${decimal(density.maxKWPerRack)} kW at most, ${decimal(density.meanKWPerRack)} kW in the mean`;
  const planned = `${kWText(breakers.plannedRoomW)}: ${percentText(breakers.roomRatio)} of the full draw`;
  const space: readonly (readonly [string, string, readonly Topic[]])[] = [
    ["Floor", `${decimal(room.areaM2)} m²`, ["space"]],
    ["Heat per rack", perRack, draw],
    ["Heat per floor", `${grouped(density.wPerM2)} W/m², ${limit}`, both],
    [`Full draw of the hosts${standing}`, kWText(breakers.fullW), draw],
    ["Breakers of a rack are planned for", `${percentText(breakers.rackRatio)} of its hosts' full draw`, ["space"]],
    ["The room's feed is planned for", planned, both],
  ];
  const cooled = [...coolingRows(room), ...inletRows(room)];
  return [
    ...space.map(([label, value, topics]) => ({ label, value, marks: notes.of(...topics) })),
    ...cooled.map(([label, value]) => ({ label, value, marks: notes.of("draw", "cooling") })),
  ];
}

const chainOf = ({ chain }: PlanRoom): TableView =>
  tableView(
    "Power from the hosts to the facility",
    ["Stage", "Mean", "Peak"],
    chain.map(({ stage, meanW, peakW }) => [STAGE_WORDS[stage], wattsText(meanW), wattsText(peakW)]),
  );

/** From here on decimals say nothing that matters. */
const WHOLE_FROM = 100;

/** An amount of a limit with its unit. */
const amountOf = (value: number, unit: string) =>
  `${decimal(value, Math.abs(value) < WHOLE_FROM ? 2 : 0)} ${unit}`.trim();

function unrackedOf(room: PlanRoom, label: (id: string) => string): TableView | undefined {
  if (room.unracked.length === 0) return undefined;
  const shown = room.unracked.slice(0, MOST_UNRACKED);
  const rest = room.unracked.length - shown.length;
  return tableView(
    "Hosts that found no place",
    ["Host", "~Limit", "Needs", "Has", "Over by", "~Would fit"],
    shown.flatMap(({ host, limits }) =>
      limits.map(({ limit, needs, has, unit, wouldFit }) => [
        label(host),
        LIMIT_WORDS[limit],
        amountOf(needs, unit),
        amountOf(has, unit),
        amountOf(needs - has, unit),
        wouldFit ?? "",
      ]),
    ),
    rest > 0 ? [`And ${counted(rest, "more host")}.`] : [],
  );
}

function notesOf({ withoutUnits }: PlanRoom, label: (id: string) => string): readonly string[] {
  if (withoutUnits.length === 0) return [];
  return [
    `The height of ${counted(withoutUnits.length, "host")} is not known, so ${withoutUnits.length === 1 ? "it stands" : "they stand"} in no rack and no limit was checked: ${listed(withoutUnits.map(label))}.`,
  ];
}

/** The room's section, or undefined when the plan has no room. */
export function roomView({ room, hosts }: PlanResult, notes: Footnotes): RoomView | undefined {
  if (room === undefined) return undefined;
  const label = hostLabels(hosts);
  const unracked = unrackedOf(room, label);
  return {
    sentence: sentenceOf(room),
    rows: rowsOf(room, notes),
    chain: chainOf(room),
    ...(unracked === undefined ? {} : { unracked }),
    notes: notesOf(room, label),
  };
}
