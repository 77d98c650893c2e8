/** Inserting under an id that must be free. */
import { IdTaken } from "./store.ts";

/** SQLITE_CONSTRAINT_PRIMARYKEY and _UNIQUE, extended result codes of SQLite. */
const TAKEN_CODES: readonly unknown[] = [1555, 2067];

/** Run the insert. @throws IdTaken when the id is there already */
export function inserting(id: string, insert: () => void): void {
  try {
    insert();
  } catch (error) {
    if (TAKEN_CODES.includes((error as { readonly errcode?: unknown }).errcode)) throw new IdTaken(id);
    throw error;
  }
}
