/**
 * The figures by which finished plans are compared, in groups: how each is read, its unit, and whether less or more of it
 * is better. What plans are compared by elsewhere (planner/plan-figures.ts) is read there.
 */
import { type ComparedGroup, type CostKind, COST_KINDS, type PlanResult } from "../contract/index.ts";
import { PLAN_FIGURES, costWithout } from "../plan-figures.ts";

/** A figure; undefined where a plan does not know it. */
export type ComparedValue = number | string | undefined;

/** One figure of a plan. */
export interface ComparedFigure {
  readonly figure: string;
  readonly group: ComparedGroup;
  readonly label: string;
  /** "W" …; "ratio" 0–1; "money" of the plan's currency; "" = a count or a text. */
  readonly unit: string;
  readonly better: "less" | "more" | "neither";
  /** Of money over the years: comparable only where currency, years and open lines are the same. */
  readonly isOverYears?: boolean;
  readonly read: (result: PlanResult) => ComparedValue;
}

const hostRatios = ({ hosts }: PlanResult) =>
  hosts.filter(({ role }) => role === "used").map(({ cpuRatio }) => cpuRatio);

/** CPU in use, of all used hosts over all slots. */
function meanCpu(result: PlanResult): number | undefined {
  const ratios = hostRatios(result);
  const count = ratios.reduce((sum, list) => sum + list.length, 0);
  if (count === 0) return undefined;
  return ratios.reduce((sum, list) => sum + list.reduce((inner, ratio) => inner + ratio, 0), 0) / count;
}

/** CPU in use on the hottest host at its hottest slot. */
function peakCpu(result: PlanResult): number | undefined {
  const ratios = hostRatios(result);
  if (ratios.length === 0) return undefined;
  return ratios.reduce((most, list) => list.reduce((inner, ratio) => Math.max(inner, ratio), most), 0);
}

type Line = Omit<ComparedFigure, "group" | "unit"> & { readonly unit?: string };

const inGroup = (group: ComparedGroup, lines: readonly Line[]): readonly ComparedFigure[] =>
  lines.map((line) => ({ unit: "", ...line, group }));

const ANSWER = inGroup("answer", [
  { figure: "status", label: "Status", better: "neither", read: (r) => r.status },
  { figure: "workloads", label: "Workloads", better: "neither", read: (r) => r.summary.workloads },
  { figure: "placed", label: "Placed", better: "more", read: PLAN_FIGURES.placed },
  { figure: "unplaced", label: "Unplaced", better: "less", read: PLAN_FIGURES.unplaced },
  { figure: "excluded", label: "Left out", better: "neither", read: (r) => r.summary.excluded },
  { figure: "hosts", label: "Hosts used", better: "less", read: PLAN_FIGURES.hosts },
  { figure: "spare", label: "Hosts spare", better: "neither", read: PLAN_FIGURES.spare },
  { figure: "bound", label: "Lower bound", better: "neither", read: PLAN_FIGURES.bound },
  { figure: "gapRatio", label: "Gap", unit: "ratio", better: "less", read: PLAN_FIGURES.gapRatio },
  {
    figure: "consolidationRatio",
    label: "Workloads per host",
    better: "more",
    read: (r) => r.summary.consolidationRatio,
  },
  { figure: "cpuMeanRatio", label: "CPU in use, mean", unit: "ratio", better: "neither", read: meanCpu },
  { figure: "cpuPeakRatio", label: "CPU in use, hottest host", unit: "ratio", better: "neither", read: peakCpu },
  { figure: "assumptions", label: "Assumptions", better: "less", read: (r) => r.assumptions.length },
]);

/** An objective of the plan by its name; undefined where the plan was not asked for it, or nothing is proved. */
const proved =
  (name: "energy" | "cost", read: "bound" | "gapRatio") =>
  ({ summary }: PlanResult): number | undefined =>
    summary.objective.terms.find((term) => term.name === name)?.[read];

const ENERGY = inGroup("energy", [
  { figure: "meanW", label: "Draw, mean", unit: "W", better: "less", read: PLAN_FIGURES.meanW },
  { figure: "peakW", label: "Draw, peak", unit: "W", better: "less", read: PLAN_FIGURES.peakW },
  { figure: "btuPerHourPeak", label: "Heat, peak", unit: "BTU/h", better: "less", read: PLAN_FIGURES.btuPerHourPeak },
  {
    figure: "coolingTonsPeak",
    label: "Cooling, peak",
    unit: "tons",
    better: "less",
    read: PLAN_FIGURES.coolingTonsPeak,
  },
  { figure: "kWhPerYear", label: "Energy", unit: "kWh/year", better: "less", read: PLAN_FIGURES.kWhPerYear },
  {
    figure: "energyBound",
    label: "Energy, proved least",
    unit: "kWh/year",
    better: "neither",
    read: proved("energy", "bound"),
  },
  { figure: "energyGapRatio", label: "Energy, gap", unit: "ratio", better: "less", read: proved("energy", "gapRatio") },
  {
    figure: "facilityKWhPerYear",
    label: "Facility energy",
    unit: "kWh/year",
    better: "less",
    read: PLAN_FIGURES.facilityKWhPerYear,
  },
  { figure: "kgCO2ePerYear", label: "Carbon", unit: "kgCO2e/year", better: "less", read: PLAN_FIGURES.kgCO2ePerYear },
  {
    figure: "embodiedKg",
    label: "Carbon of making the hosts",
    unit: "kgCO2e",
    better: "less",
    read: PLAN_FIGURES.embodiedKg,
  },
]);

