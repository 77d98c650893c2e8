/** What the server's own thread loads: little before the first request, and never the search, which runs in other threads. */
import { describe, expect, test } from "vitest";
import { type Edge, importEdges, productSources } from "./import-graph.ts";

const TYPES_ONLY = /^(?:import|export) type [^;]*;/gm;
const sources = new Map([...productSources()].map(([path, text]) => [path, text.replaceAll(TYPES_ONLY, "")]));
const edges = importEdges(sources).filter(({ isDynamic }) => !isDynamic);

/** What is loaded with these files at once. */
function loadedWith(roots: readonly string[], among: readonly Edge[] = edges): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of among) next.set(from, [...(next.get(from) ?? []), to]);
  const loaded = new Set(roots);
  for (const path of loaded) for (const to of next.get(path) ?? []) loaded.add(to);
  return loaded;
}

const START = ["cli/main.ts", "cli/commands/serve.ts", "web/serve.ts"];
/** Files of the web that threads begin with. */
const THREADS = ["web/desk/worker.ts", "web/export/worker.ts", "web/intake/worker.ts"];
const OWN = [...sources.keys()].filter((path) => path.startsWith("web/") && !THREADS.includes(path));
const SEARCH = ["planner/index.ts", "planner/plan.ts", "planner/pack/lp/index.ts", "planner/move/index.ts"];

describe("the server's own thread", () => {
  test("starts without catalogue, importers, report and planner", () => {
    const loaded = loadedWith(START);
    expect(loaded).toContain("web/app.ts");
    expect(loaded).toContain("planner/contract/index.ts");
    const late = ["models/catalog.ts", "inventory/index.ts", "report/index.ts", "planner/asking/index.ts", ...SEARCH];
    expect(late.filter((path) => loaded.has(path))).toEqual([]);
  });

  test("never loads the search", () => {
    const loaded = loadedWith(OWN);
    expect(loaded).toContain("planner/asking/index.ts");
    expect(SEARCH.filter((path) => loaded.has(path))).toEqual([]);
  });

  test("a planted import of the search is found", () => {
    const planted = { from: "planner/report/index.ts", to: "planner/what-if/rows.ts", isDynamic: false };
    expect(loadedWith(OWN, [...edges, planted])).toContain("planner/plan.ts");
  });
});
