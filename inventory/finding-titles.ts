/**
 * Every trouble an importer can note and everything an edit did, by code, and the heading under which findings of the code
 * stand. Codes are for programs and never change; headings are for people. The sentence of each is in finding-codes.ts.
 */

const TITLES = {
  // rows and cells
  "missing-value": "Value missing",
  "not-a-number": "Not a number",
  "out-of-range": "Value out of range",
  "not-importable": "Row not imported",
  "value-ignored": "Value ignored",
  "ambiguous-number": "Number that can be read in two ways",
  "name-cleaned": "Control characters in a name",
  "name-cut": "Name cut",
  "unknown-word": "Word not known",
  "row-cap": "Too many rows",
  "findings-cut": "Further findings, not listed",
  // headers and tabs
  "missing-tab": "Tab missing",
  "missing-column": "Column missing",
  "header-repaired": "Header read as another one",
  "duplicate-column": "Column that stands there twice",
  "columns-ignored": "Columns not read",
  "tab-unreadable": "Tab not read",
  // identity
  "duplicate-workload": "Workload that stands there twice",
  "duplicate-name": "Name not unique",
  "unmatched-rows": "Rows of no machine",
  "ambiguous-rows": "Rows that fit several machines",
  "unknown-host": "Host not known",
  "cluster-incomplete": "Cluster incomplete",
  // states and roles
  template: "Template",
  placeholder: "Placeholder",
  "powered-off": "Powered off",
  suspended: "Suspended",
  "snapshot-only": "CPU of one moment only",
  // operating systems
  "unknown-os": "Operating system not known",
  "os-disagrees": "Configured and reported system differ",
  "unknown-architecture": "32- or 64-bit not known",
  // quantities and series
  "unknown-unit": "Unit not known",
  "needs-vcpus": "Number of CPUs needed",
  "needs-clock": "Clock of the host needed",
  "unknown-metric": "Metric not known",
  "unknown-object": "Figures of an unknown workload",
  "not-a-time": "Not a time",
  "time-without-zone": "Times without a zone",
  "duplicate-time": "Times that stand there twice",
  "series-gap": "Gaps in a series",
  "irregular-step": "Series of varying step",
  "single-sample": "Series of one sample",
  "series-dropped": "Series not imported",
  "over-allocation": "More used than allocated",
  // what was done to an inventory after it was read
  "edit-removed": "Workloads removed",
  "edit-grown": "Demand grown",
  "edit-set": "Fields set",
  "edit-tagged": "Tags changed",
  "edit-measured": "Measurements changed",
  "edit-rules": "Rules changed",
  "edit-settled": "Findings settled",
  "edit-anonymised": "Names replaced",
  "edit-added": "Workloads added",
  // planned again like an earlier plan
  "planned-like": "Planned again",
  "gone-from-rule": "Rule named workloads that are gone",
  "rule-left-out": "Rule left out",
  "rule-said-twice": "Rule that another one repeats",
  "gone-from-licence": "Licence named workloads that are gone",
  "licence-left-out": "Licence left out",
  "gone-from-today": "Today's placement named workloads that are gone",
} as const satisfies Readonly<Record<string, string>>;

export type FindingCode = keyof typeof TITLES;

/** Every code an importer can write, in the order of the table. */
export const FINDING_CODES = Object.keys(TITLES) as readonly FindingCode[];

/** True for a code of ours; findings may come from other makers. */
export const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(TITLES, code);

/** The heading of a code: "Operating system not known"; a code of other makers as it stands. */
export const findingTitle = (code: string): string => (isFindingCode(code) ? TITLES[code] : code);
