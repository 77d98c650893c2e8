/**
 * How a layer drives the simulated core: which scheduler its partitions run under, what traps and I/O cost, how memory is
 * reclaimed, how a partition moves; and how the layer's own words for a partition's share become the scheduler's terms.
 */
import type { z } from "zod";
import type { Fact, Sourced } from "../fact.ts";
import type { AnySchedulerKit } from "../hypervisor/cpu/index.ts";
import type { IoPath } from "../hypervisor/io/index.ts";
import type { MemoryRule } from "../hypervisor/memory/index.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";
import type { SwitchCosts, TrapCosts } from "../hypervisor/traps/index.ts";
import type { Site } from "./site.ts";

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

/** The schedulers of a layer, the default first. */
export interface CpuModel<S = unknown> {
  readonly schedulers: readonly [SchedulerChoice<S>, ...SchedulerChoice<S>[]];
}

/** What the layer costs a guest beside sharing the CPU. Modes are those of the layer's guest table. */
export interface CostModel<S = unknown> {
  /** Costs of privileged events of guests with the host's architecture. */
  traps(mode: string, site: Site<S>): TrapCosts;
  /** Cost of a CPU going over to another partition. */
  readonly switching: SwitchCosts;
  /** Way of a guest's I/O. */
  io(mode: string): IoPath;
  readonly memory: MemoryRule;
  /** Wait for one page the host has paged out, ns. */
  readonly pageWaitNs: Fact<number>;
}

/** The partition that does the others' I/O, simulated as a guest like any other. */
export interface ServicePartition {
  readonly name: string;
  readonly vcpus: Sourced<number>;
  /** Its scheduling terms, in the vendor's words. */
  readonly terms: Readonly<Record<string, unknown>>;
}

/** How a partition moves to another host while it runs. */
export interface LiveMigration {
  /** What it does unless told otherwise. */
  readonly rules: MigrationRules;
  /** Other rule sets its tools or builds had, by the name users type. */
  readonly otherRules?: Readonly<Record<string, MigrationRules>>;
  /** What one CPU of the sender moves, Mbit per CPU-second at `atMhz`. */
  readonly mbitPerCpuSecond: Fact<number>;
  readonly atMhz: Fact<number>;
  readonly suspendNs: Fact<number>;
  readonly resumeNs: Fact<number>;
  /** Share of the guest's speed lost to tracking its writes. */
  readonly trackingRatio: Fact<number>;
}

/** All of a core model but its schedulers. */
export interface CoreCosts<S = unknown> {
  /** What the scheduler calls a CPU: a hardware thread, or a whole core whose threads belong to whoever holds it. */
  readonly unit: "thread" | "core";
  readonly costs: CostModel<S>;
  readonly service?: ServicePartition;
  /** Absent: the platform cannot move a running partition. */
  readonly migration?: LiveMigration;
}

export interface CoreModel<S = unknown> extends CpuModel<S>, CoreCosts<S> {}
