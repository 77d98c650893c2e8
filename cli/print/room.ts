/** The room of a plan for a terminal: racks, heat, cooling, power from the hosts outwards, and what found no place. */
import type { PlanResult, PlanRoom } from "#planner";
import {
  LIMIT_WORDS,
  btuText,
  counted,
  decimal,
  grouped,
  hostLabels,
  listed,
  percentText,
  tonsText,
  wattsText,
} from "#planner/report/index.ts";
import { pairs, wrapped } from "./table.ts";

type Row = readonly [string, string];

const INDENT = "  ";
const MOST_UNRACKED = 12;
const MOST_NAMES = 6;

/** Racks and, where a bound is known, how far from it: "3; 2 at least are needed (units)". */
function racksText({ racks, frames, bound, areaM2 }: PlanRoom): string {
  const { length } = racks;
  const proof = length <= bound.racks ? "no fewer would do" : `${grouped(bound.racks)} at least are needed`;
  const told = bound.kind === "none" ? "" : `; ${proof} (proved by ${bound.kind})`;
  const own = frames.length === 0 ? "" : `; ${counted(frames.length, "machine")} in frames of their own`;
  return `${grouped(length)}${told}${own}; ${decimal(areaM2)} m² of floor`;
}

function densityText({ density: { maxKWPerRack, meanKWPerRack, wPerM2, limitWPerM2 } }: PlanRoom): string {
  const limit = limitWPerM2 === undefined ? "" : ` of at most ${grouped(limitWPerM2)}`;
  return `${decimal(maxKWPerRack)} kW at most, ${decimal(meanKWPerRack)} kW on average; ${grouped(wPerM2)} W/m²${limit}`;
}

function coolingText({ cooling }: PlanRoom): string {
  const { btuPerHour, tons, airflowM3PerHour, airflowCfm, airRiseC } = cooling;
  return `${btuText(btuPerHour)}, ${tonsText(tons)}; air of ${grouped(airflowM3PerHour)} m³/h (${grouped(airflowCfm)} cfm) warming up by ${decimal(airRiseC)} °C`;
}

function coolingUnits({ cooling: { unitKW, unitsNeeded, unitsWithSpares, unitsInstalled } }: PlanRoom): readonly Row[] {
  if (unitKW === undefined || unitsNeeded === undefined || unitsWithSpares === undefined) return [];
  const there = unitsInstalled === undefined ? "" : `, ${grouped(unitsInstalled)} installed`;
  const with_ = `${grouped(unitsWithSpares)} with spares`;
  return [["Cooling units", `${grouped(unitsNeeded)} of ${decimal(unitKW)} kW carry the heat, ${with_}${there}`]];
}

function inletText({ inlet }: PlanRoom): readonly Row[] {
  if (inlet === undefined) return [];
  const { supplyAirC, minC, maxC, isInside } = inlet;
  const is = isInside ? "inside" : "outside";
  return [["Inlet air", `${decimal(supplyAirC)} °C is ${is} ${inlet.class}, ${decimal(minC)} to ${decimal(maxC)} °C`]];
}

const STAGES: Readonly<Record<PlanRoom["chain"][number]["stage"], string>> = {
  it: "hosts",
  pdu: "PDU losses",
  ups: "UPS losses",
  cooling: "cooling",
  other: "everything else",
  facility: "whole facility",
};

const chainText = ({ chain }: PlanRoom) =>
  chain.map(({ stage, meanW, peakW }) => `${STAGES[stage]} ${wattsText(meanW)} (${wattsText(peakW)})`).join(", ");

function breakersText({ breakers: { fullW, rackRatio, roomRatio, plannedRoomW } }: PlanRoom): string {
  const shares = `${percentText(rackRatio)} per rack, ${percentText(roomRatio)} for the room`;
  return `${wattsText(fullW)} at full load; planned with ${shares}, no less than the peak: ${wattsText(plannedRoomW)}`;
}

function brokenText({ limit, needs, has, unit, wouldFit }: PlanRoom["unracked"][number]["limits"][number]): string {
  const fits = wouldFit === undefined ? "" : `, would fit: ${wouldFit}`;
  const [need, there] = [decimal(needs, 2), decimal(has, 2)];
  const over = decimal(needs - has, 2);
  return `${LIMIT_WORDS[limit]}: needs ${need}, has ${there}, over by ${over} ${unit}${fits}`;
}

/** What each host without a place breaks, by how much, and what would fit. */
function unrackedText({ unracked, withoutUnits }: PlanRoom, label: (id: string) => string): string {
  const alike = Map.groupBy(unracked, ({ limits }) => limits.map(brokenText).join("; "));
  const lines = [...alike].slice(0, MOST_UNRACKED).map(([broken, hosts]) => {
    const names = listed(
      hosts.map(({ host }) => label(host)),
      MOST_NAMES,
    );
    return `${names} ${hosts.length === 1 ? "stands" : "stand"} in no rack: ${broken}.`;
  });
  const more = alike.size - lines.length;
  const unknown = withoutUnits.length;
  return [
    ...lines,
    ...(more > 0 ? [`… and hosts for ${counted(more, "other reason")}.`] : []),
    ...(unknown > 0 ? [`The height of ${counted(unknown, "host")} is not known: no rack was planned for them.`] : []),
  ]
    .map((line) => wrapped(line, INDENT))
    .join("");
}

/** The section's body; "" when the plan has no room. */
export function roomText({ room, hosts }: PlanResult): string {
  if (room === undefined) return "";
  const rows: readonly Row[] = [
    ["Racks", racksText(room)],
    ["Heat per rack", densityText(room)],
    ["Breakers", breakersText(room)],
    ["Cooling", coolingText(room)],
    ...coolingUnits(room),
    ...inletText(room),
    ["Power, mean (peak)", chainText(room)],
  ];
  return pairs(rows) + unrackedText(room, hostLabels(hosts));
}
