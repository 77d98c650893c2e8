/**
 * Files are written whole or not at all: into a draft beside the final name, then renamed. All writing is synchronous,
 * so an interrupt is handled before or after a file, never in it.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../exit.ts";

function writeAll(file: string, content: string | Uint8Array): void {
  const handle = openSync(file, "wx");
  try {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Write the file, replacing an older one at once. @throws Error naming the file when it cannot be written */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.draft`);
  try {
    writeAll(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`${file}: cannot be written (${(error as Error).message})`, { cause: error });
  }
}

/** Refuse, before any work is done, an output whose folder does not exist. @throws UsageError */
export function checkFolderOf(file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`-o ${file}: the folder ${folder} does not exist`);
  }
}
