/** What plans were asked: the fields everybody looks for first, and beside them whatever else is not the same in all of them. */
import { isSame } from "../canonical.ts";
import { type PlanRequest, targetId } from "../contract/index.ts";
import type { ComparedValue } from "./figures.ts";

/** One field of the questions; a value per request, undefined = not set. */
export interface AskedField {
  readonly figure: string;
  readonly label: string;
  readonly unit: string;
  readonly values: readonly ComparedValue[];
}

interface Field {
  readonly figure: string;
  readonly label: string;
  readonly unit?: string;
  readonly read: (request: PlanRequest) => ComparedValue;
}

/** Texts and numbers as they are, anything made of parts as JSON, so that equal ones compare equal. */
function valueOf(value: unknown): ComparedValue {
  if (typeof value === "number" || typeof value === "string" || value === undefined) return value;
  return typeof value === "boolean" ? (value ? "yes" : "no") : JSON.stringify(value);
}

/** An objective in words: "hosts", "hosts, then energy", "2 × hosts + 1 × cost", a formula as it stands. */
function objectiveText({ goals: { objective } }: PlanRequest): string {
  if (typeof objective === "string") return objective;
  if ("formula" in objective) return objective.formula;
  if (Array.isArray(objective)) return objective.join(", then ");
  return Object.entries(objective)
    .map(([name, weight]) => `${weight} × ${name}`)
    .join(" + ");
}

const FIRST: readonly Field[] = [
  { figure: "targets", label: "Targets", read: ({ targets }) => targets.map(targetId).join(", ") },
  { figure: "objective", label: "Objective", read: objectiveText },
  { figure: "timeModel", label: "Time model", read: ({ goals }) => goals.timeModel },
  {
    figure: "utilizationCeilingRatio",
    label: "CPU ceiling",
    unit: "ratio",
    read: ({ goals }) => goals.utilizationCeilingRatio,
  },
  {
    figure: "memoryCeilingRatio",
    label: "Memory ceiling",
    unit: "ratio",
    read: ({ goals }) => goals.memoryCeilingRatio,
  },
  { figure: "spareHosts", label: "Spare hosts asked", read: ({ goals }) => goals.spareHosts },
];

/** Fields that stand in the list above already. */
const SHOWN = new Set(FIRST.map(({ figure }) => figure));

type Wishes = readonly (readonly [string, ComparedValue])[];

/** The leaves of a value by their names: "facility.racks.units"; lists stay whole. */
function leaves(name: string, value: unknown): Wishes {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[name, valueOf(value)]];
  return Object.entries(value).flatMap(([key, part]) => leaves(`${name}.${key}`, part));
}

/** Single wishes by name. */
function wishesOf({ goals, seed, facility, tariffPerKWh, money }: PlanRequest): ReadonlyMap<string, ComparedValue> {
  const { objective: _shown, ...others } = goals;
  const wishes = Object.entries(others).filter(([name]) => !SHOWN.has(name));
  return new Map([
    ...wishes.flatMap(([name, value]) => leaves(name, value)),
    ["seed", seed] as const,
    ...leaves("facility", facility),
    ...leaves("tariffPerKWh", tariffPerKWh),
    ...leaves("money", money),
  ]);
}

/** Lists that are told by how long they are. */
const LISTS = ["rules", "places", "licences", "prices", "hostTypes", "current"] as const;

/** "3", and of another request that has as many but not the same ones "3, not the same". */
function listValues(requests: readonly PlanRequest[], list: (typeof LISTS)[number]): readonly ComparedValue[] {
  const [first = [], ...others] = requests.map((request) => request[list] ?? []);
  return [
    first.length,
    ...others.map((one) =>
      one.length === first.length && !isSame(one, first) ? `${one.length}, not the same` : one.length,
    ),
  ];
}

/** The fields everybody looks for, then others that differ; linear in their number. */
export function askedFields(requests: readonly PlanRequest[]): readonly AskedField[] {
  const first = FIRST.map(({ figure, label, unit = "", read }) => ({
    figure,
    label,
    unit,
    values: requests.map(read),
  }));
  const wishes = requests.map(wishesOf);
  const names = [...new Set(wishes.flatMap((one) => [...one.keys()]))];
  const others = [
    ...names.map((name) => ({ name, values: wishes.map((one) => one.get(name)) })),
    ...LISTS.map((name) => ({ name, values: listValues(requests, name) })),
  ];
  return [
    ...first,
    ...others
      .filter(({ values }) => values.some((value) => value !== values[0]))
      .map(({ name, values }) => ({ figure: name, label: name, unit: "", values })),
  ];
}
