/** Facts and assumptions of a plan with their sources, and what each cited key stands for. */
import { isUnchecked, parseSource } from "#models/fact.ts";
import { sourceTitle } from "#models/sources/index.ts";
import type { PlanResult, UsedFact } from "../contract/index.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type Mark, footnotes, topicOf } from "./footnotes.ts";
import { valueText } from "./words.ts";

export interface FactRow {
  readonly id: string;
  readonly value: string;
  readonly source: string;
  readonly note: string;
  /** Recalled or assumed: shown as not documented. */
  readonly isUnchecked: boolean;
}

export interface SourcesView {
  readonly facts: readonly FactRow[];
  readonly assumptions: readonly FactRow[];
  /** The same by what they are about: where footnotes lead. */
  readonly groups: readonly (Mark & { readonly rows: readonly FactRow[] })[];
  /** The bibliography of what is cited: key and title. */
  readonly cited: readonly { readonly key: string; readonly title: string }[];
}

/** A source text that does not parse is shown as it stands and counts as unchecked. */
function read(text: string): { readonly keys: readonly string[]; readonly isUnchecked: boolean } {
  try {
    const source = parseSource(text);
    const keys = source.kind === "seen" ? source.ref.split(",").map((key) => key.trim()) : [];
    return { keys, isUnchecked: isUnchecked(source) };
  } catch {
    return { keys: [], isUnchecked: true };
  }
}

/** "cores" of one is "core": of what is counted in a plural, only the first word; "ms", "Mbps" and the like stay. */
const PLURAL = /^([a-z]{3,}?)(?:(?<=ch|sh|ss|x)es|(?<!s)s)(?= |$)/;
const unitFor = (value: UsedFact["value"], unit: string): string => (value === 1 ? unit.replace(PLURAL, "$1") : unit);

const factRow = (fact: UsedFact): FactRow => ({
  id: fact.id,
  value: fact.unit === "" ? valueText(fact.value) : `${valueText(fact.value)} ${unitFor(fact.value, fact.unit)}`,
  source: fact.source,
  note: fact.note ?? "",
  isUnchecked: read(fact.source).isUnchecked,
});

/** Tables of facts and assumptions, and the list of works they cite, by key. */
export function sourcesView(result: PlanResult): SourcesView {
  const assumptions = assumptionsOf(result);
  const keys = new Set([...result.facts, ...assumptions].flatMap((fact) => read(fact.source).keys));
  return {
    facts: result.facts.map(factRow),
    assumptions: assumptions.map(factRow),
    groups: footnotes(assumptions).groups.map(({ topic, ...mark }) => ({
      ...mark,
      rows: assumptions.filter(({ id }) => topicOf(id) === topic).map(factRow),
    })),
    cited: [...keys].toSorted((a, b) => (a < b ? -1 : 1)).map((key) => ({ key, title: sourceTitle(key) ?? key })),
  };
}
