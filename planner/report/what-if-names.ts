/** Names and units of what a what-if asks and finds: the one table of the request's places and of the plans' figures. */
import { nameOfStep } from "../contract/index.ts";
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import { fieldWords } from "./field-words.ts";
import {
  type Shown,
  type WhatIfCurrency,
  shownAmount,
  shownChange,
  shownDistance,
  shownPhrase,
  shownTitle,
  shownValue,
} from "./what-if-units.ts";

const shown = (label: string, unit = ""): Shown => ({ label, unit });

const FIGURES: Readonly<Record<PlanFigure, Shown>> = {
  hosts: shown("Hosts"),
  spare: shown("Spare hosts"),
  bound: shown("Lower bound of hosts"),
  gapRatio: shown("Gap to the bound", "ratio"),
  placed: shown("Workloads placed"),
  unplaced: shown("Workloads unplaced"),
  meanW: shown("Mean draw", "W"),
  peakW: shown("Peak draw", "W"),
  btuPerHourPeak: shown("Peak heat", "BTU/h"),
  coolingTonsPeak: shown("Peak cooling", "tons"),
  kWhPerYear: shown("Energy", "kWh per year"),
  facilityKWhPerYear: shown("Facility", "kWh per year"),
  rackUnits: shown("Rack units"),
  racks: shown("Racks"),
  racksBound: shown("Lower bound of racks"),
  unracked: shown("Hosts in no rack"),
  licenceUnitsToBuy: shown("Licence units to buy"),
  licenceCost: shown("Cost of licences", "money"),
  electricityPerYear: shown("Electricity bill", "money per year"),
  cost: shown("Cost", "money"),
  costDiscounted: shown("Discounted cost", "money"),
  kgCO2ePerYear: shown("Carbon", "kg CO2e per year"),
  embodiedKg: shown("Carbon of making the hosts", "kg CO2e"),
};

/** Places of the request by JSON pointer, with # for a place in a list; others are named by their own words. */
const ASKED: Readonly<Record<string, Shown>> = {
  "/goals/growthPercent": shown("Growth of demand", "percent"),
  "/goals/utilizationCeilingRatio": shown("Utilization ceiling", "ratio"),
  "/goals/memoryCeilingRatio": shown("Memory ceiling", "ratio"),
  // told as a factor wherever it is asked: 1.5, not 150%
  "/goals/memoryOvercommitRatio": shown("Memory overcommit"),
  "/goals/spareHosts": shown("Spare hosts asked"),
  "/goals/percentile": shown("Percentile of the samples"),
  "/goals/vcpusPerCore": shown("Virtual CPUs on one core"),
  "/goals/costYears": shown("Years that the cost counts"),
  "/goals/effortSeconds": shown("Effort of the search", "s"),
  "/targets/#/maxHosts": shown("Most hosts of target #"),
  "/targets/#/hostPrice": shown("Price of a host of target #", "money"),
  "/targets/#/memoryMiB": shown("Memory of a host of target #", "MiB"),
  "/tariffPerKWh": shown("Electricity tariff", "money per kWh"),
  "/facility/pue": shown("PUE"),
  "/facility/racks/maxCount": shown("Most racks"),
  "/money/currency": shown("Currency"),
  "/money/discountPercent": shown("Discount rate per year", "percent"),
  "/money/space/perRackYear": shown("Space of a rack", "money per year"),
  "/money/space/perUnitYear": shown("Space of a rack unit", "money per year"),
  "/money/space/perM2Year": shown("Space of a square metre", "money per year"),
  "/money/space/perKWYear": shown("Space of a kW", "money per year"),
  "/money/ports/#/price": shown("Price of port #", "money"),
  "/money/admin/perHostYear": shown("Administration of a host", "money per year"),
  "/money/admin/perWorkloadYear": shown("Administration of a workload", "money per year"),
  "/money/migration/perHour": shown("Migration", "money per hour"),
  "/money/training": shown("Training", "money"),
  "/money/decommissionPerHost": shown("Decommissioning of a host", "money"),
  "/money/today/perHostYear": shown("Upkeep of a host of today", "money per year"),
  "/licences/#/price": shown("Price of licence #", "money"),
  "/prices/#/price": shown("Price of product #", "money"),
  "/seed": shown("Seed", "code"),
  demand: shown("Demand", "factor"),
  memory: shown("Memory", "factor"),
};

