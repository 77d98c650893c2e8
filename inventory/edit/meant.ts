/** The workloads an edit is for, and in which words its note speaks of them. */
import { type Inventory, InvalidInput, type Workload } from "#planner/contract/index.ts";
import { selectWorkloads } from "../select.ts";
import type { Which } from "./edit.ts";

/** Workloads and their words. */
export interface Meant {
  readonly ids: ReadonlySet<string>;
  readonly workloads: readonly Workload[];
  /** "db01", "3 workloads", "12 workloads with text web, state running". */
  readonly words: string;
}

/** Ids named in a message; the rest is counted. */
const MOST_NAMED = 5;

function byIds(inventory: Inventory, ids: readonly string[]): readonly Workload[] {
  const wanted = new Set(ids);
  const found = inventory.workloads.filter(({ id }) => wanted.has(id));
  if (found.length === wanted.size) return found;
  const there = new Set(found.map(({ id }) => id));
  const missing = [...wanted].filter((id) => !there.has(id));
  const named = missing.slice(0, MOST_NAMED).map((id) => `"${id}"`);
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : "";
  const detail = `no workload of this inventory is called ${named.join(", ")}${more}`;
  throw new InvalidInput([{ pointer: "/which/ids", code: "unknown-workload", detail }]);
}

/** @throws InvalidInput when an id is unknown or a filter leaves nothing */
export function meant(inventory: Inventory, which: Which): Meant {
  const isNamed = "ids" in which;
  const workloads = isNamed ? byIds(inventory, which.ids) : selectWorkloads(inventory, which.filter);
  const [first] = workloads;
  if (first === undefined) {
    const detail = "the filter leaves no workload to edit";
    throw new InvalidInput([{ pointer: "/which/filter", code: "nothing-meant", detail }]);
  }
  const given = isNamed ? [] : Object.entries(which.filter).filter(([, value]) => value !== "");
  const how = given.length === 0 ? "" : ` with ${given.map(([name, value]) => `${name} ${value}`).join(", ")}`;
  const isAll = !isNamed && given.length === 0;
  const count = workloads.length === 1 ? "1 workload" : `${workloads.length} workloads`;
  const words = isAll ? `all ${count}` : workloads.length === 1 ? first.id : `${count}${how}`;
  return { ids: new Set(workloads.map(({ id }) => id)), workloads, words };
}
