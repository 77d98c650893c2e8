/** Which field of the what-if page fills which place of a scenario, and what the base has there. */
import { pointerStep } from "#planner/contract/index.ts";
import { decimal } from "#planner/report/index.ts";
import { GROWTH_FIELDS, LOSS_FIELDS, TARGETS_FIELD, UNCERTAIN_FIELDS, VARIED_FIELDS } from "./decode/what-if-fields.ts";
import type { FieldName } from "./form-problems.ts";

const FIXED: readonly (readonly [prefix: string, field: FieldName])[] = [
  ["/name", { id: "name", label: "Name" }],
  ["/mode", { id: "mode-0", label: "Combine" }],
  ["/sample/count", { id: "draws", label: "Draws" }],
  ["/sample/seed", { id: "seed", label: "Seed" }],
  ["/sample", { id: "draws", label: "Draws" }],
  ["/growth/months", { id: "growthMonths", label: "Months looked ahead" }],
  ["/growth/start", { id: "growthStart", label: "First month" }],
  ["/growth/leadTimeWeeks", { id: "growthLead", label: "Weeks from order to use" }],
  ["/growth", { id: "growthCpu", label: "Growth" }],
  ["/vary", { id: "varyGrowth", label: "What to vary" }],
];

const VARIED = [...VARIED_FIELDS, TARGETS_FIELD];

/** Every field by its id, for problems that name it themselves. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...FIXED.map(([, { id, label }]) => [id, label] as const),
  ...VARIED.map(({ name, label }) => [name, label] as const),
  ...UNCERTAIN_FIELDS.flatMap(({ name, label }) =>
    ["Kind", "From", "Middle", "Deviation", "To"].map((part) => [`${name}${part}`, label] as const),
  ),
  ...GROWTH_FIELDS.map(({ name, label }) => [name, `Growth of ${label}`] as const),
  ...LOSS_FIELDS.map(({ name, label }) => [name, label] as const),
]);

const named = (id: string): FieldName => ({ id, label: LABELS.get(id) ?? "" });
const isIn = (pointer: string, place: string) => pointer === place || pointer.startsWith(`${place}/`);

/** The field that fills the place of a pointer into the scenario, or that "#id" names. @param lossFields by index of `fail` */
export function whatIfFieldAt(pointer: string, lossFields: readonly string[]): FieldName | undefined {
  if (pointer.startsWith("#")) return named(pointer.slice(1));
  const varied = VARIED.find(
    (field) => isIn(pointer, `/request${field.pointer}`) || isIn(pointer, `/vary/${pointerStep(field.pointer)}`),
  );
  if (varied !== undefined) return named(varied.name);
  const uncertain = UNCERTAIN_FIELDS.find(({ of }) =>
    "factor" in of
      ? isIn(pointer, `/sample/factors/${of.factor}`)
      : isIn(pointer, `/sample/draw/${pointerStep(of.pointer)}`),
  );
  if (uncertain !== undefined) return named(`${uncertain.name}Kind`);
  const growth = GROWTH_FIELDS.find(({ resource }) => isIn(pointer, `/growth/percentPerYear/${resource}`));
  if (growth !== undefined) return named(growth.name);
  const loss = lossFields[Number(/^\/fail\/(\d+)/.exec(pointer)?.[1])];
  return loss === undefined ? FIXED.find(([place]) => isIn(pointer, place))?.[1] : named(loss);
}

/** What the base has at a pointer, as the form would write it; "" where there is no single number or word. */
export function baseText(request: unknown, pointer: string, shift: number | "words"): string {
  const value = pointer
    .slice(1)
    .split("/")
    .reduce<unknown>(
      (at, step) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, step)
          ? (at as Readonly<Record<string, unknown>>)[step]
          : undefined,
      request,
    );
  if (typeof value === "number") return decimal(shift === "words" ? value : value * 10 ** -shift, 4);
  return typeof value === "string" ? value : "";
}
