/**
 * What a report calls assumed: the plan's own list, and beside it the prices and rules of licences that nobody checked,
 * where the list does not hold them: they tell their source themselves.
 */
import { isUnchecked, parseSource } from "#models/fact.ts";
import type { CountedLicence, PlanResult, UsedFact } from "../contract/index.ts";
import { type Footnotes, footnotes } from "./footnotes.ts";

const UNCHECKED = /\b(recalled|assumed):/;

/** A source text that does not parse, as a list of several does, is judged by its words. */
function isOpen(source: string): boolean {
  try {
    return isUnchecked(parseSource(source));
  } catch {
    return UNCHECKED.test(source);
  }
}

function ofLicence({ product, title, unit, price, rule, source }: CountedLicence): readonly UsedFact[] {
  const priced =
    price === undefined || !isOpen(price.source)
      ? []
      : [
          {
            id: `prices/${product}`,
            value: price.each,
            unit: `${price.currency} per ${unit}`,
            source: price.source,
            note: `as of ${price.asOf}`,
          },
        ];
  return isOpen(source)
    ? [...priced, { id: `licences/${product}`, value: title, unit: "", source, note: rule }]
    : priced;
}

/** All assumptions, each id once, in the order of the plan. */
export function assumptionsOf({ assumptions, licences }: PlanResult): readonly UsedFact[] {
  const rows = [...assumptions, ...(licences?.after ?? []).flatMap(ofLicence)];
  const known = new Map<string, UsedFact>();
  for (const row of rows) if (!known.has(row.id)) known.set(row.id, row);
  return [...known.values()];
}

/** The footnotes of a plan. */
export const footnotesOf = (result: PlanResult): Footnotes => footnotes(assumptionsOf(result));
