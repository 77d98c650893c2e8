/** One fact in full: value, unit, note, and its source with the title of what was read. */
import { type Fact, type Platform, sourceText } from "#models";
import { valueText } from "#planner/report/index.ts";
import { fullSource } from "./sources.ts";
import { wrapped } from "./table.ts";

/** "4 vCPUs", "yes", "unlimited MHz". */
export const factValue = ({ value, unit }: Fact): string =>
  unit === "" ? valueText(value) : `${valueText(value)} ${unit}`;

/** Every layer of the platform that states this fact. */
export const factsNamed = (platform: Platform, key: string): readonly Fact[] =>
  platform.layers.flatMap((layer) => {
    const fact = layer.description.facts[key];
    return fact === undefined ? [] : [fact];
  });

/** The fact as a paragraph. */
export function factText(platform: Platform, key: string, fact: Fact): string {
  return [
    `${key} of ${platform.id} (${platform.title})\n`,
    wrapped(factValue(fact), "  "),
    fact.note === undefined ? "" : wrapped(`note: ${fact.note}`, "  "),
    fullSource(sourceText(fact.source), "  "),
  ].join("");
}