const ROOM = inGroup("room", [
  { figure: "rackUnits", label: "Rack units", better: "less", read: PLAN_FIGURES.rackUnits },
  { figure: "racks", label: "Racks", better: "less", read: PLAN_FIGURES.racks },
  { figure: "unracked", label: "Hosts in no rack", better: "less", read: PLAN_FIGURES.unracked },
]);

const LICENCES = inGroup("licences", [
  {
    figure: "licenceUnitsToBuy",
    label: "Licence units to buy",
    better: "less",
    read: PLAN_FIGURES.licenceUnitsToBuy,
  },
]);

/** A kind of cost in today's money; undefined where no line of it is priced. */
const ofKind =
  (kind: CostKind) =>
  ({ money }: PlanResult): number | undefined => {
    const lines = money?.after.lines.filter((line) => line.kind === kind) ?? [];
    return lines.length === 0 ? undefined : lines.reduce((sum, { discounted }) => sum + discounted, 0);
  };

const KIND_LABELS: Readonly<Record<CostKind, string>> = {
  hardware: "Hardware",
  "hardware-support": "Hardware support",
  electricity: "Electricity",
  space: "Space",
  licences: "Licences, money",
  ports: "Ports",
  admin: "Administration",
  migration: "Migration",
  training: "Training",
  decommission: "Decommissioning",
  today: "Hosts of today that stay",
};

const MONEY = inGroup("money", [
  {
    figure: "electricityPerYear",
    label: "Electricity bill per year",
    unit: "money",
    better: "less",
    read: PLAN_FIGURES.electricityPerYear,
  },
  { figure: "costYears", label: "Years that costs count", better: "neither", read: (r) => r.money?.years },
  { figure: "cost", label: "Cost", unit: "money", better: "less", isOverYears: true, read: PLAN_FIGURES.cost },
  {
    figure: "costDiscounted",
    label: "Cost, discounted",
    unit: "money",
    better: "less",
    isOverYears: true,
    read: PLAN_FIGURES.costDiscounted,
  },
  {
    figure: "costBound",
    label: "Cost, proved least",
    unit: "money",
    better: "neither",
    isOverYears: true,
    read: proved("cost", "bound"),
  },
  { figure: "costGapRatio", label: "Cost, gap", unit: "ratio", better: "less", read: proved("cost", "gapRatio") },
  ...COST_KINDS.map(
    (kind): Line => ({
      figure: `cost:${kind}`,
      label: KIND_LABELS[kind],
      unit: "money",
      better: "less",
      isOverYears: true,
      read: ofKind(kind),
    }),
  ),
  {
    figure: "costWithout",
    label: "Cost is without",
    better: "neither",
    read: (r) => (r.money === undefined ? undefined : costWithout(r).join(", ") || "nothing"),
  },
]);

const MOVES = inGroup("moves", [
  { figure: "moves", label: "Moves", better: "less", read: (r) => r.moves?.list.length },
  {
    figure: "movedMiB",
    label: "Memory moved",
    unit: "MiB",
    better: "less",
    read: (r) => r.moves?.list.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0),
  },
  { figure: "waves", label: "Waves of moves", better: "less", read: (r) => r.moves?.waves.length },
]);

/** Every figure that any plan may have, but those of single licences. */
export const COMPARED_FIGURES: readonly ComparedFigure[] = [
  ...ANSWER,
  ...ENERGY,
  ...ROOM,
  ...LICENCES,
  ...MONEY,
  ...MOVES,
];

/** Units of every licence that one of the plans counts, in the order met. */
export function licenceFigures(results: readonly PlanResult[]): readonly ComparedFigure[] {
  const units = new Map(results.flatMap(({ licences }) => licences?.after.map(({ id, unit }) => [id, unit]) ?? []));
  return [...units].map(([id, unit]) => ({
    figure: `licence:${id}`,
    group: "licences",
    label: id,
    unit,
    better: "less",
    read: ({ licences }) => licences?.after.find((one) => one.id === id)?.units,
  }));
}
