/**
 * Vector packing instances of Mommessin, Erlebach and Shakhlevich: Panigrahy's nine classes, "New" and Triplet, with
 * bounds, optima as far as known, and the best of all heuristics that they compare (packing.md 1).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { archiveFiles, linesOf, stemOf } from "./archive.ts";
import { type Instance, known } from "./instance.ts";
import { dimensionsOf, vbpProblem } from "./vbp.ts";

const FAMILIES = ["Panigrahy", "New", "Triplet"] as const;
/** Dimensions of the instances that the bench looks at. */
const DIMENSIONS: readonly number[] = [3, 5];

/** [instance name] → LB, OPT (−1 unknown), best of all heuristics. */
function knownOf(path: string): ReadonlyMap<string, readonly number[]> {
  const [, ...rows] = linesOf(readFileSync(path, "utf8"));
  return new Map(rows.map((row) => row.split(/[,\t]/)).map(([name = "", ...figures]) => [name, figures.map(Number)]));
}

/**
 * The vectorpack set with 3 and 5 dimensions.
 * @param folder the folder of all sets
 * @param onSkip told the names of files with negative sizes, which are not instances
 */
export function readVectorpack(folder: string, onSkip: (name: string) => void = () => {}): readonly Instance[] {
  const home = join(folder, "vectorpack");
  const figures = new Map(FAMILIES.map((family) => [family, knownOf(join(home, `${family}_known-open.csv`))]));
  return archiveFiles(join(home, "vectorpack-open.tar.xz")).flatMap(({ path, text }): readonly Instance[] => {
    const family = FAMILIES.find((name) => path.split("/").includes(name));
    if (family === undefined || !DIMENSIONS.includes(dimensionsOf(text))) return [];
    const stem = stemOf(path);
    const name = `${family}/${stem}`;
    const problem = vbpProblem(text);
    if (problem === undefined) {
      onSkip(name);
      return [];
    }
    const [lower, optimum, published] = figures.get(family)?.get(stem) ?? [];
    return [{ set: "vectorpack", name, problem, known: known({ lower, optimum, published }) }];
  });
}
