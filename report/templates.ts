/** The report's templates: read and compiled when first asked for, because few runs write a report. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const FOLDER = fileURLToPath(new URL("./templates/", import.meta.url));
const SUFFIX = ".hbs";

/** Strict: a field that a template names and the data lacks is an error, never an empty place. */
const OPTIONS = { strict: true } as const;

export type Template = (data: object) => string;

const compiled = new Map<string, Template>();
let shelf: typeof Handlebars | undefined;

const read = (name: string) => readFileSync(path.join(FOLDER, `${name}${SUFFIX}`), "utf8");

/** An own Handlebars, so that partials of the web pages and of the report never meet. */
function handlebars(): typeof Handlebars {
  if (shelf !== undefined) return shelf;
  const own = Handlebars.create();
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith(SUFFIX)) continue;
    const name = path.basename(file, SUFFIX);
    own.registerPartial(name, own.compile(read(name), OPTIONS));
  }
  shelf = own;
  return own;
}

/** A template by its file's name without the suffix. @throws Error when there is no such file */
export function template(name: string): Template {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const made = handlebars().compile(read(name), OPTIONS);
  compiled.set(name, made);
  return made;
}
