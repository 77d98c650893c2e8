/** Full names of what a what-if asks and finds: figures with their units, places of the request as people call them. */
import { PLAN_FIGURE_NAMES, type PlanFigure } from "../plan-figures.ts";
import { decimal, grouped, percentText } from "./numbers.ts";

const FIGURES: Readonly<Record<PlanFigure, string>> = {
  hosts: "Hosts",
  spare: "Spare hosts",
  bound: "Lower bound of hosts",
  gapRatio: "Gap to the bound",
  placed: "Workloads placed",
  unplaced: "Workloads unplaced",
  meanW: "Mean draw (W)",
  peakW: "Peak draw (W)",
  btuPerHourPeak: "Peak heat (BTU/h)",
  coolingTonsPeak: "Peak cooling (tons)",
  kWhPerYear: "Energy (kWh per year)",
  facilityKWhPerYear: "Facility (kWh per year)",
  rackUnits: "Rack units",
  racks: "Racks",
  racksBound: "Lower bound of racks",
  unracked: "Hosts in no rack",
  licenceUnitsToBuy: "Licence units to buy",
  licenceCost: "Cost of licences",
  electricityPerYear: "Electricity bill per year",
  cost: "Cost",
  costDiscounted: "Discounted cost",
  kgCO2ePerYear: "Carbon (kg CO2e per year)",
  embodiedKg: "Carbon of making the hosts (kg)",
};

/** A figure with its unit. */
export const figureTitle = (name: PlanFigure): string => FIGURES[name];

/** The same inside a sentence: "peak draw (W)". */
export const figureInText = (name: PlanFigure): string => {
  const title = FIGURES[name];
  return title.charAt(0).toLowerCase() + title.slice(1);
};

/** Narrow a text to the name of a figure. */
export const isPlanFigure = (text: string): text is PlanFigure =>
  (PLAN_FIGURE_NAMES as readonly string[]).includes(text);

/** From here on a fraction of the unit says nothing. */
const WHOLE_FROM = 100;

/** An amount of a figure: the gap in per cent, what is small with two digits. */
export function figureText(name: PlanFigure, value: number | undefined): string {
  if (value === undefined) return "–";
  if (name === "gapRatio") return percentText(value, 1);
  return Math.abs(value) < WHOLE_FROM ? decimal(value, 2) : grouped(value);
}

const ASKED: Readonly<Record<string, string>> = {
  "/goals/growthPercent": "Growth of demand (%)",
  "/goals/utilizationCeilingRatio": "Utilization ceiling",
  "/goals/memoryCeilingRatio": "Memory ceiling",
  "/goals/spareHosts": "Spare hosts asked",
  "/goals/percentile": "Percentile",
  "/goals/objective": "Objective",
  "/goals/timeModel": "Time model",
  "/targets": "Targets",
  "/targets/0/maxHosts": "Most hosts",
  "/tariffPerKWh": "Tariff per kWh",
  "/facility/pue": "PUE",
  "/facility/racks/maxCount": "Most racks",
  demand: "Demand (factor)",
  memory: "Memory (factor)",
};

/** What a JSON pointer or factor is called; a pointer nobody named stands as it is. */
export const askedName = (of: string): string => ASKED[of] ?? of;
