/**
 * Findings without names: what they speak of under its pseudonym, cells and texts of the user's left out. What is kept are
 * words of ours: codes, bounds that we wrote, plain figures.
 */
import type { Finding } from "#planner/contract/index.ts";
import { isEditNote } from "../edit/note.ts";
import { type Names, subjectParts } from "./names.ts";

/** Stands where a text was left out. */
const LEFT_OUT = "…";

/** Codes whose `bound` may hold words of the user's. */
const FOREIGN_BOUNDS: ReadonlySet<string> = new Set(["os-disagrees", "edit-set", "edit-tagged", "edit-rules"]);
/** Codes whose `raw` is a word of ours. */
const OWN_RAW: ReadonlySet<string> = new Set(["findings-cut", "edit-settled"]);
const FIGURE = /^[\d.,\s]{1,20}%?(?: of \d{1,9})?$/;
/** How many an edit was for; the filter behind it may name somebody. */
const HOW_MANY = /^(?:all )?\d+ workloads?/;
/** Tabs of workbooks that we know. */
const KNOWN_TAB = /^v[A-Z][A-Za-z]{1,20}$/;

function rawOf(finding: Finding, { workload }: Names): string | undefined {
  const { code, raw } = finding;
  if (raw === undefined) return undefined;
  if (OWN_RAW.has(code)) return raw;
  if (isEditNote(finding)) return workload.get(raw) ?? HOW_MANY.exec(raw)?.[0] ?? LEFT_OUT;
  return FIGURE.test(raw) && !workload.has(raw) ? raw : LEFT_OUT;
}

function subjectOf(subject: string, names: Names): string {
  const { workload, host, cluster, other } = names;
  const { name, tail } = subjectParts(subject);
  const whole = workload.get(subject) ?? host.get(subject) ?? cluster.get(subject);
  return whole ?? `${workload.get(name) ?? other.get(name) ?? LEFT_OUT}${tail}`;
}

/** The finding under pseudonyms. */
export function anonymousFinding(finding: Finding, names: Names): Finding {
  const { code, severity, file, tab, row, bound, subject } = finding;
  const raw = rawOf(finding, names);
  return {
    code,
    severity,
    file: file === "" ? "" : (names.file.get(file) ?? LEFT_OUT),
    ...(tab !== undefined && KNOWN_TAB.test(tab) ? { tab } : {}),
    ...(row === undefined ? {} : { row }),
    ...(raw === undefined ? {} : { raw }),
    ...(bound === undefined ? {} : { bound: FOREIGN_BOUNDS.has(code) ? LEFT_OUT : bound }),
    ...(subject === undefined ? {} : { subject: subjectOf(subject, names) }),
  };
}
