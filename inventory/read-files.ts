/** Files from disk, for the command line: sizes checked before anything is read, errors naming the path as given. */
import { readFile, stat } from "node:fs/promises";
import { InvalidInput } from "#planner/contract/index.ts";
import { IMPORT_LIMITS, type ImportFile } from "./importer.ts";
import { reasonOf, unusable } from "./problem.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "no permission to read it",
  EISDIR: "this is a directory",
};

function reasonFor(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  return REASONS[code] ?? `cannot be read: ${reasonOf(thrown)}`;
}

async function readOne(path: string): Promise<ImportFile> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw unusable(path, "not-readable", "this is a directory");
    if (!about.isFile()) throw unusable(path, "not-readable", "this is no regular file");
    if (about.size > IMPORT_LIMITS.fileBytes) {
      throw unusable(path, "too-large", `${about.size} bytes, above the bound of ${IMPORT_LIMITS.fileBytes}`);
    }
    return { name: path, bytes: await readFile(path) };
  } catch (thrown) {
    throw thrown instanceof InvalidInput ? thrown : unusable(path, "not-readable", reasonFor(thrown));
  }
}

/** Read files for {@link importInventory}. @throws InvalidInput naming the path as given */
export async function readInventoryFiles(paths: readonly string[]): Promise<readonly ImportFile[]> {
  const files: ImportFile[] = [];
  for (const path of paths) files.push(await readOne(path));
  return files;
}
