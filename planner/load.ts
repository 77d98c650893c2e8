/**
 * Use of one host by its partitions, summed from the estate's figures slot by slot: the sums that utilization, draw and
 * the verifier stand on. Works on names and floats, apart from the packer's whole numbers, so that each checks the other.
 */
import type { Estate } from "./size/index.ts";

export interface HostUse {
  /** [slot] cores of the host in use. */
  readonly cores: Float64Array;
  readonly networkMbps: Float64Array | undefined;
  readonly diskMBps: Float64Array | undefined;
}

type Rate = "networkMbps" | "diskMBps";

/** Sum the use of workloads (indices into `estate.workloads`) on a host of target `t`. */
export function useOf(estate: Estate, workloads: readonly number[], t: number): HostUse {
  const slots = estate.grid.slots.count;
  const cores = new Float64Array(slots);
  for (const w of workloads) {
    const asked = estate.workloads[w]?.demand.cores;
    const { factor } = estate.sized(w, t);
    for (let s = 0; s < slots; s++) cores[s] = (cores[s] ?? 0) + (asked?.[s] ?? 0) * factor;
  }
  const sumOf = (rate: Rate): Float64Array | undefined => {
    const known = workloads.flatMap((w) => estate.workloads[w]?.demand[rate] ?? []);
    if (known.length === 0) return undefined;
    const sum = new Float64Array(slots);
    for (const profile of known) for (let s = 0; s < slots; s++) sum[s] = (sum[s] ?? 0) + (profile[s] ?? 0);
    return sum;
  };
  return { cores, networkMbps: sumOf("networkMbps"), diskMBps: sumOf("diskMBps") };
}