const AT = /^\d+$/;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const ENDINGS = [
  ["Ratio", "ratio"],
  ["Percent", "percent"],
  ["MiB", "MiB"],
] as const;

/** By the words and the ending of its name, as fields are named elsewhere; places in lists count from 1. */
function shownByName(pointer: string, steps: readonly string[]): Shown {
  const names = steps[0] === "goals" ? steps.slice(1) : steps;
  const last = names.findLast((step) => !AT.test(step)) ?? "";
  const label = names.reduce(
    (text, step) =>
      AT.test(step) ? `${text} ${Number(step) + 1}` : `${text}${text === "" ? "" : ": "}${fieldWords(step).words}`,
    "",
  );
  const unit = ENDINGS.find(([ending]) => last.endsWith(ending))?.[1] ?? fieldWords(last).unit;
  return label.trim() === "" ? shown(pointer) : shown(capital(label.trim()), unit);
}

/** How a JSON pointer or a factor is shown. */
function askedShown(of: string): Shown {
  if (!of.startsWith("/")) return ASKED[of] ?? shown(of);
  const steps = of.slice(1).split("/").map(nameOfStep);
  const listed = ASKED[`/${steps.map((step) => (AT.test(step) ? "#" : step)).join("/")}`];
  const at = steps.find((step) => AT.test(step));
  if (listed === undefined) return shownByName(of, steps);
  return at === undefined ? listed : { ...listed, label: listed.label.replace("#", String(Number(at) + 1)) };
}

/** A figure with its unit: "Discounted cost (USD)". */
export const figureTitle = (name: PlanFigure, currency: WhatIfCurrency): string => shownTitle(FIGURES[name], currency);

/** The same inside a sentence: "peak draw (W)". */
export const figureInText = (name: PlanFigure, currency: WhatIfCurrency): string => {
  const title = figureTitle(name, currency);
  return title.charAt(0).toLowerCase() + title.slice(1);
};

/** Is the figure a share, to be read in per cent? */
export const isShare = (name: PlanFigure): boolean => FIGURES[name].unit === "ratio";

/** Narrow a text to the name of a figure. */
export const isPlanFigure = (text: string): text is PlanFigure =>
  (PLAN_FIGURE_NAMES as readonly string[]).includes(text);

/** An amount of a figure, for a place that names it by {@link figureTitle}. */
export const figureText = (name: PlanFigure, value: number | undefined): string => shownAmount(FIGURES[name], value);

/** How far a figure moves. @param distance ≥ 0 */
export const figureDistance = (name: PlanFigure, distance: number): string => shownDistance(FIGURES[name], distance);

/** A figure's change with its sign; "" where either end is not known. */
export const figureChange = (
  name: PlanFigure,
  { from, to }: { readonly from: number | undefined; readonly to: number | undefined },
): string => shownChange(FIGURES[name], from, to);

/** What a JSON pointer or factor is called, without its unit: for places that show no value of it. */
export const askedName = (of: string): string => askedShown(of).label;

/** The same with its unit, for places that show values by {@link askedText}. */
export const askedTitle = (of: string, currency: WhatIfCurrency): string => shownTitle(askedShown(of), currency);

/** A value that was tried or drawn; "" where there is none. */
export const askedText = (of: string, value: unknown): string => shownValue(askedShown(of), value);

/** Name, value and unit in running text: "Utilization ceiling 60%". */
export const askedPhrase = (of: string, value: unknown, currency: WhatIfCurrency): string =>
  shownPhrase(askedShown(of), value, currency);
