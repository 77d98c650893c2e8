/**
 * Two-dimensional vector packing by the class definitions of Caprara and Toth (2001), regenerated, with the bounds of
 * the prototype of packing.md as `lower` and `upper`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { archiveFiles, linesOf, stemOf } from "./archive.ts";
import { type Instance, known } from "./instance.ts";
import { vbpProblem } from "./vbp.ts";

/** The ct-2dvpp set. @param folder the folder of all sets */
export function readCapraraToth(folder: string): readonly Instance[] {
  const home = join(folder, "ct-2dvpp");
  const [head = "", ...rows] = linesOf(readFileSync(join(home, "best-found-open.csv"), "utf8"));
  const columns = head.split(",");
  const [nameAt, upperAt, lowerAt] = ["instance", "UB", "LB"].map((column) => columns.indexOf(column));
  const figures = new Map(
    rows.map((row) => row.split(",")).map((row) => [row[nameAt!], [Number(row[lowerAt!]), Number(row[upperAt!])]]),
  );
  return archiveFiles(join(home, "ct-open.tar.xz")).flatMap(({ path, text }): readonly Instance[] => {
    const name = stemOf(path);
    const problem = vbpProblem(text);
    if (problem === undefined) return [];
    const [lower, upper] = figures.get(name) ?? [];
    const optimum = lower === upper ? lower : undefined;
    return [{ set: "ct-2dvpp", name, problem, known: known({ lower, upper, optimum }) }];
  });
}
