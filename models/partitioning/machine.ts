/**
 * A machine is anything that can be cut into partitions: a server, or a partition of an outer layer (a partition is
 * itself a machine, so nests need no special case).
 */
import type { Architecture, CpuFeature, GuestOs } from "./guest.ts";

export type MachineKind = "server" | "domain" | "virtual-machine" | "operating-system" | "lpar" | "npar" | "vpar";

/** Hardware blocks that move as one: `count` of them are installed, each holding CPUs, memory and slots together. */
export interface BlockStock {
  readonly name: string;
  readonly count: number;
  /** Cores, MiB and I/O slots in one block. */
  readonly cores: number;
  readonly memoryMiB: number;
  readonly ioSlots: number;
}

export interface Machine {
  readonly kind: MachineKind;
  readonly name: string;
  /** Catalogue id of the model; rooms that know models by name (hardware partitioning) look it up. */
  readonly model: string;
  readonly architecture: Architecture;
  /** "intel", "amd", "sun", … : live migration and some guests ask. */
  readonly cpuVendor: string;
  readonly sockets: number;
  readonly cores: number;
  /** Logical CPUs: hardware threads the hypervisor sees. */
  readonly threads: number;
  readonly coreMhz: number;
  readonly memoryMiB: number;
  readonly features: readonly CpuFeature[];
  readonly blocks: readonly BlockStock[];
  readonly ioSlots: number;
}

/** What somebody wants from a partition, before the platform rounds it to what it can give. */
export interface PartitionWants {
  readonly id: string;
  readonly os: GuestOs;
  readonly vcpus: number;
  /** Configured memory, whole or fractional MiB. */
  readonly memoryMiB: number;
  /** Peak CPU in cores of this machine, utilization ceiling already allowed for; dedicated grains are sized by it. */
  readonly peakCores: number;
  readonly disks: number;
  readonly nics: number;
  /** Guaranteed floors; 0 = none. */
  readonly cpuReservedMhz: number;
  readonly memoryReservedMiB: number;
  /** What the workload must be able to do; each is a claim the platform accepts or refuses. */
  readonly needs: readonly PartitionNeed[];
}

export const PARTITION_NEEDS = ["live-migration", "own-kernel", "kernel-modules", "passthrough-device"] as const;
export type PartitionNeed = (typeof PARTITION_NEEDS)[number];

/** A partition as the platform would build it: `wants` rounded up, with the vendor's own settings for the report. */
export interface PartitionSpec extends PartitionWants {
  /** Mode of the guest-support row it runs under. */
  readonly mode: string;
  /** Whole blocks it takes, by block name; empty where the grain is a grid. */
  readonly blocks: Readonly<Record<string, number>>;
  /** The vendor's terms: shares, boards, weight … (key → value with unit in the key). */
  readonly settings: Readonly<Record<string, number | string | boolean>>;
}

/** A partition that exists: a machine in its own right, on its machine. */
export interface Partition extends Machine {
  readonly on: Machine;
  readonly spec: PartitionSpec;
}
