/** Two plans against each other: the summary's figures, and which workloads changed from placed to unplaced or target. */
import { PLAN_FIGURES, type PlanDocument, type PlanResult, costWithout } from "#planner";
import { changeText, decimal, grouped, listed, percentText } from "#planner/report/index.ts";
import { table, wrapped } from "./table.ts";

/** A figure; undefined where a plan does not know it. */
type Value = number | string | undefined;

export interface Differences {
  readonly figures: readonly { readonly name: string; readonly a: Value; readonly b: Value }[];
  /** Goals that differ, by JSON pointer. */
  readonly goals: readonly { readonly name: string; readonly a: unknown; readonly b: unknown }[];
  readonly nowPlaced: readonly string[];
  readonly nowUnplaced: readonly string[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  readonly isSame: boolean;
}

/** undefined = not known in this plan; a figure that neither plan knows is left out. */
type Figure = readonly [name: string, read: (result: PlanResult) => Value];

const FIGURES: readonly Figure[] = [
  ["Status", (r) => r.status],
  ["Targets", (r) => r.targets.map((t) => t.id).join(", ")],
  ["Workloads", (r) => r.summary.workloads],
  ["Placed", (r) => r.summary.placed],
  ["Unplaced", (r) => r.summary.unplaced],
  ["Left out", (r) => r.summary.excluded],
  ["Hosts used", (r) => r.summary.hostsUsed],
  ["Hosts spare", (r) => r.summary.hostsSpare],
  ["Lower bound", (r) => r.summary.bound.hosts],
  ["Gap", (r) => percentText(r.summary.gapRatio, 1)],
  ["Workloads per host", (r) => r.summary.consolidationRatio],
  ["Draw mean (W)", (r) => r.energy.after.meanW],
  ["Draw peak (W)", (r) => r.energy.after.peakW],
  ["Heat peak (BTU/h)", (r) => r.energy.after.btuPerHourPeak],
  ["Energy (kWh/year)", (r) => r.energy.after.kWhPerYear],
  ["Facility (kWh/year)", (r) => r.energy.after.facilityKWhPerYear],
  ["Rack units", (r) => r.energy.after.rackUnits],
  ["Racks", PLAN_FIGURES.racks],
  ["Hosts in no rack", PLAN_FIGURES.unracked],
  ["Cooling peak (tons)", PLAN_FIGURES.coolingTonsPeak],
  ["Carbon (kgCO2e/year)", PLAN_FIGURES.kgCO2ePerYear],
  ["Carbon of making the hosts (kg)", PLAN_FIGURES.embodiedKg],
  ["Electricity bill per year", PLAN_FIGURES.electricityPerYear],
  ["Licence units to buy", PLAN_FIGURES.licenceUnitsToBuy],
  ["Licences, money", PLAN_FIGURES.licenceCost],
  ["Cost", PLAN_FIGURES.cost],
  ["Cost, discounted", PLAN_FIGURES.costDiscounted],
  ["Cost is without", (r) => (r.money === undefined ? undefined : costWithout(r).join(", ") || "nothing")],
  ["Assumptions", (r) => r.assumptions.length],
];

/** Units of every licence that one of the plans counts. */
function byLicence(a: PlanDocument, b: PlanDocument): Differences["figures"] {
  const [inA, inB] = [a, b].map(({ result }) => new Map(result.licences?.after.map((one) => [one.id, one])));
  const ids = new Set([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])]);
  return [...ids].map((id) => {
    const [one, other] = [inA?.get(id), inB?.get(id)];
    return { name: `${id} (${one?.unit ?? other?.unit ?? ""})`, a: one?.units, b: other?.units };
  });
}

/** Numbers as they are, anything made of parts as JSON, so that equal ones compare equal. */
const textOf = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : value);

