/** The pictures of one host of a plan: its stacked profile, its memory and its CPU at the peak as treemaps, each with its table. */
import type { PlanDocument } from "#planner/contract/index.ts";
import { type TreemapFigure, cpuTreemap, hostParts, memoryTreemap, percentText } from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";
import type { Picture } from "./picture.ts";
import { type PictureOptions, hostPicture } from "./pictures.ts";
import { treemapSvg } from "./svg/treemap.ts";

function tableOf({ title, measure, tiles }: TreemapFigure): DataTable {
  const total = tiles.reduce((sum, { value }) => sum + value, 0);
  return {
    caption: title,
    head: ["Partition", measure, "Share of the whole"],
    rows: tiles.map(({ label, text, value }) => ({ head: label, cells: [text, percentText(value / total, 1)] })),
  };
}

const treemapPicture = (figure: TreemapFigure): Picture => ({
  id: figure.id,
  title: figure.title,
  caption: figure.caption,
  svg: treemapSvg(figure),
  table: tableOf(figure),
});

/**
 * All there is to draw of a host; a host that carries nothing has no picture.
 * @throws Error when the plan has no such host
 */
export function hostPictures(document: PlanDocument, hostId: string, options: PictureOptions = {}): readonly Picture[] {
  const profile = hostPicture(document, hostId, options);
  const host = document.result.hosts.find(({ id }) => id === hostId);
  if (host === undefined || host.partitions.length === 0) return [];
  const parts = hostParts(document, host, options.demandOf);
  const figures = [memoryTreemap(document, host), parts === undefined ? undefined : cpuTreemap(document, host, parts)];
  return [profile, ...figures.flatMap((figure) => (figure === undefined ? [] : [treemapPicture(figure)]))];
}
