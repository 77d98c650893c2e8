/**
 * Larger estates in the manner of the synthetic set: each VM is one of w1000x168 taken by a seeded draw, its CPU scaled
 * by 0.9–1.1 and every hour of it by 0.95–1.05, rounded up and never above the scaled peak. 10,000 × 168 and
 * 100,000 × 168 are made so; their bounds are computed, not published.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Instance } from "./instance.ts";
import { type Estate, readEstate, syntheticProblem } from "./synthetic.ts";

const SEED = 20_110_303;
const STEPS = 1000;

/** An estate of `items` VMs drawn from `base` by seed. O(items × slots) */
export function drawnEstate(base: Estate, items: number, seed: number): Estate {
  const random = xoroshiro128plus(seed);
  const between = (low: number, high: number) => low + ((high - low) * uniformInt(random, 0, STEPS)) / STEPS;
  const { slots } = base;
  const constants = base.claim.length / (base.cpu.length / slots);
  const cpu = new Float64Array(items * slots);
  const claim = new Float64Array(items * constants);
  for (let item = 0; item < items; item++) {
    const from = uniformInt(random, 0, base.cpu.length / slots - 1);
    const row = base.cpu.subarray(from * slots, (from + 1) * slots);
    const peak = row.reduce((top, value) => Math.max(top, value), 0);
    const scale = between(0.9, 1.1);
    for (let s = 0; s < slots; s++) {
      cpu[item * slots + s] = Math.min(Math.ceil(row[s]! * scale * between(0.95, 1.05)), Math.ceil(peak * scale));
    }
    claim.set(base.claim.subarray(from * constants, (from + 1) * constants), item * constants);
  }
  return { slots, cpu, claim };
}

/** A drawn instance. @param items how many VMs, × 168 hours */
export function drawnInstance(folder: string, items: number): Instance {
  return {
    set: "synthetic",
    name: `w${items}x168-drawn`,
    get problem() {
      return syntheticProblem(folder, drawnEstate(readEstate(folder, "w1000x168"), items, SEED));
    },
    known: {},
  };
}
