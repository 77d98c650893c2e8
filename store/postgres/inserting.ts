/** Inserting under an id that must be free. */
import { IdTaken } from "../store.ts";

const UNIQUE_VIOLATION = "23505";

/** Wait for the insert. @throws IdTaken when the id is there already */
export async function inserting(id: string, insert: Promise<unknown>): Promise<void> {
  try {
    await insert;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === UNIQUE_VIOLATION) throw new IdTaken(id);
    throw error;
  }
}
