/**
 * How a layer drives the simulated core: which scheduler its partitions run under and how the layer's own words for a
 * partition's share become the scheduler's terms. Traps, memory, I/O and migration stand beside it.
 */
import type { z } from "zod";
import type { AnySchedulerKit } from "../hypervisor/cpu/index.ts";
import type { Site } from "./layer.ts";

/** The partition whose terms are asked for. */
export interface CorePartition {
  readonly vcpus: number;
  /** Logical CPUs of the pool it runs in. */
  readonly cpus: number;
}

/** One scheduler a layer offers. */
export interface SchedulerChoice<S = unknown> {
  /** Name users type: "credit", "sedf", "classic". */
  readonly name: string;
  /** The kit on this machine with these settings of the layer. */
  kit(site: Site<S>): AnySchedulerKit;
  /**
   * What a user may set for one partition, in the vendor's words and units, strict, every field with its default; the
   * keys are those of `PartitionSpec.settings`, so that a plan's partitions can be simulated as they stand.
   */
  readonly terms: z.ZodType;
  /** Parsed terms as the kit's own. @throws RangeError naming field, value and bound when the machine cannot give them */
  termsOf(terms: unknown, partition: CorePartition, site: Site<S>): unknown;
}

export interface CoreModel<S = unknown> {
  /** The default scheduler first. */
  readonly schedulers: readonly [SchedulerChoice<S>, ...SchedulerChoice<S>[]];
}
