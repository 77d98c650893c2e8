/** The hosts of examples/ that can be simulated: files that speak of guests, read once. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { parse } from "yaml";

const FOLDER = fileURLToPath(new URL("../examples/", import.meta.url));
const SUFFIX = ".yaml";

/** An example and what it is called. */
export interface HostExample {
  /** File name without its suffix. */
  readonly id: string;
  readonly title: string;
  /** YAML as it stands in the file, comments included. */
  readonly text: string;
}

function exampleIn(file: string): readonly HostExample[] {
  const text = readFileSync(path.join(FOLDER, file), "utf8");
  const content: unknown = parse(text);
  if (typeof content !== "object" || content === null || !("guests" in content)) return [];
  const id = path.basename(file, SUFFIX);
  const title = "name" in content && typeof content.name === "string" ? content.name : id;
  return [{ id, title, text }];
}

let known: readonly HostExample[] | undefined;

/** All of them, in the order of their file names. */
export function hostExamples(): readonly HostExample[] {
  known ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .toSorted()
    .flatMap(exampleIn);
  return known;
}
