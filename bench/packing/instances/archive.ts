/**
 * Reading packed instance files with the system's own programs (tar, xz): a set is unpacked into a folder of its own
 * under the system's temporary folder, read, and the folder removed again.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const MOST_BYTES = 1 << 30;

/** Text of an .xz file. @throws Error when xz is missing or the file is damaged */
export const xzText = (path: string): string =>
  execFileSync("xz", ["-dc", path], { encoding: "utf8", maxBuffer: MOST_BYTES });

/** Lines of a text, without empty ones at the end. */
export const linesOf = (text: string): readonly string[] => text.trimEnd().split(/\r?\n/);

/** Numbers of a line, split at white space; an empty line has none. */
export const numbersIn = (line: string): readonly number[] =>
  line.trim() === "" ? [] : line.trim().split(/\s+/).map(Number);

/** A file of an archive: path inside it with "/", and its text. */
export interface ArchiveFile {
  readonly path: string;
  readonly text: string;
}

/** All files of a .tar.xz, in the order of their paths. @throws Error when tar is missing or the archive is damaged */
export function archiveFiles(archive: string): readonly ArchiveFile[] {
  const folder = mkdtempSync(join(tmpdir(), "packing-instances-"));
  try {
    execFileSync("tar", ["-xJf", archive, "-C", folder]);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    return paths.sort(order).map((path) => ({ path: relative(folder, path), text: readFileSync(path, "utf8") }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Name of a file without folders and ending. */
export const stemOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
