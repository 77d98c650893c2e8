/** The shapes in which POWER platforms refuse or warn, each tied to a rule that the generation states. */
import type { Source } from "../fact.ts";
import type { LayerDescription, Misfit } from "../partitioning/index.ts";

export interface RuleEvidence {
  readonly rule: string;
  readonly source: Source;
}

type Rules = Pick<LayerDescription, "rules">;

/** A rule of the generation as evidence. @throws Error when the generation does not state it: a broken table */
export function ruleOf(description: Rules, id: string): RuleEvidence {
  const rule = description.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`rule "${id}" is used but not stated`);
  return { rule: id, source: rule.source };
}

/** A refusal or caution in kind: what cannot be had, what there is, what it would take. */
export function unsupported(
  evidence: RuleEvidence,
  told: { readonly what: string; readonly value: string; readonly needs: string },
): Misfit {
  return { code: "not-supported", ...told, ...evidence };
}
