/**
 * Placement rules of an inventory: added and removed, with the named places that they speak of. Whether rules contradict
 * each other, and whether their places are there, is asked when a plan has targets.
 */
import { type InputProblem, InvalidInput, type Inventory } from "#planner/contract/index.ts";
import type { EditOf } from "./edit.ts";
import { noted } from "./note.ts";

/** Ids written out in a note; the rest is counted. */
const MOST_NAMED = 5;

function named(ids: readonly string[]): string {
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : "";
  return `${ids.slice(0, MOST_NAMED).join(", ")}${more}`;
}

/** Ids that stand twice, in what is there and what comes. */
function doubles(
  there: readonly { readonly id: string }[],
  more: readonly { readonly id: string }[],
  what: "rules" | "places",
) {
  const seen = new Set(there.map(({ id }) => id));
  return more.flatMap(({ id }, i): readonly InputProblem[] => {
    const isDouble = seen.has(id);
    seen.add(id);
    const detail = `there is ${what === "rules" ? "a rule" : "a place"} "${id}" already; ids must be unique`;
    return isDouble ? [{ pointer: `/${what}/${i}/id`, code: "duplicate-id", detail }] : [];
  });
}

/** Names in rules that no workload of the inventory has. */
function strangers(
  { workloads }: Inventory,
  rules: NonNullable<EditOf<"add-rules">["rules"]>,
): readonly InputProblem[] {
  const known = new Set(workloads.map(({ id }) => id));
  const lists = ["workloads", "from", "beside"] as const;
  return rules.flatMap((rule, i) =>
    lists.flatMap((list) => {
      const names: readonly string[] =
        list in rule ? ((rule as Partial<Record<typeof list, string[]>>)[list] ?? []) : [];
      const missing = names.filter((name) => !known.has(name));
      const detail = `no workload of this inventory is called ${named(missing.map((name) => `"${name}"`))}`;
      return missing.length === 0 ? [] : [{ pointer: `/rules/${i}/${list}`, code: "unknown-workload", detail }];
    }),
  );
}

/** @throws InvalidInput for ids that are taken and workloads that are not there */
export function addRules(inventory: Inventory, { rules = [], places = [] }: EditOf<"add-rules">): Inventory {
  const { rules: before = [], places: had = [] } = inventory;
  const problems: InputProblem[] = [
    ...doubles(before, rules, "rules"),
    ...doubles(had, places, "places"),
    ...strangers(inventory, rules),
  ];
  if (rules.length + places.length === 0) {
    problems.push({ pointer: "/rules", code: "no-rule", detail: "no rule is given" });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  const made = {
    ...inventory,
    rules: [...before, ...rules],
    ...(places.length === 0 ? {} : { places: [...had, ...places] }),
  };
  const who = [...rules, ...places].map(({ id }) => id);
  return noted(made, "edit-rules", { who: `added ${named(who)}` });
}

/** @throws InvalidInput for ids that are not there */
export function removeRules(
  inventory: Inventory,
  { ids = [], places: gonePlaces = [] }: EditOf<"remove-rules">,
): Inventory {
  const { rules = [], places = [] } = inventory;
  const unknown = (list: readonly { readonly id: string }[], wanted: readonly string[], pointer: string) => {
    const known = new Set(list.map(({ id }) => id));
    const missing = wanted.filter((id) => !known.has(id));
    const detail = `this inventory has no ${pointer === "/ids" ? "rule" : "place"} ${named(missing.map((id) => `"${id}"`))}`;
    return missing.length === 0 ? [] : [{ pointer, code: "unknown-id", detail }];
  };
  const problems: InputProblem[] = [...unknown(rules, ids, "/ids"), ...unknown(places, gonePlaces, "/places")];
  if (ids.length + gonePlaces.length === 0) {
    problems.push({ pointer: "/ids", code: "no-rule", detail: "no rule is chosen" });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  const [rulesGone, placesGone] = [new Set(ids), new Set(gonePlaces)];
  const made: Inventory = {
    ...inventory,
    rules: rules.filter(({ id }) => !rulesGone.has(id)),
    ...(inventory.places === undefined ? {} : { places: places.filter(({ id }) => !placesGone.has(id)) }),
  };
  return noted(made, "edit-rules", { who: `removed ${named([...ids, ...gonePlaces])}` });
}
