/**
 * Documented maxima and minima as data. A limit reads one quantity of a partition or of the machine and compares it with
 * a fact. `refuse` makes a misfit, `clamp` lets the machine in but counts only the bound (memory above an address
 * limit), `warn` makes a caution.
 */
import { type Fact, type Facts, numberFact } from "../fact.ts";
import type { Machine, PartitionSpec } from "./machine.ts";
import type { Misfit } from "./misfit.ts";

export type PartitionQuantity = "vcpus" | "memoryMiB" | "disks" | "nics";
export type MachineQuantity = "threads" | "cores" | "sockets" | "memoryMiB";

export type Limit = {
  /** Key of the fact that states it: shown, traced and printed with its source. */
  readonly id: string;
  /** Refusal rule that users see where the platform names one; left out = the fact's key. */
  readonly rule?: string;
  readonly fact: Fact<number>;
  /** The fact's value in the unit of the quantity (a fact may count GB where the quantity counts MiB). */
  readonly bound: number;
  readonly side: "max" | "min";
  readonly effect: "refuse" | "clamp" | "warn";
} & (
  | { readonly scope: "partition"; readonly quantity: PartitionQuantity }
  | { readonly scope: "machine"; readonly quantity: MachineQuantity }
);

/** What the limit counts when it must not be beaten. */
const beats = (limit: Limit, value: number) => (limit.side === "max" ? value > limit.bound : value < limit.bound);

function misfitOf(limit: Limit, value: number): Misfit {
  return {
    code: limit.side === "max" ? "over-limit" : "below-minimum",
    scope: limit.scope,
    resource: limit.quantity,
    value,
    bound: limit.bound,
    rule: limit.rule ?? limit.id,
    source: limit.fact.source,
  };
}

/** Limits of one partition that its spec breaks, of the given effect, in table order. */
export function partitionLimitMisfits(
  limits: readonly Limit[],
  spec: PartitionSpec,
  effect: "refuse" | "warn",
): readonly Misfit[] {
  return limits.flatMap((limit) =>
    limit.scope === "partition" && limit.effect === effect && beats(limit, spec[limit.quantity])
      ? [misfitOf(limit, spec[limit.quantity])]
      : [],
  );
}

/** Limits that the machine itself breaks, of the given effect, in table order. */
export function machineLimitMisfits(
  limits: readonly Limit[],
  machine: Machine,
  effect: "refuse" | "warn" | "clamp",
): readonly Misfit[] {
  return limits.flatMap((limit) =>
    limit.scope === "machine" && limit.effect === effect && beats(limit, machine[limit.quantity])
      ? [misfitOf(limit, machine[limit.quantity])]
      : [],
  );
}

/** The machine's quantity as the platform can use it: clamped by every clamping limit. */
export function usable(limits: readonly Limit[], machine: Machine, quantity: MachineQuantity): number {
  let value = machine[quantity];
  for (const limit of limits) {
    if (limit.scope === "machine" && limit.effect === "clamp" && limit.quantity === quantity && limit.side === "max") {
      value = Math.min(value, limit.bound);
    }
  }
  return value;
}

/** MiB per unit that a memory fact may be counted in. */
const MIB_PER: Readonly<Record<string, number>> = { MiB: 1, GiB: 2 ** 10, TiB: 2 ** 20, PiB: 2 ** 30 };

function boundOf(fact: Fact<number>, id: string, quantity: PartitionQuantity | MachineQuantity): number {
  if (quantity !== "memoryMiB") return fact.value;
  const perUnit = MIB_PER[fact.unit];
  if (perUnit === undefined) throw new Error(`fact "${id}": memory counted in "${fact.unit}"`);
  return fact.value * perUnit;
}

type LimitShape = { readonly side?: "max" | "min"; readonly effect?: Limit["effect"]; readonly rule?: string };

const ruleOf = ({ rule }: LimitShape) => (rule === undefined ? {} : { rule });

/** A limit on every partition, read from the fact `id` of the table; by default a maximum that refuses. */
export function partitionLimit(facts: Facts, id: string, quantity: PartitionQuantity, shape: LimitShape = {}): Limit {
  const fact = numberFact(facts, id);
  const bound = boundOf(fact, id, quantity);
  const asked = { side: shape.side ?? "max", effect: shape.effect ?? "refuse", ...ruleOf(shape) } as const;
  return { id, fact, bound, ...asked, scope: "partition", quantity };
}

/** A limit on the machine, read from the fact `id` of the table; by default a maximum that refuses. */
export function machineLimit(facts: Facts, id: string, quantity: MachineQuantity, shape: LimitShape = {}): Limit {
  const fact = numberFact(facts, id);
  const bound = boundOf(fact, id, quantity);
  const asked = { side: shape.side ?? "max", effect: shape.effect ?? "refuse", ...ruleOf(shape) } as const;
  return { id, fact, bound, ...asked, scope: "machine", quantity };
}
