/** Editing an inventory: edits, still to be checked, carried out; and what was done to it so far. */
import { Edits, applyEdits, findingText, isEditNote } from "#inventory";
import { type Inventory, parseInput } from "#planner/contract/index.ts";

/** Notes written out on a page; all of them are in the inventory's findings. */
const MOST_NOTES = 50;

/** What these edits make of the inventory, which stays as it was. @throws InvalidInput */
export const edited = (inventory: Inventory, edits: unknown): Inventory =>
  applyEdits(inventory, parseInput(Edits, edits));

/** What was done to this inventory since it was read, in the order done: the last ones, and how many came before them. */
export function notesOf({ findings }: Inventory): { readonly notes: readonly string[]; readonly earlier: number } {
  const all = findings.filter(isEditNote).map(findingText);
  const notes = all.slice(-MOST_NOTES);
  return { notes, earlier: all.length - notes.length };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The inventory that a page was made from, as its address says (?from=ID); undefined where it says none. */
export const cameFrom = (from: string | undefined): string | undefined =>
  from !== undefined && UUID.test(from) ? from : undefined;
