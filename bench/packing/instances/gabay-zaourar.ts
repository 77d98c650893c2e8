/**
 * Variable-size vector packing by the generator of Gabay and Zaourar: given bins, all different, do all items fit? Every
 * instance is feasible by construction. Each bin is a type of its own with a stock of one, so the question is whether a
 * packer leaves nothing out.
 */
import { join } from "node:path";
import { linesOf, xzText } from "./archive.ts";
import { type Instance, known, vectorProblem } from "./instance.ts";

interface Line {
  readonly name: string;
  readonly bins: readonly (readonly number[])[];
  readonly items: readonly (readonly number[])[];
  /** Did each of the 11 published heuristics place everything? */
  readonly heur: readonly boolean[];
}

/** The gabay-zaourar set; `published` is there where one of the 11 published heuristics placed all. */
export function readGabayZaourar(folder: string): readonly Instance[] {
  return linesOf(xzText(join(folder, "gabay-zaourar", "vsvbp-180.jsonl.xz"))).map((text): Instance => {
    const { name, bins, items, heur } = JSON.parse(text) as Line;
    const types = bins.map((sizes, b) => ({ id: `bin${b}`, sizes, stock: 1, cost: 1 }));
    const published = heur.includes(true) ? bins.length : undefined;
    return {
      set: "gabay-zaourar",
      name,
      problem: vectorProblem(items, types),
      known: known({ upper: bins.length, published }),
    };
  });
}
