/** Files of an inventory, read as their sender wishes. */
import type { Inventory } from "#planner";
import { contextIn } from "../context.ts";
import type { AppParts, Parts } from "../parts.ts";
import type { ReadingWish } from "./reading.ts";
import type { UploadedFile } from "./upload.ts";

/**
 * Read files in a thread of their own.
 * @param signal ends the reading
 * @throws InvalidInput for files that are no inventory
 */
export async function readFiles(
  { importer, context }: Pick<Parts, "importer"> & Pick<AppParts, "context">,
  files: readonly UploadedFile[],
  { isAnonymous, signal }: ReadingWish & { readonly signal?: AbortSignal },
): Promise<Inventory> {
  const read = await importer(files, signal);
  if (!isAnonymous) return read;
  const { anonymised } = await import("../anonymise-inventory.ts");
  return anonymised({ context: await contextIn(context) }, read).inventory;
}
