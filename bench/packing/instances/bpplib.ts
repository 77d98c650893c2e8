/** One-dimensional bin packing of BPPLIB (Delorme, Iori, Martello): Falkenauer, Hard28, Wäscher, with best known bounds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { archiveFiles, linesOf, numbersIn, stemOf } from "./archive.ts";
import { type Instance, known, vectorProblem } from "./instance.ts";

/** The bpplib set. @param folder the folder of all sets */
export function readBpplib(folder: string): readonly Instance[] {
  const home = join(folder, "bpplib");
  const figures = new Map(
    linesOf(readFileSync(join(home, "best-known-bounds.tsv"), "utf8"))
      .map((line) => line.split("\t"))
      .map(([name = "", ...bounds]) => [name, bounds.map(Number)] as const),
  );
  return archiveFiles(join(home, "bpplib-open.tar.xz")).map(({ path, text }): Instance => {
    const name = stemOf(path);
    const [count = 0, capacity = 0, ...weights] = linesOf(text).flatMap(numbersIn);
    const items = weights.slice(0, count).map((weight) => [weight]);
    const problem = vectorProblem(items, [{ id: "bin", sizes: [capacity], stock: Infinity, cost: 1 }]);
    const [lower, upper] = figures.get(name) ?? [];
    const optimum = lower === upper ? lower : undefined;
    return { set: "bpplib", name, problem, known: known({ lower, upper, optimum }) };
  });
}
