/**
 * The sentence and the gravity of every code that findings have. The table is exhaustive: a code without a sentence does not
 * compile. A finding says what was read and what was made of it; the place is put in front by {@link findingText}.
 */
import type { Finding } from "#planner/contract/index.ts";
import { type FindingCode, findingTitle, isFindingCode } from "./finding-titles.ts";

type Severity = Finding["severity"];
type Sentence = (finding: Finding) => string;

interface Code {
  readonly severity: Severity;
  readonly text: Sentence;
}

const raw = (f: Finding) => (f.raw === undefined ? "nothing" : `"${f.raw}"`);
const who = (f: Finding, otherwise: string) => (f.subject === undefined ? otherwise : `"${f.subject}"`);
const bound = (f: Finding) => f.bound ?? "the bound";

/** The heading of the code that a finding about findings names. */
const kind = (f: Finding) => (f.raw === undefined ? "nothing" : `"${findingTitle(f.raw)}"`);

const error = (text: Sentence): Code => ({ severity: "error", text });
const warning = (text: Sentence): Code => ({ severity: "warning", text });
const info = (text: Sentence): Code => ({ severity: "info", text });

const CODES = {
  // rows and cells
  "missing-value": error((f) => `${who(f, "the row")} has no value here; expected ${bound(f)}`),
  "not-a-number": error((f) => `${raw(f)} of ${who(f, "the row")} is not a number; expected ${bound(f)}`),
  "out-of-range": error((f) => `${raw(f)} of ${who(f, "the row")} is out of range; expected ${bound(f)}`),
  "not-importable": error((f) => `${who(f, "the row")} is not imported: ${bound(f)}`),
  "value-ignored": warning((f) => `${raw(f)} of ${who(f, "the row")} is ignored; expected ${bound(f)}`),
  "ambiguous-number": warning((f) => `${raw(f)} may be a decimal or a grouped number; read as ${bound(f)}`),
  "name-cleaned": warning((f) => `control characters in the name were replaced; it now reads ${who(f, raw(f))}`),
  "name-cut": warning((f) => `the name was cut to ${bound(f)}: ${raw(f)}`),
  "unknown-word": warning((f) => `${raw(f)} of ${who(f, "the row")} is not known; expected ${bound(f)}`),
  "row-cap": error((f) => `more rows than ${bound(f)}; the rest was not read`),
  "findings-cut": warning((f) => `further findings of the kind ${kind(f)} are not listed: ${bound(f)}`),
  // headers and tabs
  "missing-tab": warning((f) => `there is no tab ${f.tab ?? ""}; unknown without it: ${bound(f)}`),
  "missing-column": warning((f) => `there is no column "${f.column ?? ""}"; unknown without it: ${bound(f)}`),
  "header-repaired": warning((f) => `the header ${raw(f)} is read as "${bound(f)}"`),
  "duplicate-column": warning((f) => `the column stands here more than once; the first is used, not ${raw(f)}`),
  "columns-ignored": info((f) => `columns that are not read: ${f.raw ?? ""}`),
  "tab-unreadable": error((f) => `the tab was not read: ${bound(f)}`),
  // identity
  "duplicate-workload": warning((f) => `${who(f, "the row")} stands here twice (same ${bound(f)}); both are kept`),
  "duplicate-name": info((f) => `the name ${raw(f)} is not unique; this one is called ${who(f, raw(f))}`),
  "unmatched-rows": warning((f) => `rows that belong to no machine of vInfo: ${f.raw ?? ""}`),
  "ambiguous-rows": warning((f) => `rows that fit several machines and were given to none: ${f.raw ?? ""}`),
  "unknown-host": warning((f) => `host ${raw(f)} is not among the hosts; the clock behind its measurements is unknown`),
  "cluster-incomplete": warning((f) => `cluster ${who(f, "")} counts ${raw(f)} hosts, the export lists ${bound(f)}`),
  // states and roles
  template: info((f) => `${who(f, "the row")} is a template: kept for the record, never packed`),
  placeholder: info((f) => `${who(f, "the row")} is an SRM placeholder: kept for the record, never packed`),
  "powered-off": info((f) => `${who(f, "the row")} is powered off`),
  suspended: info((f) => `${who(f, "the row")} is suspended`),
  "snapshot-only": info(() => "CPU and active memory are the moment of the export: a floor for sizing, never a peak"),
  // operating systems
  "unknown-os": warning((f) => `the operating system of ${who(f, "the row")} is not known: ${raw(f)}`),
  "os-disagrees": warning((f) => `${who(f, "the row")} is configured as ${raw(f)}, its tools report "${bound(f)}"`),
  "unknown-architecture": warning((f) => `${who(f, "the row")} does not say whether ${raw(f)} is 32- or 64-bit`),
  // quantities and series
  "unknown-unit": error((f) => `${raw(f)} is not a unit of ${bound(f)}`),
  "needs-vcpus": error((f) => `percent of ${who(f, "the object")} cannot be converted: ${bound(f)}`),
  "needs-clock": error((f) => `the clock figures of ${who(f, "the object")} cannot be converted: ${bound(f)}`),
  "unknown-metric": error((f) => `${raw(f)} is not a metric; expected ${bound(f)}`),
  "unknown-object": error((f) => `${raw(f)} is not a workload of this inventory; its figures are not imported`),
  "not-a-time": error((f) => `${raw(f)} is not a time; expected ${bound(f)}`),
  "time-without-zone": warning((f) => `times without a zone are read as UTC, first ${raw(f)}`),
  "duplicate-time": warning((f) => `${who(f, "the series")}: ${raw(f)} times stand here twice; the last is kept`),
  "series-gap": warning((f) => `${who(f, "the series")}: ${raw(f)} slots were not measured`),
  "irregular-step": warning((f) => `${who(f, "the series")}: the step varies; the highest of each ${bound(f)} is kept`),
  "single-sample": warning((f) => `${who(f, "the series")}: one sample only, read as a slot of ${bound(f)}`),
  "series-dropped": error((f) => `${who(f, "the series")} is not imported: ${bound(f)}`),
  "over-allocation": warning((f) => `${raw(f)} of ${who(f, "the object")} is above ${bound(f)}; kept as it stands`),
  // what was done to an inventory after it was read (inventory/edit/): whom it was for, what it did
  "edit-removed": info((f) => `removed: ${f.raw ?? "nothing"}${f.bound === undefined ? "" : ` (${f.bound})`}`),
  "edit-grown": info((f) => `grown: ${f.raw ?? "nothing"} (${bound(f)})`),
  "edit-set": info((f) => `set: ${f.raw ?? "nothing"} (${bound(f)})`),
  "edit-tagged": info((f) => `tags: ${f.raw ?? "nothing"} (${bound(f)})`),
  "edit-measured": info((f) => `measurements: ${f.raw ?? "nothing"} (${bound(f)})`),
  "edit-rules": info((f) => `rules: ${f.raw ?? "nothing"}${f.bound === undefined ? "" : ` (${f.bound})`}`),
  "edit-settled": info((f) => `findings settled: ${kind(f)} (${bound(f)})`),
  "edit-anonymised": info((f) => `names replaced by pseudonyms, free texts left out: ${f.raw ?? "nothing"}`),
  "edit-added": info((f) => `added: ${f.raw ?? "nothing"}`),
  // planned again like an earlier plan (written by the planner, said here)
  "planned-like": info((f) => `planned again like plan ${raw(f)} (${f.subject ?? "of no id"})`),
  "gone-from-rule": warning((f) => `rule ${who(f, "of no id")} named workloads that are gone: ${f.raw ?? "some"}`),
  "rule-left-out": warning(
    (f) => `rule ${who(f, "of no id")} is left out: too few of its workloads are left; gone are ${f.raw ?? "some"}`,
  ),
  "rule-said-twice": warning(
    (f) => `rule ${who(f, "of no id")} is left out: another says the same without those gone: ${f.raw ?? "some"}`,
  ),
  "gone-from-licence": warning(
    (f) => `licence ${who(f, "of no id")} named workloads that are gone: ${f.raw ?? "some"}`,
  ),
  "licence-left-out": warning(
    (f) => `licence ${who(f, "of no id")} is left out: nobody needs it any more; gone is ${f.raw ?? "everybody"}`,
  ),
  "gone-from-today": info(
    (f) => `today's placement named workloads that are gone (${f.subject ?? "some"}): ${f.raw ?? ""}`,
  ),
} as const satisfies Record<FindingCode, Code>;

export const severityOf = (code: FindingCode): Severity => CODES[code].severity;

function placeText(finding: Finding): string {
  const parts = [
    finding.file,
    finding.tab,
    finding.row === undefined ? undefined : `row ${finding.row}`,
    finding.column === undefined ? undefined : `column "${finding.column}"`,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

/** The finding as one line: place, then what was read and what was made of it. Codes of other makers are named as they stand. */
export function findingText(finding: Finding): string {
  const sentence = isFindingCode(finding.code) ? CODES[finding.code].text(finding) : `${finding.code} ${raw(finding)}`;
  const place = placeText(finding);
  return place === "" ? sentence : `${place}: ${sentence}`;
}
