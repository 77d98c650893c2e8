/**
 * Memory of vSphere 8 beyond what guests are given: overhead per machine and what the host keeps free. The overhead is a
 * line through a table that ends at 8 vCPUs and 16 GiB; larger machines are extrapolated, and that is said.
 */
import type { Source } from "../fact.ts";
import type { Misfit, PartitionSpec } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { VSPHERE_8_FACTS as FACTS } from "./vsphere-8-facts.ts";

/** Overhead of one machine in MiB: within 1.3 MiB of the table. */
export function overheadMiB(vcpus: number, memoryMiB: number): number {
  return (
    FACTS["mem.overhead.base"].value +
    FACTS["mem.overhead.perVcpu"].value * vcpus +
    FACTS["mem.overhead.perMiB"].value * memoryMiB
  );
}

/** MiB the host keeps free: 899 for its first 28 GiB and 1 % of the rest. */
export function minFreeMiB(memoryMiB: number): number {
  const beyond = Math.max(0, memoryMiB - FACTS["mem.minFree.upTo"].value * MIB_PER_GIB);
  return FACTS["mem.minFree.base"].value + (beyond * FACTS["mem.minFree.rest"].value) / 100;
}

/** Machines beyond the overhead table, by virtual CPUs or memory. */
export function extrapolationCautions(
  specs: readonly PartitionSpec[],
  evidence: { readonly rule: string; readonly source: Source },
): readonly Misfit[] {
  const bounds = [
    { resource: "vcpus", bound: FACTS["mem.overhead.fitVcpus"].value },
    { resource: "memoryMiB", bound: FACTS["mem.overhead.fitRam"].value * MIB_PER_GIB },
  ] as const;
  return specs.flatMap((spec) =>
    bounds.flatMap(({ resource, bound }): readonly Misfit[] => {
      const value = spec[resource];
      if (value <= bound) return [];
      return [{ code: "over-limit", scope: "partition", resource, value, bound, ...evidence }];
    }),
  );
}
