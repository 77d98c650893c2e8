/** The pictures of the room and its money: cost waterfall, rack elevation, draw over time, heat per rack. */
import type { PlanDocument } from "#planner/contract/index.ts";
import {
  type CostFigure,
  type ElevationFigure,
  type RackHeatFigure,
  type RoomDrawFigure,
  type Topic,
  costFigure,
  counted,
  elevationFigure,
  footnotesOf,
  grouped,
  kWText,
  rackHeatFigure,
  roomDrawFigure,
  yearsText,
} from "#planner/report/index.ts";
import type { Picture } from "./picture.ts";
import { costTable, elevationTable, rackHeatTable, roomDrawTable } from "./room-tables.ts";
import { rackElevationSvg } from "./svg/rack-elevation.ts";
import { rackHeatSvg } from "./svg/rack-heat.ts";
import { roomDrawSvg } from "./svg/room-draw.ts";
import { waterfallSvg } from "./svg/waterfall.ts";

const marksOf = ({ result }: PlanDocument, ...topics: readonly Topic[]) => footnotesOf(result).of(...topics);

/** A sentence on totals that leave something out; "" for none. The section on money names what. */
const openSentence = ({ todayWithout, planWithout }: CostFigure): string => {
  const whose = [...(todayWithout === "" ? [] : ["today's"]), ...(planWithout === "" ? [] : ["the plan's"])];
  if (whose.length === 0) return "";
  const [first = ""] = whose;
  return whose.length === 1
    ? ` ${first.replace(/^t/, "T")} total is without what has no price; see Money.`
    : " Both totals are without what has no price; see Money.";
};

function waterfall(document: PlanDocument): readonly Picture[] {
  const { money } = document.result;
  const figure = costFigure(money);
  if (figure === undefined || money === undefined) return [];
  const what = figure.hasToday
    ? "What makes the plan dearer (+) or cheaper (−) than leaving today's estate as it is"
    : "What the plan costs, kind by kind";
  return [
    {
      id: "cost-waterfall",
      title: figure.hasToday ? "Cost from today to the plan" : "Cost of the plan",
      caption: `${what}, in ${figure.currency} over ${yearsText(money)}.${openSentence(figure)}`,
      svg: waterfallSvg(figure, "cost-waterfall"),
      table: costTable(figure),
      marks: marksOf(document, "draw", "space", "cooling", "licences", "money"),
    },
  ];
}

function elevationCaption(figure: ElevationFigure): string {
  const folded = figure.racks.some(({ alike }) => alike > 1)
    ? " Racks with the same host types at the same heights are drawn once, by the fullest of them."
    : "";
  const more = figure.moreRacks > 0 ? ` The fullest are drawn; and ${counted(figure.moreRacks, "more rack")}.` : "";
  const frames = figure.moreFrames > 0 ? ` And ${grouped(figure.moreFrames)} more in frames of their own.` : "";
  return `${counted(figure.racksTotal, "rack")}; free units show as empty rungs. The bars below show how much of its feed a rack is planned for and how much heat it gives off; a whole bar is the limit.${folded}${more}${frames}`;
}

function elevation(document: PlanDocument): readonly Picture[] {
  const figure = elevationFigure(document);
  if (figure === undefined) return [];
  return [
    {
      id: "rack-elevation",
      title: "Rack elevation",
      caption: elevationCaption(figure),
      svg: rackElevationSvg(figure, "rack-elevation"),
      table: elevationTable(document),
      marks: marksOf(document, "draw", "space"),
    },
  ];
}

function drawCaption({
  peakW,
  peakAt,
  facilityPeakW,
  plannedW,
  columns,
  hostsWithoutPlace,
  today,
}: RoomDrawFigure): string {
  const isOver = plannedW !== undefined && peakW > plannedW;
  const placed =
    hostsWithoutPlace === 0
      ? ""
      : ` that have a place (${grouped(hostsWithoutPlace)} ${hostsWithoutPlace === 1 ? "has" : "have"} none)`;
  const planned =
    plannedW === undefined
      ? ""
      : ` The feed is planned for ${kWText(plannedW)} of hosts${placed}${isOver ? ", which the peak exceeds" : ""}.`;
  const folded =
    columns.slotsPerColumn > 1 ? ` Each column is the highest of ${grouped(columns.slotsPerColumn)} slots.` : "";
  const lines = today === undefined ? "" : " Lines are today, dotted the hosts, solid the facility.";
  return `Areas are the plan, its hosts below, cooling and losses on top.${lines} The plan's hosts draw most at ${peakAt}: ${kWText(peakW)}, with cooling and losses ${kWText(facilityPeakW)}.${planned}${folded}`;
}

function roomDraw(document: PlanDocument): readonly Picture[] {
  const figure = roomDrawFigure(document);
  if (figure === undefined) return [];
  return [
    {
      id: "room-draw",
      title: "Draw of the room over time",
      caption: drawCaption(figure),
      svg: roomDrawSvg(figure, "room-draw"),
      table: roomDrawTable(figure),
      marks: marksOf(document, "draw", "cooling"),
    },
  ];
}

function heatCaption({ racks, racksTotal, wPerM2, limitWPerM2 }: RackHeatFigure): string {
  const limit = limitWPerM2 === undefined ? "" : ` of at most ${grouped(limitWPerM2)}`;
  const cut =
    racks.length < racksTotal
      ? ` The ${grouped(racks.length)} hottest of ${counted(racksTotal, "rack")} are shown.`
      : "";
  return `Highest heat of each rack's hosts together. Over the whole floor it comes to ${grouped(wPerM2)}${limit} W/m².${cut}`;
}

function rackHeat(document: PlanDocument): readonly Picture[] {
  const figure = rackHeatFigure(document);
  if (figure === undefined) return [];
  return [
    {
      id: "rack-heat",
      title: "Heat per rack",
      caption: heatCaption(figure),
      svg: rackHeatSvg(figure, "rack-heat"),
      table: rackHeatTable(figure),
      marks: marksOf(document, "draw", "space"),
    },
  ];
}

/** Those of the four that have something to show. */
export const roomPictures = (document: PlanDocument): readonly Picture[] => [
  ...waterfall(document),
  ...elevation(document),
  ...roomDraw(document),
  ...rackHeat(document),
];
