/**
 * POWER servers as far as partitioning asks: of which processor generation a model is, what it takes at most, and how
 * many partitions it allows. A machine that the table does not hold is taken by its architecture alone.
 */
import type { Facts } from "../fact.ts";
import type { Machine, Misfit } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { type RuleEvidence, unsupported } from "./evidence.ts";
import { POWER4_AND_5_MODELS } from "./machines-power5.ts";
import { POWER10_AND_11_MODELS } from "./machines-powervm.ts";
import type { PowerGeneration, PowerModel } from "./power-model.ts";

const MODELS: readonly PowerModel[] = [...POWER4_AND_5_MODELS, ...POWER10_AND_11_MODELS];

/** The entry of a host type id, or undefined for a machine that the table does not hold. */
export function powerModel(id: string): PowerModel | undefined {
  return MODELS.find(({ model }) => id === model || id.startsWith(`${model}-`));
}

const modelsOf = (generation: PowerGeneration) => MODELS.filter((model) => model.generation === generation);

const FACT_KEYS = ["cores", "memory", "ioSlots", "maxPartitions", "rPerf", "cpw", "noIbmI"] as const;

/** The figures of a generation's models as one table of facts: `model.ibm-p5-520.memory` and so on. */
export function modelFacts(generation: PowerGeneration): Facts {
  return Object.fromEntries(
    modelsOf(generation).flatMap((model) =>
      FACT_KEYS.flatMap((key) => {
        const value = model[key];
        return value === undefined ? [] : [[`model.${model.model}.${key}`, value] as const];
      }),
    ),
  );
}

/** Machines that are not POWER, models of another generation, and more cores or memory than the model takes. */
export function modelMisfits(
  machine: Machine,
  generation: PowerGeneration,
  evidence: { readonly architecture: RuleEvidence; readonly model: RuleEvidence },
): readonly Misfit[] {
  if (machine.architecture !== "power") {
    const told = { what: "machine-architecture", value: machine.architecture, needs: "power" };
    return [unsupported(evidence.architecture, told)];
  }
  const model = powerModel(machine.model);
  if (model === undefined) return [];
  if (model.generation !== generation) {
    const needs = `one of ${modelsOf(generation)
      .map((one) => one.model)
      .join(", ")}`;
    return [unsupported(evidence.model, { what: "machine-model", value: machine.model, needs })];
  }
  const measured = [
    { resource: "cores", value: machine.cores, bound: model.cores.value, of: model.cores },
    { resource: "memoryMiB", value: machine.memoryMiB, bound: model.memory.value * MIB_PER_GIB, of: model.memory },
  ];
  return measured.flatMap(({ resource, value, bound, of }): readonly Misfit[] => {
    const key = resource === "cores" ? "cores" : "memory";
    const rule = { rule: `model.${model.model}.${key}`, source: of.source };
    return value > bound ? [{ code: "over-limit", scope: "machine", resource, value, bound, ...rule }] : [];
  });
}
