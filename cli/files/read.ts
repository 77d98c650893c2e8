/**
 * Reading what a person names on the command line: request, scenario, rules and plan files, or "-" for standard input.
 * Whatever is wrong with a file is invalid input that names the file, and the line where there is one.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";

const READ_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a folder, not a file",
  EACCES: "may not be read (permission denied)",
  ENOTDIR: "no such file: a part of the path is not a folder",
};

const invalid = (pointer: string, code: string, detail: string) => new InvalidInput([{ pointer, code, detail }]);

let piped: Promise<Buffer> | undefined;

async function drained(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Standard input, which can be read only once: asked again, it is the same bytes. */
async function standardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) throw invalid("standard input", "no-input", "nothing is piped in");
  piped ??= drained();
  return await piped;
}

/** The bytes of a file, or of standard input for "-". @throws InvalidInput naming the file */
export async function readBytes(file: string): Promise<Buffer> {
  if (file === "-") return await standardInput();
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw invalid(file, "unreadable-file", READ_PROBLEMS[code] ?? (error as Error).message);
  }
}

async function fromYaml(text: string, file: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new InvalidInput(
      document.errors.map((error): InputProblem => {
        const at = error.linePos?.[0];
        const place = at === undefined ? file : `${file} line ${at.line} column ${at.col}`;
        return {
          pointer: place,
          code: "not-yaml",
          detail: (error.message.split("\n")[0] ?? "").replace(/ at line .*$/, ""),
        };
      }),
    );
  }
  return document.toJS({ maxAliasCount: 100 });
}

function fromJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(file, "not-json", `not JSON: ${(error as Error).message}`);
  }
}

const looksLikeJson = (text: string) => /^\s*[[{]/.test(text);
const ZIP_MARK = "PK\u0003\u0004";

/**
 * A file's content as plain data. `.json` is read as JSON, `.yaml` and `.yml` as YAML, standard input as what it looks like.
 * @throws InvalidInput for a missing file, another kind of file, or a syntax error (with its line)
 */
export async function readDocument(file: string): Promise<unknown> {
  const suffix = file === "-" ? "" : path.extname(file).toLowerCase();
  const bytes = await readBytes(file);
  const place = file === "-" ? "standard input" : file;
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw invalid(place, "empty-file", "is empty");
  if (text.startsWith(ZIP_MARK))
    throw invalid(place, "wrong-file-type", "is a workbook or archive: give it with --inventory");
  if (suffix === ".json" || (suffix === "" && looksLikeJson(text))) return fromJson(text, place);
  if (suffix === ".yaml" || suffix === ".yml" || suffix === "") return await fromYaml(text, place);
  throw invalid(place, "wrong-file-type", `"${suffix}" cannot be read here, only .yaml, .yml and .json`);
}

/** Runs `work`; the places of its problems are named with the file they are in. */
export function within<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const place = file === "-" ? "standard input" : file;
    throw new InvalidInput(
      error.problems.map((p) => ({ ...p, pointer: p.pointer === "" ? place : `${place} ${p.pointer}` })),
    );
  }
}
