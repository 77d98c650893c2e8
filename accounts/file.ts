/**
 * The file the book is kept in: read by servers, changed by the command line. Only its owner may read it. A change is
 * written beside it and renamed; the draft's name is taken by one at a time, so two changes at once cannot lose one.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { AccountProblem, Book, emptyBook } from "./book.ts";

/** Its usual name, in the data folder. */
export const ACCOUNTS_FILE = "accounts.json";
const OWNER_ONLY = 0o600;
/** How often a server looks whether it has changed. */
const LOOK_EVERY_MS = 1000;

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

function parsed(file: string, text: string): Book {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw new AccountProblem(`${file} is not JSON`);
  }
  const found = Book.safeParse(value);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the whole" : `/${issue.path.map(String).join("/")}`;
  const stranger = issue?.code === "unrecognized_keys" ? `: "${issue.keys.join('", "')}" is not known there` : "";
  throw new AccountProblem(`${file}: ${place} is not as a book of accounts has it${stranger}`);
}

/** The book in this file; undefined when there is no such file. @throws AccountProblem when it is no book */
export function readBook(file: string): Book | undefined {
  try {
    return parsed(file, readFileSync(file, "utf8"));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Change the book in this file, making file and folder when they are not there; all or nothing.
 * @throws AccountProblem when the change cannot be made, or another one is under way
 */
export function changeBook(file: string, change: (book: Book) => Book): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  const handle = taken(file, draft);
  try {
    try {
      writeSync(handle, `${JSON.stringify(change(readBook(file) ?? emptyBook()), undefined, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The draft's name, for as long as the change takes. */
function taken(file: string, draft: string): number {
  try {
    return openSync(draft, "wx", OWNER_ONLY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new AccountProblem(`another change of ${file} is under way; if not, remove ${draft}`);
  }
}

/**
 * The book of a file as it is now, looked at once a second at most. A file that has become unreadable leaves the last book
 * in force, and `complain` is told why, once.
 */
export function watchedBook(file: string, complain: (why: string) => void): () => Book | undefined {
  const markOf = () => {
    try {
      const { ino, mtimeMs, size } = statSync(file);
      return `${ino} ${mtimeMs} ${size}`;
    } catch (error) {
      if (isMissing(error)) return "";
      throw error;
    }
  };
  let mark = markOf();
  let book = readBook(file);
  let lookedAt = performance.now();
  return () => {
    if (performance.now() - lookedAt < LOOK_EVERY_MS) return book;
    lookedAt = performance.now();
    try {
      const now = markOf();
      if (now === mark) return book;
      mark = now;
      const next = readBook(file);
      if (next === undefined && book !== undefined)
        throw new AccountProblem(`${file} is gone; its accounts stay in force`);
      book = next;
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
    return book;
  };
}
