/** The walls: who may look at whom, each with the sentence that explains it (docs/ARCHITECTURE.md says the same in prose). */
import { type Edge, LIBRARY } from "./import-graph.ts";

export interface Wall {
  readonly name: string;
  readonly because: string;
  forbids(edge: Edge): boolean;
  /** An edge that breaks the wall: planted by the test to see it caught. */
  readonly breach: Edge;
}

const room = (path: string) => path.split("/")[0] ?? "";
const within = (path: string, ...folders: readonly string[]) =>
  folders.some((f) => path === f || path.startsWith(`${f}/`));
const VOCABULARY = ["partitioning", "hypervisor", "sources"];
/** The platform family a path belongs to, or undefined. */
const family = (path: string): string | undefined => {
  const [top, folder, file] = path.split("/");
  return top === "models" && file !== undefined && folder !== undefined && !VOCABULARY.includes(folder)
    ? folder
    : undefined;
};
const edge = (from: string, to: string): Edge => ({ from, to, isDynamic: false });
const isOurs = (path: string) => !/^(node|npm|unresolved):/.test(path);

export const WALLS: readonly Wall[] = [
  {
    name: "platforms are strangers",
    because: "a platform's numbers are its own claims: share through models/partitioning, never with another platform",
    forbids: ({ from, to }) => family(from) !== undefined && family(to) !== undefined && family(from) !== family(to),
    breach: edge("models/xen/xen-4.ts", "models/vmware/esx-3.0.ts"),
  },
  {
    name: "only the catalogue knows platforms",
    because: "shared code never asks who you are: a new platform is a folder and one line of models/catalog.ts",
    forbids: ({ from, to }) => family(to) !== undefined && family(from) === undefined && from !== "models/catalog.ts",
    breach: edge("planner/plan.ts", "models/sun/index.ts"),
  },
  {
    name: "the vocabulary stands on facts alone",
    because: "partitioning is what platforms are written in: it knows none of them, nor the catalogue",
    forbids: ({ from, to }) =>
      within(from, "models/partitioning") &&
      isOurs(to) &&
      !within(to, "models/partitioning", "models/fact.ts", "models/units.ts", "models/random.ts", "models/hypervisor"),
    breach: edge("models/partitioning/layer.ts", "models/catalog.ts"),
  },
  {
    name: "the simulated core is the ground floor",
    because: "the hypervisor core knows no platform and no vocabulary above it",
    forbids: ({ from, to }) =>
      within(from, "models/hypervisor") &&
      isOurs(to) &&
      !within(to, "models/hypervisor", "models/fact.ts", "models/units.ts", "models/random.ts"),
    breach: edge("models/hypervisor/host.ts", "models/partitioning/layer.ts"),
  },
  {
    name: "models look down only",
    because: "models must be usable without planner, files and doors",
    forbids: ({ from, to }) => room(from) === "models" && isOurs(to) && room(to) !== "models",
    breach: edge("models/partitioning/judge.ts", "planner/contract/index.ts"),
  },
  {
    name: "the planner looks down only",
    because: "the planner is pure: it is given host types and a stop signal, it fetches nothing",
    forbids: ({ from, to }) => room(from) === "planner" && isOurs(to) && !["planner", "models"].includes(room(to)),
    breach: edge("planner/plan.ts", "data/hosts/index.ts"),
  },
  {
    name: "the contract knows no planning",
    because: "importers, stores and doors share it without dragging the planner along",
    forbids: ({ from, to }) =>
      within(from, "planner/contract") && isOurs(to) && !within(to, "planner/contract", "models"),
    breach: edge("planner/contract/request.ts", "planner/pack/index.ts"),
  },
  {
    name: "inventory, store and data know the contract only",
    because: "files and rows turn into contract types and nothing more",
    forbids: ({ from, to }) =>
      ["inventory", "store", "data"].includes(room(from)) &&
      isOurs(to) &&
      room(to) !== room(from) &&
      !within(to, "planner/contract", "models/units.ts", "models/fact.ts", "models/partitioning"),
    breach: edge("inventory/index.ts", "planner/plan.ts"),
  },
  {
    name: "accounts know nobody",
    because: "who may do what is decided without knowing what there is to do",
    forbids: ({ from, to }) => room(from) === "accounts" && isOurs(to) && room(to) !== "accounts",
    breach: edge("accounts/book.ts", "store/index.ts"),
  },
  {
    name: "jobs stand below the doors",
    because: "a worker runs without a server and without a terminal",
    forbids: ({ from, to }) =>
      room(from) === "jobs" && ["web", "cli", "report", "store", "queue", "inventory"].includes(room(to)),
    breach: edge("jobs/runner.ts", "web/app.ts"),
  },
  {
    name: "the queue joins jobs and store",
    because: "who works on what over several machines is made of what a job is and where it is kept, and of no door",
    forbids: ({ from, to }) =>
      (room(from) === "queue" &&
        isOurs(to) &&
        !["queue", "jobs", "store", "planner", "package.json"].includes(room(to))) ||
      (room(to) === "queue" && !["queue", "web", "cli", "test", "bench"].includes(room(from))),
    breach: edge("queue/runner.ts", "web/app.ts"),
  },
  {
    name: "pg-boss lives in queue",
    because: "the store's job table says what a job is; pg-boss only who has it in hand",
    forbids: ({ from, to }) => to === "npm:pg-boss" && room(from) !== "queue",
    breach: edge("web/serve.ts", "npm:pg-boss"),
  },
  {
    name: "the report knows the planner, not the doors",
    because: "one report body serves page, file and print",
    forbids: ({ from, to }) =>
      room(from) === "report" && isOurs(to) && !["report", "planner", "models"].includes(room(to)),
    breach: edge("report/html.ts", "web/app.ts"),
  },
  {
    name: "doors do not meet",
    because: "form, API and command line answer alike because they share what is below, not each other",
    forbids: ({ from, to }) =>
      (room(from) === "web" && room(to) === "cli") || (room(from) === "cli" && room(to) === "web"),
    breach: edge("cli/main.ts", "web/app.ts"),
  },
  {
    name: "the library is a door",
    because: "programs outside lean on index.ts, nothing inside does, and it needs neither a terminal nor a server",
    forbids: ({ from, to }) =>
      isOurs(to) && (to === LIBRARY || (from === LIBRARY && !["planner", "jobs"].includes(room(to)))),
    breach: edge(LIBRARY, "store/index.ts"),
  },
  {
    name: "doors use front doors",
    because:
      "what a room does not export through its index is its own business (planner/report, planner/contract and report/style have front doors of their own)",
    forbids: ({ from, to }) =>
      ["web", "cli", "jobs", "queue", LIBRARY].includes(room(from)) &&
      within(to, "planner", "inventory", "store", "queue", "accounts", "report", "models", "jobs") &&
      room(to) !== room(from) &&
      !to.endsWith("/index.ts"),
    breach: edge("web/app.ts", "planner/pack/bound.ts"),
  },
  {
    name: "no Node built-ins below jobs and inventory",
    because: "models and planner run the same everywhere: no files, no clock, no process",
    forbids: ({ from, to }) => ["models", "planner"].includes(room(from)) && to.startsWith("node:"),
    breach: edge("planner/plan.ts", "node:fs"),
  },
  {
    name: "express lives in web",
    because: "HTTP is one door of three",
    forbids: ({ from, to }) =>
      ["npm:express", "npm:helmet", "npm:multer", "npm:express-rate-limit", "npm:prom-client"].includes(to) &&
      room(from) !== "web",
    breach: edge("jobs/runner.ts", "npm:express"),
  },
  {
    name: "handlebars lives in web and report",
    because: "prose and markup are made in two places only: the pages and the report document",
    forbids: ({ from, to }) => to === "npm:handlebars" && !["web", "report"].includes(room(from)),
    breach: edge("planner/report/view.ts", "npm:handlebars"),
  },
  {
    name: "mathjs is loaded late, in two places",
    because: "it loads slowly and answers slowly: units are turned into numbers at the edge, formulas are only parsed",
    forbids: ({ from, to, isDynamic }) =>
      to === "npm:mathjs" &&
      !(isDynamic && ["inventory/house/units.ts", "planner/objective/formula/mathjs.cjs"].includes(from)),
    breach: edge("planner/objective/formula/parse.ts", "npm:mathjs"),
  },
  {
    name: "no test code in the product",
    because: "what ships does not lean on fixtures",
    forbids: ({ from, to }) => isOurs(to) && within(to, "test", "bench") && !within(from, "test", "bench"),
    breach: edge("planner/plan.ts", "test/support/site.ts"),
  },
  {
    name: "every import resolves",
    because: "a subpath nobody defined fails only at run time",
    forbids: ({ to }) => to.startsWith("unresolved:"),
    breach: edge("planner/plan.ts", "unresolved:#nowhere"),
  },
];
