/** Setting tags of workloads, and taking others away by their keys. */
import { type Inventory, InvalidInput, type Workload } from "#planner/contract/index.ts";
import { withReplaced } from "./checked.ts";
import type { EditOf } from "./edit.ts";
import { meant } from "./meant.ts";
import { noted } from "./note.ts";

function retagged(
  { tags, ...rest }: Workload,
  set: Readonly<Record<string, string>>,
  clear: ReadonlySet<string>,
): Workload {
  const kept = Object.entries(tags).filter(([key]) => !clear.has(key));
  return { ...rest, tags: Object.fromEntries([...kept, ...Object.entries(set)]) };
}

/** A key that is both cleared and set is set. @throws InvalidInput when neither is given */
export function setTags(inventory: Inventory, { which, set = {}, clear = [] }: EditOf<"tag">): Inventory {
  const { workloads, words } = meant(inventory, which);
  const pairs = Object.entries(set).map(([key, value]) => (value === "" ? key : `${key}=${value}`));
  if (pairs.length + clear.length === 0) {
    const detail = "no tag is given; name one to set or to clear";
    throw new InvalidInput([{ pointer: "/set", code: "no-tag", detail }]);
  }
  const gone = new Set(clear);
  const changed = workloads.map((workload) => retagged(workload, set, gone));
  const did = [
    ...(pairs.length === 0 ? [] : [`set ${pairs.join(", ")}`]),
    ...(clear.length === 0 ? [] : [`cleared ${clear.join(", ")}`]),
  ].join("; ");
  const made = { ...inventory, workloads: withReplaced(inventory.workloads, changed) };
  return noted(made, "edit-tagged", { who: words, did });
}
