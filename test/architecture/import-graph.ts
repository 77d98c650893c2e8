/**
 * The import graph of the sources, read from their text: type imports count, dynamic imports count, tests do not build
 * it. Enough of a parser for our own style (one statement per import, string literals).
 */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export interface Edge {
  /** Path from the root with "/" ("planner/plan.ts"). */
  readonly from: string;
  /** Path from the root, "node:NAME" or "npm:NAME". */
  readonly to: string;
  readonly isDynamic: boolean;
}

export const ROOT = join(import.meta.dirname, "../..");

/** Rooms of the product whose sources are read. */
export const ROOMS = [
  "models",
  "planner",
  "inventory",
  "jobs",
  "queue",
  "store",
  "report",
  "web",
  "cli",
  "data",
  "bin",
  "docs",
] as const;

/** The one source outside of the rooms: the front door for programs. */
export const LIBRARY = "index.ts";

/** All sources of the product: path from the root → text. */
export function productSources(): Map<string, string> {
  const sources = new Map([[LIBRARY, readFileSync(join(ROOT, LIBRARY), "utf8")]]);
  for (const room of ROOMS) {
    for (const entry of readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|mjs|js|cjs)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.set(relative(ROOT, path), readFileSync(path, "utf8"));
    }
  }
  return sources;
}

const SUBPATHS: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).imports;

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  if (specifier.startsWith(".")) return normalize(join(dirname(from), specifier));
  if (specifier.startsWith("#")) {
    const exact = SUBPATHS[specifier];
    if (exact !== undefined) return normalize(exact);
    for (const [pattern, target] of Object.entries(SUBPATHS)) {
      const stem = pattern.replace("*", "");
      if (pattern.endsWith("*") && specifier.startsWith(stem))
        return normalize(target.replace("*", specifier.slice(stem.length)));
    }
    return `unresolved:${specifier}`;
  }
  // The package's own name is what programs outside say.
  if (specifier === "hostwright") return LIBRARY;
  return `npm:${specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")}`;
}

const STATIC = /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?["']([^"']+)["']/g;
const DYNAMIC = /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["'](\.[^"']+\.ts)["']/g;

/** Every import of every source. */
export function importEdges(sources: ReadonlyMap<string, string>): readonly Edge[] {
  return [...sources].flatMap(([from, text]) => [
    ...[...text.matchAll(STATIC)].map((m): Edge => ({ from, to: resolve(from, m[1] ?? ""), isDynamic: false })),
    ...[...text.matchAll(DYNAMIC)].map((m): Edge => ({ from, to: resolve(from, m[1] ?? m[2] ?? ""), isDynamic: true })),
  ]);
}

/** Cycles among static imports, each as its paths; empty = none. */
export function cycles(edges: readonly Edge[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isDynamic } of edges) if (!isDynamic) next.set(from, [...(next.get(from) ?? []), to]);
  const state = new Map<string, "open" | "done">();
  const found: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      found.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    state.set(path, "open");
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}
