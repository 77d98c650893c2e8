/** Edits carried out, in their order, all or none: another inventory, with a note of each. */
import { InvalidInput, type Inventory } from "#planner/contract/index.ts";
import type { Edit } from "./edit.ts";
import { grow } from "./grow.ts";
import { setPeak, unmeasure } from "./measurements.ts";
import { remove } from "./remove.ts";
import { addRules, removeRules } from "./rules.ts";
import { add, setFields } from "./set-fields.ts";
import { setTags } from "./set-tags.ts";
import { settle } from "./settle.ts";

function applied(inventory: Inventory, edit: Edit): Inventory {
  switch (edit.kind) {
    case "remove":
      return remove(inventory, edit);
    case "grow":
      return grow(inventory, edit);
    case "set":
      return setFields(inventory, edit);
    case "tag":
      return setTags(inventory, edit);
    case "peak":
      return setPeak(inventory, edit);
    case "unmeasure":
      return unmeasure(inventory, edit);
    case "add":
      return add(inventory, edit);
    case "add-rules":
      return addRules(inventory, edit);
    case "remove-rules":
      return removeRules(inventory, edit);
    case "settle":
      return settle(inventory, edit);
  }
}

/**
 * The inventory that these edits make of this one, which stays as it is. O(edits × size of the inventory).
 * @throws InvalidInput of the first edit that cannot be carried out; pointers are places in the list ("/0/which/ids")
 */
export function applyEdits(inventory: Inventory, edits: readonly Edit[]): Inventory {
  return edits.reduce((made, edit, i) => {
    try {
      return applied(made, edit);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      throw new InvalidInput(error.problems.map((one) => ({ ...one, pointer: `/${i}${one.pointer}` })));
    }
  }, inventory);
}
