/** A stored plan in its formats: its result, the whole document, a table, a page of one file, a workbook, a PDF. */
import { findingText } from "#inventory";
import { planCsv, reportHtml } from "#report";
import type { StoredPlan } from "#store";
import type { Parts } from "../parts.ts";
import { jsonBytes } from "./json-bytes.ts";
import type { StoredFormats } from "./stored-formats.ts";

const JSON_TYPE = "application/json";
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What can be sent of this plan. */
export const planFormats = ({ id, document }: StoredPlan, { context, exporter }: Parts): StoredFormats => ({
  id,
  name: document.result.name,
  formats: {
    json: { type: JSON_TYPE, content: () => jsonBytes(document.result), value: () => document.result },
    csv: { type: "text/csv", extension: "csv", content: () => planCsv(document) },
    html: { type: "text/html", extension: "html", content: () => reportHtml(document, { ...context, findingText }) },
    xlsx: { type: XLSX_TYPE, extension: "xlsx", content: () => exporter({ format: "xlsx", document }) },
    pdf: { type: "application/pdf", extension: "pdf", content: () => exporter({ format: "pdf", document }) },
  },
  document: { type: JSON_TYPE, extension: "plan.json", content: () => JSON.stringify(document), value: () => document },
});
