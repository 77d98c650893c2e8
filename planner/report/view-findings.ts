/** What the importers noticed, grouped by code: how often, how grave, the first few in words. */
import type { Finding } from "../contract/index.ts";
import { counted, grouped } from "./numbers.ts";

/** Findings of one code that are written out. */
const MOST_SENTENCES = 5;

export type FindingText = (finding: Finding) => string;

/** How findings are told by who knows the importers. */
export interface FindingWords {
  /** Sentence of a finding; left out = its place, value and bound. */
  readonly findingText?: FindingText;
  /** Heading of a code; left out = the code. */
  readonly findingTitle?: (code: string) => string;
}

export interface FindingGroup {
  readonly code: string;
  readonly title: string;
  readonly severity: Finding["severity"];
  readonly count: string;
  readonly sentences: readonly string[];
  /** "and 12 more", or "". */
  readonly more: string;
}

/** A finding without a sentence of its own: place, subject, value, bound. */
export function findingPlace(finding: Finding): string {
  const place = [
    finding.file,
    finding.tab === undefined ? "" : `tab ${finding.tab}`,
    finding.row === undefined ? "" : `row ${finding.row}`,
    finding.column === undefined ? "" : `column ${finding.column}`,
  ].filter((part) => part !== "");
  const subject = finding.subject === undefined ? "" : `${finding.subject}: `;
  const raw = finding.raw === undefined ? "" : `: "${finding.raw}"`;
  const bound = finding.bound === undefined ? "" : ` (${finding.bound})`;
  return `${subject}${place.join(", ")}${raw}${bound}`;
}

const GRAVITY: Readonly<Record<Finding["severity"], number>> = { error: 0, warning: 1, info: 2 };

/** Groups by severity and code, gravest first, then most frequent. */
export function findingGroups(
  findings: readonly Finding[],
  { findingText = findingPlace, findingTitle = (code) => code }: FindingWords = {},
): readonly FindingGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()]
    .toSorted((a, b) => GRAVITY[a[0].severity] - GRAVITY[b[0].severity] || b.length - a.length)
    .map((group) => ({
      code: group[0].code,
      title: findingTitle(group[0].code),
      severity: group[0].severity,
      count: counted(group.length, "time"),
      sentences: group.slice(0, MOST_SENTENCES).map(findingText),
      more: group.length > MOST_SENTENCES ? `and ${grouped(group.length - MOST_SENTENCES)} more` : "",
    }));
}
