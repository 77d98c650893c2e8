/** Inventory files of the command line: read all of them together, because measurements speak of workloads in another one. */
import type { Inventory } from "#planner";
import { readBytes } from "./read.ts";

/**
 * One inventory out of the files; "-" is standard input. The importers are loaded here and nowhere earlier.
 * @throws InvalidInput naming the file that is missing or of no known format
 */
export async function readInventory(files: readonly string[]): Promise<Inventory> {
  const { importInventory, readInventoryFiles } = await import("#inventory");
  const named = await readInventoryFiles(files.filter((file) => file !== "-"));
  const piped = files.includes("-") ? [{ name: "standard input", bytes: await readBytes("-") }] : [];
  return await importInventory([...piped, ...named]);
}
