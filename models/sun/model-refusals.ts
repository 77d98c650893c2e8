/** Which machines a family of domains cuts: refusals by model and by the number of boards, the same for every family. */
import type { Fact } from "../fact.ts";
import type { Machine, Misfit } from "../partitioning/index.ts";
import { type SunFamily, sunFamily, sunMachine } from "./machines.ts";
import { unsupported } from "./unsupported.ts";

/** A model that cannot be cut or that the table does not hold (DSD-1), or one of another family (machine.model). */
export function modelMisfits(family: SunFamily, name: string): readonly Misfit[] {
  const model = sunMachine(name);
  const names = sunFamily(family)
    .map((machine) => machine.model)
    .join(", ");
  if (model === undefined || model.maxDomains.value <= 1) {
    const source = model?.maxDomains.source ?? ({ kind: "derived", from: "the table of Sun machines" } as const);
    const told = { what: "partitioning", value: name, needs: `a machine that can be cut: ${names}` };
    return [unsupported({ rule: "DSD-1", source }, told)];
  }
  if (model.family === family) return [];
  const told = { what: "machine-model", value: name, needs: `one of ${names}` };
  return [unsupported({ rule: "machine.model", source: model.maxDomains.source }, told)];
}

/** More boards of one kind than the model takes; none where the table states no bound. */
export function boardMisfits(bound: Fact<number> | undefined, block: string, machine: Machine): readonly Misfit[] {
  const value = machine.blocks.find((one) => one.name === block)?.count ?? 0;
  if (bound === undefined || value <= bound.value) return [];
  return [
    {
      code: "over-limit",
      scope: "machine",
      resource: `block:${block}`,
      value,
      bound: bound.value,
      rule: "machine.boards",
      source: bound.source,
    },
  ];
}
