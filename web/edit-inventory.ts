/**
 * Editing a stored inventory: the edits are checked, carried out and stored as an inventory of its own. The one before
 * stays as it was, so that its address, and the browser's way back, still lead to it.
 */
import { Edits, type Fix, applyEdits, findingText, isEditNote } from "#inventory";
import { type Inventory, parseInput } from "#planner/contract/index.ts";
import { keepInventory } from "./keep.ts";
import type { Parts } from "./parts.ts";

/** Notes written out on a page; all of them are in the inventory's findings. */
const MOST_NOTES = 50;

/**
 * Store what these edits make of the inventory; the id of the new one.
 * @param id of the new one; left out = a random one
 * @throws InvalidInput, and nothing is stored
 */
export async function editInventory(
  { store }: Parts,
  inventory: Inventory,
  edits: unknown,
  id?: string,
): Promise<string> {
  return await keepInventory(store, applyEdits(inventory, parseInput(Edits, edits)), id);
}

/** Store what a fix makes of the inventory; the id of the new one. @throws InvalidInput, and nothing is stored */
export const fixInventory = ({ store }: Parts, inventory: Inventory, { edits }: Fix): Promise<string> =>
  keepInventory(store, applyEdits(inventory, edits));

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
