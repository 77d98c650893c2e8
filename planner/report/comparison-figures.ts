/** Bars of a comparison as data: hosts, watts and money of every plan, a group of bars for each measure, all on one scale. */
import { COST_KINDS, type Comparison } from "../contract/index.ts";
import { comparedLabel, comparedText } from "./comparison-words.ts";
import { planLetter } from "./view-comparison.ts";

/** A bar: one plan's figure. */
export interface ComparedBar {
  /** Letter of the plan. */
  readonly who: string;
  /** Index of the plan, for its colour. */
  readonly plan: number;
  readonly value: number;
  readonly text: string;
}

/** Bars of one scale in groups. */
export interface GroupedBars {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly groups: readonly { readonly label: string; readonly bars: readonly ComparedBar[] }[];
}

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly figures: readonly string[];
}

const HOSTS: Shown = {
  id: "compare-hosts",
  title: "Hosts",
  caption: "Hosts in use, the fewest that are proved to be needed, and hosts kept free.",
  figures: ["hosts", "bound", "spare"],
};
const WATTS: Shown = {
  id: "compare-watts",
  title: "Draw",
  caption: "Watts that all hosts draw, spares included: on average and at the highest slot.",
  figures: ["meanW", "peakW"],
};
const COST: Shown = {
  id: "compare-cost",
  title: "Cost over the years",
  caption: "In today's money: the whole, and kind by kind what it is made of.",
  figures: ["costDiscounted", ...COST_KINDS.map((kind) => `cost:${kind}`)],
};

function barsOf({ figures, ...words }: Shown, { rows, plans }: Comparison): readonly GroupedBars[] {
  const groups = figures.flatMap((figure) => {
    const row = rows.find((one) => one.figure === figure);
    if (row === undefined || row.differences.some(({ verdict }) => verdict === "not-comparable")) return [];
    const bars = row.values.flatMap((value, plan): readonly ComparedBar[] =>
      typeof value === "number"
        ? [{ who: planLetter(plan), plan, value, text: comparedText(row, value, plans[plan]?.currency) }]
        : [],
    );
    return bars.some(({ value }) => value !== 0) ? [{ label: comparedLabel(row), bars }] : [];
  });
  return groups.length === 0 ? [] : [{ ...words, groups }];
}

/** What there is to draw; money only where all plans' money is of one kind. */
export function comparisonBars(comparison: Comparison): readonly GroupedBars[] {
  return [HOSTS, WATTS, COST].flatMap((shown) => barsOf(shown, comparison));
}
