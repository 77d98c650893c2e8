/** A stated rule as the evidence of a misfit, and the shapes in which this room refuses or warns. */
import { type Source, type Facts, numberFact } from "../fact.ts";
import type { LayerDescription, Misfit } from "../partitioning/index.ts";

export interface Evidence {
  readonly rule: string;
  readonly source: Source;
}

/** A rule of the description as evidence. @throws Error when it is not stated: a broken table */
export function ruleOf(description: Pick<LayerDescription, "rules">, id: string): Evidence {
  const rule = description.rules.find((r) => r.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

/** The rule, with the source of the number that decides. */
export function ruleBy(description: Pick<LayerDescription, "rules">, id: string, facts: Facts, key: string): Evidence {
  return { ...ruleOf(description, id), source: numberFact(facts, key).source };
}

/** A refusal or caution in kind: what cannot be had, what there is, what it would take. */
export function unsupported(
  evidence: Evidence,
  told: { readonly what: string; readonly value: string; readonly needs: string },
): Misfit {
  return { code: "not-supported", ...told, ...evidence };
}

/** An amount above its bound. */
export function above(
  evidence: Evidence,
  told: {
    readonly scope: "partition" | "machine";
    readonly resource: string;
    readonly value: number;
    readonly bound: number;
  },
): readonly Misfit[] {
  return told.value > told.bound ? [{ code: "over-limit", ...told, ...evidence }] : [];
}
