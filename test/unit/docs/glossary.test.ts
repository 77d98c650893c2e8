/** The glossary points at code that is there, and has each word once. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const ROWS = readFileSync(join(ROOT, "docs/GLOSSARY.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| term "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, term, meaning, vendors, where]) => ({ term: term ?? "", meaning, vendors, where: where ?? "" }));

test("there are fifty words and more, in alphabetical order, each once and with a meaning", () => {
  const terms = ROWS.map((row) => row.term.toLowerCase());
  expect(terms.length).toBeGreaterThanOrEqual(50);
  expect(terms).toEqual([...new Set(terms)].toSorted((a, b) => (a < b ? -1 : 1)));
  expect(ROWS.filter((row) => !row.meaning || !row.vendors)).toEqual([]);
});

test.each(ROWS.map((row) => [row.term, row.where]))("%s is found where the glossary says: %s", (_term, where) => {
  const [, path = "", name = ""] = /^`([^`]+)` `([^`]+)`$/.exec(where) ?? [];
  expect(existsSync(join(ROOT, path))).toBe(true);
  expect(readFileSync(join(ROOT, path), "utf8")).toContain(name);
});
