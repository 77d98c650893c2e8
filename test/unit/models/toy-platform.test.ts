/**
 * Does what docs/ADDING-A-PLATFORM.md says, with the blocks of the page itself: copies models/ aside, writes and edits
 * the files as the page tells, type-checks the copy, and runs the page's own test against it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/ADDING-A-PLATFORM.md"), "utf8");
const PAGE_TEST = "test/unit/models/toy-1.test.ts";

interface Block {
  readonly path: string;
  /** A whole file, a line among the imports, or an entry of the exported list. */
  readonly part: "file" | "import" | "entry";
  readonly text: string;
}

/** Fenced blocks whose head names a file: ```ts PATH, ```ts PATH#import or ```ts PATH#entry. */
function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```ts (\S+?)(?:#(import|entry))?\n(.*?)^```$/gms)].map(([, path, part, text]) => ({
    path: path ?? "",
    part: part === "import" || part === "entry" ? part : "file",
    text: text ?? "",
  }));
}

/** The exported list or table of a file with one entry more. */
function withEntry(file: string, entry: string): string {
  // Before the bracket that closes the list; a comma that already stands there is taken off first.
  const edited = file.replace(/(export const [A-Z]+: [^=]+= [[{][\s\S]*?),?(\s*[\]}];)/, `$1, ${entry.trim()}$2`);
  if (edited === file) throw new Error(`no exported list to add "${entry.trim()}" to`);
  return edited;
}

// Below the repository, so that packages are found; not below node_modules, where TypeScript is not run.
mkdirSync(join(ROOT, "out"), { recursive: true });
const aside = mkdtempSync(join(ROOT, "out/toy-platform-"));
afterAll(() => rmSync(aside, { recursive: true, force: true }));

function follow(block: Block): void {
  const file = join(aside, block.path);
  mkdirSync(dirname(file), { recursive: true });
  switch (block.part) {
    case "file":
      return writeFileSync(file, block.text);
    case "import":
      return writeFileSync(file, readFileSync(file, "utf8").replace(/^import /m, `${block.text}import `));
    case "entry":
      return writeFileSync(file, withEntry(readFileSync(file, "utf8"), block.text));
  }
}

const blocks = blocksOf(PAGE);
cpSync(join(ROOT, "models"), join(aside, "models"), { recursive: true });
// In the copy, #models must mean the copy: it gets the package file's word on that, and nothing else of it.
const packageFile: { imports: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
writeFileSync(join(aside, "package.json"), JSON.stringify({ type: "module", imports: packageFile.imports }));
for (const block of blocks) follow(block);

describe("the page's own test, against the copy", async () => {
  await import(join(aside, PAGE_TEST));
});

test("the page names every file that its steps touch", () => {
  expect(blocks.map((block) => `${block.path} ${block.part}`)).toEqual([
    "models/sources/toy.ts file",
    "models/sources/index.ts import",
    "models/sources/index.ts entry",
    "models/toy/toy-1.ts file",
    "models/toy/index.ts file",
    "models/catalog.ts import",
    "models/catalog.ts entry",
    `${PAGE_TEST} file`,
  ]);
});

test("what the page says to write type-checks", () => {
  const config = { extends: join(ROOT, "tsconfig.json"), include: ["models/toy", PAGE_TEST], exclude: [] };
  writeFileSync(join(aside, "tsconfig.json"), JSON.stringify(config));
  const run = () => execFileSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", aside], { encoding: "utf8", cwd: ROOT });
  expect(run).not.toThrow();
});

test("the page points only at files that exist", () => {
  const paths = [...PAGE.matchAll(/`((?:models|docs|test)\/[\w./-]+\.(?:ts|md))`/g)].map(([, path]) => path ?? "");
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(() => readFileSync(join(ROOT, path)), path).not.toThrow();
});

test("the real catalogue does not hold the toy", async () => {
  const { findPlatform } = await import("#models/catalog.ts");
  expect(findPlatform("toy-1")).toBeUndefined();
});
