/**
 * Collects findings of one import, in the order met. Texts are made fit for the contract (printable, at most 200
 * characters); beyond a cap per code the rest is counted and summed up in one finding, so that nothing goes unsaid.
 */
import type { Finding } from "#planner/contract/index.ts";
import { severityOf } from "./finding-codes.ts";
import type { FindingCode } from "./finding-titles.ts";
import { shown } from "./text.ts";

/** The place of a finding in a file. */
export interface Place {
  readonly file: string;
  readonly tab?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** What was read there and what had been expected. */
export interface Evidence {
  readonly raw?: unknown;
  readonly bound?: string | undefined;
  readonly subject?: string | undefined;
}

export interface Findings {
  add(code: FindingCode, place: Place, evidence?: Evidence): void;
  /** All findings, those over the cap summed up at the end. */
  all(): Finding[];
}

const FILE_LENGTH = 300;
const TAB_LENGTH = 100;
const TEXT_LENGTH = 200;

function finding(code: FindingCode, place: Place, evidence: Evidence): Finding {
  const { tab, row, column } = place;
  const { raw, bound, subject } = evidence;
  return {
    code,
    severity: severityOf(code),
    file: shown(place.file, FILE_LENGTH),
    ...(tab === undefined ? {} : { tab: shown(tab, TAB_LENGTH) }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column: shown(column, TEXT_LENGTH) }),
    ...(raw === undefined || raw === null ? {} : { raw: shown(raw, TEXT_LENGTH) }),
    ...(bound === undefined ? {} : { bound: shown(bound, TEXT_LENGTH) }),
    ...(subject === undefined ? {} : { subject: shown(subject, TEXT_LENGTH) }),
  };
}

/** An empty collection. @param findingsPerCode most findings listed one by one for each code */
export function collectFindings(findingsPerCode: number): Findings {
  const listed: Finding[] = [];
  const counts = new Map<FindingCode, { count: number; file: string }>();
  return {
    add(code, place, evidence = {}) {
      const seen = counts.get(code) ?? { count: 0, file: place.file };
      seen.count += 1;
      counts.set(code, seen);
      if (seen.count <= findingsPerCode) listed.push(finding(code, place, evidence));
    },
    all() {
      const cut = [...counts].filter(([, { count }]) => count > findingsPerCode);
      const sums = cut.map(([code, { count, file }]) =>
        finding("findings-cut", { file }, { raw: code, bound: `${count - findingsPerCode} more` }),
      );
      return [...listed, ...sums];
    },
  };
}
