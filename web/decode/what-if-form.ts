/** The what-if page as it was filled in: kept as text, and turned into a scenario that lacks its base. */
import type { InputProblem } from "#planner";
import { Growth, Sample } from "#planner/asking/index.ts";
import { type FormFields, fieldText } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";
import {
  DISTRIBUTIONS,
  DISTRIBUTION_PARTS,
  GROWTH_FIELDS,
  LOSS_FIELDS,
  TARGETS_FIELD,
  UNCERTAIN_FIELDS,
  type UncertainField,
  VARIED_FIELDS,
} from "./what-if-fields.ts";
import { type Read, growthIn, targetListsIn, valuesIn } from "./what-if-values.ts";

/** Every field's text, by name. */
export type WhatIfForm = Readonly<Record<string, string>>;

/** A scenario without its request, and what could not be read; pointers of problems are ids of fields ("#varyGrowth"). */
export interface WhatIfInput {
  readonly scenario: Readonly<Record<string, unknown>>;
  readonly problems: readonly InputProblem[];
  /** Index in `fail` → name of the field. */
  readonly lossFields: readonly string[];
}

const DRAWS = "200";
const ANY_GROWTH = Growth.parse({ percentPerYear: 0 });
const ANY_SAMPLE = Sample.parse({ count: 1 });

const NAMES: readonly string[] = [
  "name",
  "mode",
  ...VARIED_FIELDS.map(({ name }) => name),
  TARGETS_FIELD.name,
  "draws",
  "seed",
  ...UNCERTAIN_FIELDS.flatMap(({ name }) => [`${name}Kind`, ...DISTRIBUTION_PARTS.map(({ part }) => `${name}${part}`)]),
  ...GROWTH_FIELDS.map(({ name }) => name),
  "growthMonths",
  "growthStart",
  "growthLead",
  ...LOSS_FIELDS.map(({ name }) => name),
  "losePlaces",
];

/** The page before anybody has touched it. */
export const freshWhatIf = (name: string): WhatIfForm => ({
  ...Object.fromEntries(NAMES.map((field) => [field, ""])),
  name,
  mode: "grid",
  draws: DRAWS,
  seed: String(ANY_SAMPLE.seed),
  growthMonths: String(ANY_GROWTH.months),
});

/** The page as posted. */
export const postedWhatIf = (fields: FormFields): WhatIfForm =>
  Object.fromEntries(NAMES.map((name) => [name, fieldText(fields, name)]));

/** Reads fields and remembers what was wrong with them; an empty one is left out. */
function readerOf(form: WhatIfForm) {
  const problems: InputProblem[] = [];
  const read = <T>(name: string, work: (text: string) => Read<T>): T | undefined => {
    const text = form[name] ?? "";
    if (text === "") return undefined;
    const found = work(text);
    if ("value" in found) return found.value;
    problems.push({ pointer: `#${name}`, code: "not-readable", detail: found.detail });
    return undefined;
  };
  const number = (name: string): number | undefined =>
    read(name, (text) => {
      const value = numberIn(text);
      return value === undefined ? { detail: `"${text}" is not a number` } : { value };
    });
  return { problems, read, number, text: (name: string) => form[name] ?? "" };
}

type Reader = ReturnType<typeof readerOf>;

const present = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ""));

function varyOf({ read }: Reader): Readonly<Record<string, unknown>> {
  return present([
    ...VARIED_FIELDS.map(({ name, pointer, shift }) => [pointer, read(name, (text) => valuesIn(text, shift))] as const),
    [TARGETS_FIELD.pointer, read(TARGETS_FIELD.name, targetListsIn)],
  ]);
}

/** The distribution of one uncertain thing; undefined = certain. */
function distributionOf({ name }: UncertainField, { number, text }: Reader): unknown {
  const kind = DISTRIBUTIONS.find(({ value }) => value !== "" && value === text(`${name}Kind`));
  if (kind === undefined) return undefined;
  const isSpread = kind.value === "normal" || kind.value === "lognormal";
  return present([
    ["distribution", kind.value],
    ["from", number(`${name}From`)],
    ...(kind.middle === "" ? [] : [[kind.middle, number(`${name}Middle`)] as const]),
    ...(isSpread ? [["deviation", number(`${name}Deviation`)] as const] : []),
    ["to", number(`${name}To`)],
  ]);
}

/** Draws, where something is uncertain. */
function sampleOf(reader: Reader, isGrowthDrawn: boolean): unknown {
  const factors: [string, unknown][] = [];
  const draw: [string, unknown][] = [];
  for (const field of UNCERTAIN_FIELDS) {
    const distribution = distributionOf(field, reader);
    if (distribution === undefined) continue;
    if ("factor" in field.of) factors.push([field.of.factor, distribution]);
    else draw.push([field.of.pointer, distribution]);
  }
  if (factors.length + draw.length === 0 && !isGrowthDrawn) return undefined;
  return {
    ...present([
      ["count", reader.number("draws")],
      ["seed", reader.number("seed")],
    ]),
    draw: Object.fromEntries(draw),
    factors: Object.fromEntries(factors),
  };
}

function growthOf({ read, number, text }: Reader): Readonly<Record<string, unknown>> | undefined {
  const percents = present(GROWTH_FIELDS.map(({ name, resource }) => [resource, read(name, growthIn)] as const));
  if (Object.keys(percents).length === 0) return undefined;
  return {
    percentPerYear: percents,
    ...present([
      ["months", number("growthMonths")],
      ["start", text("growthStart")],
      ["leadTimeWeeks", number("growthLead")],
    ]),
  };
}

const isDrawn = (growth: Readonly<Record<string, unknown>> | undefined): boolean =>
  Object.values(growth?.["percentPerYear"] ?? {}).some((one) => typeof one !== "number");

function lossesOf({ number, text }: Reader): readonly (readonly [field: string, failure: unknown])[] {
  const each = LOSS_FIELDS.flatMap(({ name, each: what }) => {
    const count = number(name);
    return count === undefined ? [] : [[name, { each: what, count }] as const];
  });
  const places = text("losePlaces")
    .split(/\s+/)
    .filter((one) => one !== "");
  return places.length === 0 ? each : [...each, ["losePlaces", { places }]];
}

/** The posted page as a scenario; what is empty is left out. */
export function whatIfInput(form: WhatIfForm): WhatIfInput {
  const reader = readerOf(form);
  const vary = varyOf(reader);
  const growth = growthOf(reader);
  const losses = lossesOf(reader);
  const scenario = present([
    ["name", reader.text("name")],
    ["mode", reader.text("mode")],
    ["vary", vary],
    ["sample", sampleOf(reader, isDrawn(growth))],
    ["growth", growth],
    ["fail", losses.map(([, failure]) => failure)],
  ]);
  return { scenario, problems: reader.problems, lossFields: losses.map(([name]) => name) };
}
