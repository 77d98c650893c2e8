/** A plan as an XLSX workbook: thirteen sheets, always the same ones in the same order, empty where the plan has nothing to say. */
import type { Finding, PlanDocument } from "#planner/contract/index.ts";
import { drawSheet, energySheet, rackedHostsSheet, roomSheet } from "./energy-sheets.ts";
import { hostsSheet, placementSheet, unplacedSheet } from "./estate-sheets.ts";
import { costSheet, licenceLinesSheet, licencesSheet } from "./money-sheets.ts";
import { assumptionsSheet, findingsSheet, summarySheet } from "./told-sheets.ts";
import { workbook } from "./workbook.ts";

/** What a workbook may be given. */
export interface WorkbookOptions {
  /** Sentence of a finding; left out = its place, value and bound. */
  readonly findingText?: (finding: Finding) => string;
}

/**
 * The plan as the bytes of an .xlsx file; the same plan gives the same bytes.
 * @throws Error when the result does not account for a workload of the request
 */
export const planXlsx = (document: PlanDocument, { findingText }: WorkbookOptions = {}): Uint8Array =>
  workbook([
    summarySheet(document),
    placementSheet(document),
    hostsSheet(document),
    unplacedSheet(document),
    energySheet(document),
    drawSheet(document),
    roomSheet(document),
    rackedHostsSheet(document),
    licencesSheet(document),
    licenceLinesSheet(document),
    costSheet(document),
    assumptionsSheet(document),
    findingsSheet(document, findingText),
  ]);