function goalDifferences(a: PlanDocument, b: PlanDocument): Differences["goals"] {
  const sides = [a, b].map(({ request }) => ({
    ...request.goals,
    facility: JSON.stringify(request.facility),
    rules: request.rules.length,
    seed: request.seed,
    tariffPerKWh: textOf(request.tariffPerKWh),
    licences: request.licences.length === 0 ? undefined : request.licences.length,
    money: textOf(request.money),
  }));
  const [left = {}, right = {}] = sides as readonly Record<string, unknown>[];
  return Object.keys({ ...left, ...right })
    .filter((name) => left[name] !== right[name])
    .map((name) => ({ name, a: left[name], b: right[name] }));
}

const without = (of: Iterable<string>, others: ReadonlySet<string>) => [...of].filter((id) => !others.has(id));

/** What differs; linear in the size of the plans. */
export function differencesOf(a: PlanDocument, b: PlanDocument): Differences {
  const all = [a, b].map(({ request }) => new Set(request.workloads.map((w) => w.id)));
  const unplaced = [a, b].map(({ result }) => new Set(result.unplaced.map((one) => one.workload)));
  const [inA = new Set(), inB = new Set()] = all;
  const [leftA = new Set(), leftB = new Set()] = unplaced;
  return {
    figures: [
      ...FIGURES.map(([name, read]) => ({ name, a: read(a.result), b: read(b.result) })),
      ...byLicence(a, b),
    ].filter((one) => one.a !== undefined || one.b !== undefined),
    goals: goalDifferences(a, b),
    nowPlaced: without(leftA, leftB).filter((id) => inB.has(id)),
    nowUnplaced: without(leftB, leftA).filter((id) => inA.has(id)),
    onlyA: without(inA, inB),
    onlyB: without(inB, inA),
    isSame: JSON.stringify(a) === JSON.stringify(b),
  };
}

const MOST_NAMES = 12;

const shown = (value: unknown): string => {
  if (typeof value === "number") return Number.isInteger(value) ? grouped(value) : decimal(value, 2);
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "not set");
};

const change = (a: unknown, b: unknown): string => {
  if (typeof a === "number" && typeof b === "number") return a === b ? "same" : changeText(a, b);
  return a === b ? "same" : "differs";
};

function moved(differences: Differences, a: string, b: string): string {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    [`placed in ${b} only`, differences.nowPlaced],
    [`unplaced in ${b} only`, differences.nowUnplaced],
    [`in ${a} only`, differences.onlyA],
    [`in ${b} only`, differences.onlyB],
  ];
  return lists
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => wrapped(`${grouped(names.length)} ${what}: ${listed(names, MOST_NAMES)}`))
    .join("");
}

/** Longer texts would stretch their column: they stand below the table. */
const MOST_CELL = 48;

interface Row {
  readonly name: string;
  readonly a: unknown;
  readonly b: unknown;
}

const isLong = ({ a, b }: Row): boolean => [a, b].some((value) => shown(value).length > MOST_CELL);

/** What is too long for the table, side by side no more but said in full. */
function longText(
  rows: readonly Row[],
  titles: Pick<Row, "name"> & { readonly a: string; readonly b: string },
): string {
  return rows
    .filter(isLong)
    .map((row) =>
      row.a === row.b
        ? wrapped(`${row.name}: ${shown(row.a)} (${titles.name})`)
        : wrapped(`${row.name}: ${shown(row.a)} (${titles.a}); ${shown(row.b)} (${titles.b})`),
    )
    .join("");
}

/** The differences as a table, and the workloads that changed. */
export function differencesText(differences: Differences, a: string, b: string): string {
  if (differences.isSame) return "The two plans are the same.\n";
  const columns = [
    { header: "" },
    { header: a, isNumber: true },
    { header: b, isNumber: true },
    { header: "Change", isNumber: true },
  ];
  const figures = differences.figures.map((one) => ({ ...one, a: one.a ?? "–", b: one.b ?? "–" }));
  const all: readonly Row[] = [...figures, ...differences.goals];
  const rows = all.map((one) => [
    one.name,
    ...(isLong(one) ? ["below", "below"] : [shown(one.a), shown(one.b)]),
    change(one.a, one.b),
  ]);
  const lists = `${longText(all, { name: "both", a, b })}${moved(differences, a, b)}`;
  return `${table(columns, rows)}${lists === "" ? "" : `\n${lists}`}`;
}
