/** What a z/VM release hands to the layer, and what every release lets a user set. */
import type { z } from "zod";
import type { Facts } from "../fact.ts";
import type { GuestSupport, LayerDescription, Limit, Machine, MachineKind, Partition } from "../partitioning/index.ts";

/** Classes of guests by how much of their memory is idle: how far it may be overcommitted. */
export const GUEST_USES = ["busy", "production", "test"] as const;

/** Settings of every release; each writes its own schema around them. */
export interface ZvmSettings {
  /** Type of the engines in the logical partition below. */
  readonly engines: "cp" | "ifl";
  readonly share: "relative" | "absolute";
  /** Relative share per virtual CPU: the share is split over them. */
  readonly sharePerVcpu: number;
  readonly guestUse: (typeof GUEST_USES)[number];
  /** Total per virtual CPU time of guests. */
  readonly tvRatio: number;
  /** System time nobody is charged for, in percent of the partition. */
  readonly systemPercent: number;
  readonly serviceMemoryMiB: number;
  /** Expanded storage for paging, MiB; left out = the release's advice. */
  readonly expandedStorageMiB?: number | undefined;
  /** Paging space on disk, MiB; left out = as much as the plan needs. */
  readonly pagingSpaceMiB?: number | undefined;
  /** One shared segment, MiB; 0 = none. */
  readonly dcssMiB: number;
  /** Value Units owned; left out = as many as needed. */
  readonly valueUnits?: number | undefined;
  /** Only the partition's engines are licensed (needs ILMT). */
  readonly subCapacity?: boolean | undefined;
  /** Members of the cluster; 1 = none. */
  readonly ssiMembers?: number | undefined;
  /** CPU a guest below a second z/VM costs, per unit on the first level. */
  readonly simulationFactor?: number | undefined;
}

export interface ZvmRelease<S extends ZvmSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly standsOn: readonly MachineKind[];
  readonly technique: "direct-hardware" | "emulation";
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "limits" | "guests" | "grains">;
}

const isPartition = (machine: Machine): machine is Partition => "on" in machine;

/** The machine that everything stands on: the mainframe below partitions and guests. */
export function outermost(machine: Machine): Machine {
  let here = machine;
  while (isPartition(here)) here = here.on;
  return here;
}
