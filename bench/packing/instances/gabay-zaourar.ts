/**
 * Variable-size vector packing by the generator of Gabay and Zaourar: given bins, all different, do all items fit? Every
 * instance is feasible by construction. Each bin is a type of its own with a stock of one, so the question is whether a
 * packer leaves nothing out.
 */
import { join } from "node:path";
import { linesOf, xzText } from "./archive.ts";
import { type Instance, vectorProblem } from "./instance.ts";

interface Line {
  readonly name: string;
  readonly bins: readonly (readonly number[])[];
  readonly items: readonly (readonly number[])[];
}

/** The gabay-zaourar set; what is asked is that nothing be left out, so the number of bins is only the most there are. */
export function readGabayZaourar(folder: string): readonly Instance[] {
  return linesOf(xzText(join(folder, "gabay-zaourar", "vsvbp-180.jsonl.xz"))).map((text): Instance => {
    const { name, bins, items } = JSON.parse(text) as Line;
    const types = bins.map((sizes, b) => ({ id: `bin${b}`, sizes, stock: 1, cost: 1 }));
    return {
      set: "gabay-zaourar",
      name,
      problem: vectorProblem(items, types),
      known: { upper: bins.length },
    };
  });
}
