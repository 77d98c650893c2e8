/**
 * The generated estates of packing.md 3.3: CPU by the hour in hundredths of a core; memory, disk and network constant;
 * three host types that differ in cost. Known: the least cost by the aggregate program over host types, and the best cost
 * that the prototype found.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BinType, PackProblem } from "#planner/pack/index.ts";
import { linesOf, xzText } from "./archive.ts";
import { type Instance, type Known } from "./instance.ts";

/** Rates of the set are in hundredths of a core. */
const PER_CORE = 100;
/** Columns before the CPU by the hour: vm, vcpu, mem_gb, disk_gb, net_mbps. */
const LEAD = 5;
const CONSTANTS = ["memoryGB", "diskGB", "networkMbps"];

/** Demand of a synthetic estate. */
export interface Estate {
  readonly slots: number;
  /** [item * slots + slot] hundredths of a core. */
  readonly cpu: Float64Array;
  /** [item * 3 + constant] GB, GB, Mbit/s. */
  readonly claim: Float64Array;
}

interface HostKind {
  readonly name: string;
  readonly cpu: number;
  readonly mem: number;
  readonly disk: number;
  readonly net: number;
  readonly cost: number;
}

/** The packing problem of an estate on the set's host types. @param folder the folder of all sets */
export function syntheticProblem(folder: string, { slots, cpu, claim }: Estate): PackProblem {
  const hosts: readonly HostKind[] = JSON.parse(readFileSync(join(folder, "synthetic", "host-types.json"), "utf8"));
  const items = claim.length / CONSTANTS.length;
  const eligible = new Uint8Array(items).fill(1);
  const types = hosts.map(
    (host): BinType => ({
      id: host.name,
      maxBins: Infinity,
      cost: host.cost,
      capacity: Float64Array.of(host.cpu * PER_CORE),
      room: Float64Array.of(host.mem, host.disk, host.net),
      demand: [cpu],
      claim,
      eligible,
    }),
  );
  return { items, slots, varying: ["cpu"], constant: CONSTANTS, types, rules: [] };
}

/** The estate of a file. @param file name without ending, "w1000x24" */
export function readEstate(folder: string, file: string): Estate {
  const [head = "", ...rows] = linesOf(xzText(join(folder, "synthetic", `${file}.csv.xz`)));
  const slots = head.split(",").length - LEAD;
  const cpu = new Float64Array(rows.length * slots);
  const claim = new Float64Array(rows.length * CONSTANTS.length);
  rows.forEach((row, item) => {
    const values = row.split(",").map(Number);
    claim.set(values.slice(2, LEAD), item * CONSTANTS.length);
    cpu.set(values.slice(LEAD), item * slots);
  });
  return { slots, cpu, claim };
}

/** Bounds and the prototype's costs, packing.md 3.3 (cost units). */
const FILES: readonly (readonly [string, Known])[] = [
  ["w1000x24", { lower: 55.5, upper: 57.2 }],
  ["w1000x168", { lower: 58.2, upper: 60.2 }],
  ["w10000x24", { lower: 579.5, upper: 581.2 }],
];

/** The synthetic set: 1,000 × 24, 1,000 × 168 and 10,000 × 24. */
export function readSynthetic(folder: string): readonly Instance[] {
  return FILES.map(
    ([name, facts]): Instance => ({
      set: "synthetic",
      name,
      get problem() {
        return syntheticProblem(folder, readEstate(folder, name));
      },
      known: facts,
    }),
  );
}
