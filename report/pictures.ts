/** The pictures of a plan: what each shows, in one sentence, as a drawing and as a table. */
import type { PlanDocument } from "#planner/contract/index.ts";
import {
  type DemandOf,
  type HeatMapFigure,
  type ProfileFigure,
  beforeAfterRows,
  curveFigure,
  curveRows,
  estateProfile,
  footnotesOf,
  grouped,
  heatMap,
  hostProfile,
  hottestHost,
  percentText,
} from "#planner/report/index.ts";
import { barsTable, curveTable, heatTable, profileTable } from "./data-table.ts";
import type { Picture } from "./picture.ts";
import { roomPictures } from "./room-pictures.ts";
import { beforeAfterSvg } from "./svg/bars.ts";
import { heatMapSvg } from "./svg/heat-map.ts";
import { profileAmount, stackedProfileSvg } from "./svg/stacked-profile.ts";
import { tradeOffSvg } from "./svg/trade-off.ts";

export interface PictureOptions {
  /** CPU of a workload on its host per slot, in cores; with it a profile shows who makes the peak. */
  readonly demandOf?: DemandOf | undefined;
}

function heatCaption(figure: HeatMapFigure): string {
  const shown = figure.rows.length;
  const cut =
    shown < figure.hostsTotal ? ` The ${grouped(shown)} hottest of ${grouped(figure.hostsTotal)} hosts are shown.` : "";
  const per = figure.columns.slotsPerColumn;
  const folded = per > 1 ? ` Each column is the highest of ${grouped(per)} slots.` : "";
  return `Share of each host's CPU in use; at most ${percentText(figure.ceilingRatio)} may be.${cut}${folded}`;
}

function profileCaption(figure: ProfileFigure): string {
  const amount = (value: number) => profileAmount(figure, value);
  const peak = `The peak is ${amount(figure.peak)} at ${figure.peakAt}.`;
  if (figure.sumOfPeaks === undefined) return `${peak} What each partition adds is not known here.`;
  const parts = figure.unit === "ratio" ? "all its partitions" : "all hosts";
  return `${peak} If ${parts} peaked together it would be ${amount(figure.sumOfPeaks)}.`;
}

function profilePicture(figure: ProfileFigure, id: string): Picture {
  return {
    id,
    title: `CPU of ${figure.title} over time`,
    caption: profileCaption(figure),
    svg: stackedProfileSvg(figure, id),
    table: profileTable(figure),
  };
}

/**
 * The stacked profile of one host.
 * @throws Error when the plan has no such host
 */
export function hostPicture(document: PlanDocument, hostId: string, options: PictureOptions = {}): Picture {
  return profilePicture(hostProfile(document, hostId, options.demandOf), "host-profile");
}

function comparison(document: PlanDocument): readonly Picture[] {
  const rows = beforeAfterRows(document.result);
  if (!rows.some((row) => row.isDrawn && row.beforeValue !== undefined)) return [];
  const hosts = rows.find((row) => row.label.startsWith("Hosts"));
  return [
    {
      id: "before-after",
      title: "Today and the plan",
      caption:
        hosts === undefined
          ? "Each pair of bars has its own scale."
          : `${hosts.before} hosts today, ${hosts.after} in the plan. Each pair of bars has its own scale.`,
      svg: beforeAfterSvg(rows, "before-after"),
      table: barsTable(rows),
      marks: footnotesOf(document.result).of(...rows.flatMap(({ isDrawn, topics }) => (isDrawn ? topics : []))),
    },
  ];
}

/** Points of the curve in the table beside the picture. */
const MOST_CURVE_ROWS = 50;

/** The trade-off curve, where there is more than one point to choose from. */
function tradeOff({ result }: PlanDocument): readonly Picture[] {
  const figure = curveFigure(result);
  if (figure === undefined || figure.points.length < 2) return [];
  return [
    {
      id: "trade-off",
      title: "Hosts against moves",
      caption: "Hosts in use after so many moves; every step is a plan that can be had by its number of moves.",
      svg: tradeOffSvg(figure, "trade-off"),
      table: curveTable(curveRows(result, MOST_CURVE_ROWS)),
    },
  ];
}

/** Before and after, money and room, trade-off curve, heat map, estate and hottest host; a picture that would be empty or repeat another is left out. */
export function pictures(document: PlanDocument, options: PictureOptions = {}): readonly Picture[] {
  const hottest = hottestHost(document);
  const first = [...comparison(document), ...roomPictures(document)];
  if (hottest === undefined) return first;
  const map = heatMap(document);
  const heat: Picture = {
    id: "heat-map",
    title: "When and where it is hot",
    caption: heatCaption(map),
    svg: heatMapSvg(map, "heat-map"),
    table: heatTable(map),
  };
  const estate = map.hostsTotal > 1 ? [profilePicture(estateProfile(document), "estate-profile")] : [];
  return [...first, ...tradeOff(document), heat, hostPicture(document, hottest.id, options), ...estate];
}
