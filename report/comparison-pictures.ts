/** The pictures of a comparison, each with its figures as a table; and the whole of it as markup for a page. */
import type { Comparison } from "#planner/contract/index.ts";
import { type GroupedBars, comparisonBars, planLetter } from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";
import type { Picture } from "./picture.ts";
import { groupedBarsSvg } from "./svg/grouped-bars.ts";
import { template } from "./templates.ts";

const NONE = "–";

function tableOf({ title, groups }: GroupedBars, plans: Comparison["plans"]): DataTable {
  return {
    caption: `${title} of each plan`,
    head: ["Measure", ...plans.map(({ name }, i) => `${planLetter(i)}: ${name}`)],
    rows: groups.map(({ label, bars }) => ({
      head: label,
      cells: plans.map((_, plan) => bars.find((bar) => bar.plan === plan)?.text ?? NONE),
    })),
  };
}

/** Grouped bars of hosts, watts and money. */
export const comparisonPictures = (comparison: Comparison): readonly Picture[] =>
  comparisonBars(comparison).map((figure) => ({
    id: figure.id,
    title: figure.title,
    caption: figure.caption,
    svg: groupedBarsSvg(figure),
    table: tableOf(figure, comparison.plans),
  }));

/** Pictures as figures of a page, each with its table folded below it. */
export const picturesHtml = (drawn: readonly Picture[]): string =>
  drawn.map((picture) => template("figure")({ marks: [], ...picture })).join("");
