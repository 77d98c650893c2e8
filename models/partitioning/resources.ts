/**
 * Resources that partitions share and that add up over the partitions of one machine. A layer states what a machine
 * supplies and what one partition claims; a set fits when no sum of claims exceeds its supply. Time-varying demand
 * (CPU, network, disk throughput) is the planner's business; what is here is constant.
 */

/**
 * Additive resources, unit in the name. Blocks of hardware partitioning use `block:NAME`. `virtualMemoryMiB` is configured
 * memory where its sum is bounded beside the real one; `pagingMiB` what real memory does not back.
 */
export type ResourceClass =
  | "cpuCores"
  | "vcpus"
  | "memoryMiB"
  | "memoryReservedMiB"
  | "virtualMemoryMiB"
  | "pagingMiB"
  | "cpuReservedMhz"
  | "entitledCores"
  | "ioSlots"
  | "partitions"
  /** Endpoints of the paths between partitions and those that serve them (logical domain channels). */
  | "channels"
  | `block:${string}`;

/** Amounts by resource; a resource that is left out is 0 as a claim and unlimited as a supply. */
export type Resources = Readonly<Partial<Record<ResourceClass, number>>>;

/** What one partition takes from its machine, beside its time-varying demand. */
export interface Claim {
  readonly constant: Resources;
  /** Multiplies the partition's own CPU demand: what the technique costs on top (1 = nothing). */
  readonly cpuFactor: number;
}

/** What a machine offers to partitions after the hypervisor and its service partition have taken theirs. */
export interface Supply {
  readonly constant: Resources;
  /** Cores that partitions time-share; 0 where CPUs are dedicated with a block. */
  readonly sharedCores: number;
}

/** The resources named in `a`, in stable order. */
export function resourceNames(a: Resources): readonly ResourceClass[] {
  return (Object.keys(a) as ResourceClass[]).toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0));
}

/** Sum of the claims, resource by resource. */
export function sumOf(claims: readonly Resources[]): Resources {
  const total: Partial<Record<ResourceClass, number>> = {};
  for (const claim of claims) {
    for (const name of resourceNames(claim)) total[name] = (total[name] ?? 0) + (claim[name] ?? 0);
  }
  return total;
}
