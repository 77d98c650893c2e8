/**
 * Replicas of the Alibaba Tianchi cluster with co-location limits, by the TClab data set (DSSGroup-Leeds): 9,338 apps,
 * 68,224 replicas, 24,078 limits. Hosts: the data set's own fleets a and b, and the uniform host of 64 cores and 128 GB
 * that published results count.
 */
import { join } from "node:path";
import type { PackProblem } from "#planner/pack/index.ts";
import { linesOf, xzText } from "./archive.ts";
import { type CoLocationLimit, coLocationRule } from "./co-location.ts";
import { type Instance, type Known, type VectorBin, vectorProblem } from "./instance.ts";

/** The data set, apart from hosts. */
export interface Replicas {
  /** [item] cores, GB */
  readonly sizes: readonly (readonly number[])[];
  /** [item] app index */
  readonly appOf: Int32Array;
  readonly limits: readonly CoLocationLimit[];
}

/** Read apps, replicas and limits. @param folder the folder of all sets */
export function readReplicas(folder: string): Replicas {
  const [, ...rows] = linesOf(xzText(join(folder, "tclab", "TClab_dataset_2D.csv.xz"))).map((row) => row.split("\t"));
  const indexOf = new Map(rows.map(([app = ""], at) => [app, at]));
  const sizes: (readonly number[])[] = [];
  const appOf: number[] = [];
  const limits: CoLocationLimit[] = [];
  rows.forEach(([, replicas, cores, memory, , affinities = ""], app) => {
    const size = [Number(cores), Number(memory)];
    for (let replica = 0; replica < Number(replicas); replica++) {
      sizes.push(size);
      appOf.push(app);
    }
    for (const [, other = "", most] of affinities.matchAll(/\((\d+), (\d+)\)/g)) {
      const limited = indexOf.get(other);
      if (limited !== undefined) limits.push({ beside: app, limited, most: Number(most) });
    }
  });
  return { sizes, appOf: Int32Array.from(appOf), limits };
}

/** Host types of a fleet file, machines of one size as one type. */
function fleetOf(folder: string, fleet: "a" | "b"): readonly VectorBin[] {
  const stock = new Map<string, number>();
  for (const line of linesOf(xzText(join(folder, "tclab", `machine_resources.${fleet}.csv.xz`)))) {
    const size = line.split(",").slice(1, 3).join("x");
    stock.set(size, (stock.get(size) ?? 0) + 1);
  }
  return [...stock].map(([size, count]) => ({ id: size, sizes: size.split("x").map(Number), stock: count, cost: 1 }));
}

/** Host of the published experiments: 64 cores, 128 GB, as many as needed. */
const UNIFORM: VectorBin = { id: "64x128", sizes: [64, 128], stock: Infinity, cost: 1 };

/** The problem of the replicas on given hosts. */
export const replicaProblem = ({ sizes, appOf, limits }: Replicas, bins: readonly VectorBin[]): PackProblem =>
  vectorProblem(sizes, bins, [coLocationRule("co-location", appOf, limits)]);

/** The tclab set: the uniform host first, then fleets a and b (which the data set ships alike). */
export function readTclab(folder: string): readonly Instance[] {
  const replicas = readReplicas(folder);
  const instance = (name: string, bins: readonly VectorBin[], facts: Known): Instance => ({
    set: "tclab",
    name,
    get problem() {
      return replicaProblem(replicas, bins);
    },
    known: facts,
  });
  return [
    // packing.md 3.5: 651,038 GB over 128 GB need 5,087 hosts; the prototype found 5,150.
    instance("uniform-64x128", [UNIFORM], { lower: 5087, upper: 5150 }),
    instance("fleet-a", fleetOf(folder, "a"), {}),
    instance("fleet-b", fleetOf(folder, "b"), {}),
  ];
}
