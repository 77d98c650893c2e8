/** Pages: Handlebars templates of views/, read once at start, each inside the layout. Everything is escaped by default. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import Handlebars from "handlebars";
import { mayDo } from "#accounts";
import { currentVisitor } from "./access/caller.ts";
import { stepsForReaders, withoutPlannersLinks } from "./access/for-planners.ts";
import { withGuardedForms } from "./form-views.ts";
import type { StepView } from "./stepper.ts";

/** What a view is given. */
export interface PageData {
  /** Title of the page; the layout adds the product's name. */
  readonly title: string;
  readonly steps?: readonly StepView[] | undefined;
  readonly [key: string]: unknown;
}

/** All views, ready to render. */
export interface Views {
  /** The whole HTML of a page. @throws Error for an unknown view */
  page(view: string, data: PageData): string;
}

const FOLDER = path.join(import.meta.dirname, "views");
const EXTENSION = ".hbs";
const PARTIAL = /^_/;

function sourcesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(EXTENSION));
  return new Map(
    files.map((file) => [
      file.slice(0, -EXTENSION.length),
      withGuardedForms(readFileSync(path.join(folder, file), "utf8")),
    ]),
  );
}

/** All views. Files that begin with "_" are partials, named without it. */
export function loadViews(folder: string = FOLDER): Views {
  const engine = Handlebars.create();
  const sources = sourcesIn(folder);
  for (const [name, source] of sources) {
    if (PARTIAL.test(name)) engine.registerPartial(name.slice(1), source);
  }
  let isLeftOut = false;
  // {{#changing}}: what those see who may change something; for others the page says that they only read
  engine.registerHelper("changing", function (this: unknown, { fn, inverse, data }: Handlebars.HelperOptions) {
    if ((data as { readonly root: PageData }).root["mayChange"] === true) return fn(this);
    isLeftOut = true;
    return inverse(this);
  });
  const compiled = new Map([...sources].map(([name, source]) => [name, engine.compile(source)]));
  const run = (name: string, data: unknown): string => {
    const template = compiled.get(name);
    if (template === undefined) throw new Error(`there is no view "${name}"`);
    return template(data);
  };
  return {
    page: (view, given) => {
      const visitor = currentVisitor();
      const role = visitor?.caller.role;
      const mayChange = role === undefined || mayDo(role, "planner");
      const isAdmin = role !== undefined && mayDo(role, "admin");
      const data = { ...given, signedIn: visitor?.caller, formToken: visitor?.formToken, mayChange, isAdmin };
      isLeftOut = false;
      const body = run(view, data);
      const { steps } = given;
      if (mayChange) return run("_layout", { ...data, body, isLeftOut });
      const read = { ...data, steps: steps === undefined ? undefined : stepsForReaders(steps), body, isLeftOut };
      return withoutPlannersLinks(run("_layout", read));
    },
  };
}
