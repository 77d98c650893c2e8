/**
 * A folder that only one server may work in: an exclusive transaction on a database of its own, which the system gives up
 * when the process ends, however it ends. A file with a process id in it would outlive a killed one.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

const LOCK_FILE = "server.lock";
/** SQLITE_BUSY. */
const BUSY = 5;

/**
 * Take the folder, creating it when it is not there; the result gives it back.
 * @throws Error when another process has it, or the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(path.join(folder, LOCK_FILE), { timeout: 0 });
  try {
    db.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    db.close();
    if ((error as { readonly errcode?: unknown }).errcode !== BUSY) throw error;
    throw new Error(`another server works in the folder "${folder}"; choose another with --data`, { cause: error });
  }
  return () => {
    if (db.isOpen) db.close();
  };
}
