/**
 * A layer cuts a machine into partitions. It is data (grains, limits, facts, each number with its source) and a few pure
 * functions. The planner asks only these; it never learns which platform it is talking to.
 */
import type { z } from "zod";
import type { Facts, Source, Sourced } from "../fact.ts";
import type { CoreModel } from "./core-model.ts";
import type { Grain } from "./grain.ts";
import type { GuestSupport } from "./guest.ts";
import type { Limit } from "./limit.ts";
import type { MachineKind, Partition, PartitionSpec, PartitionWants } from "./machine.ts";
import type { Misfit } from "./misfit.ts";
import type { Claim, Supply } from "./resources.ts";
import type { Site } from "./site.ts";

export type { Site } from "./site.ts";

export type PartitioningType = "hardware" | "logical" | "software" | "container";
export type Technique = "electrical" | "trap-and-map" | "hypercall" | "direct-hardware" | "shared-kernel" | "emulation";

/** A sentence of the platform's documentation that is no number: an operation, a precondition, a licence unit. */
export interface Statement {
  readonly id: string;
  readonly text: string;
  readonly source: Source;
}

/** A refusal or warning rule by the id users see in misfits. */
export interface RuleStatement extends Statement {
  readonly severity: "refuse" | "warn";
}

/** What the deck says of a platform, beside what documents say. */
export interface DeckStatement {
  readonly id: string;
  readonly says: string;
  readonly slide: string;
  /** `differs` when documents disagree; `documented` then says what they hold. */
  readonly verdict: "agrees" | "differs" | "opinion";
  readonly documented: string;
  readonly source: Source;
}

/** The description every layer carries for people: `hostwright platforms ID` prints it, docs are generated from it. */
export interface LayerDescription {
  readonly facts: Facts;
  readonly grains: readonly Grain[];
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly rules: readonly RuleStatement[];
  /** What can change online, and what needs a restart. */
  readonly operations: readonly Statement[];
  /** Live migration: preconditions and blockers; empty = the platform has none. */
  readonly migration: readonly Statement[];
  readonly availability: readonly Statement[];
  readonly licence: Sourced<string>;
  /** Memory overhead of one partition as the documented formula. */
  readonly overheadFormula: Sourced<string>;
  readonly deck: readonly DeckStatement[];
}

export interface Layer<S = unknown> {
  readonly id: string;
  /** The vendor's word for a partition, singular and plural. */
  readonly noun: string;
  readonly nouns: string;
  readonly type: PartitioningType;
  readonly technique: Technique;
  /** 1 = on the hardware, 2 = on a host operating system; left out where there is no hypervisor. */
  readonly hypervisorType?: 1 | 2;
  readonly standsOn: readonly MachineKind[];
  readonly yields: MachineKind;
  /** "time-shared": partitions share cores slot by slot; "dedicated": cores come with blocks. */
  readonly cpu: "time-shared" | "dedicated";
  /** Can more memory be configured than there is? */
  readonly memory: "dedicated" | "overcommittable";
  /** The partition that runs the platform itself (dom0, service console, global zone); it costs memory and CPU. */
  readonly service?: { readonly name: string; readonly facts: readonly string[] };
  readonly description: LayerDescription;
  /** How its partitions are simulated; absent where nobody has stated it. */
  readonly core?: CoreModel<S>;
  /** Settings a user may give for this layer; every field has a default, unknown fields are errors. */
  readonly settings: z.ZodType<S>;

  /** Reasons why this machine cannot carry the layer at all; stable order. */
  machineMisfits(site: Site<S>): readonly Misfit[];
  /** What partitions may share on this machine. Precondition: no machine misfits. */
  supply(site: Site<S>): Supply;
  /** `wants` rounded up to what this layer can give; never rounded down. */
  size(wants: PartitionWants, site: Site<S>): PartitionSpec;
  /** What one partition takes, overhead included. */
  claim(spec: PartitionSpec, site: Site<S>): Claim;
  /** Reasons why this one partition cannot exist here, whatever else runs; stable order. */
  partitionMisfits(spec: PartitionSpec, site: Site<S>): readonly Misfit[];
  /** All reasons for a whole set, judged from scratch: machine, each partition, sums; stable order. */
  misfits(site: Site<S>, specs: readonly PartitionSpec[]): readonly Misfit[];
  /** Things a careful engineer would point out although the set fits. */
  cautions(site: Site<S>, specs: readonly PartitionSpec[]): readonly Misfit[];
  /** The partitions as machines. @throws Error when there are misfits */
  carve(site: Site<S>, specs: readonly PartitionSpec[]): readonly Partition[];
}

/** A layer with the model by which its partitions are simulated. */
export const withCore = <S>(layer: Layer<S>, core: CoreModel<S>): Layer<S> => ({ ...layer, core });
