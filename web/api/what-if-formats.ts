/** A stored what-if in its formats: rows and findings as JSON, rows as CSV, the whole document. */
import { whatIfCsv } from "#planner/report/index.ts";
import type { FoundWhatIf } from "../find.ts";
import type { StoredFormats } from "./stored-formats.ts";

const JSON_TYPE = "application/json";

/** What can be sent of this what-if. */
export const whatIfFormats = ({ id, document }: FoundWhatIf): StoredFormats => ({
  id,
  name: () => document.result.name,
  formats: {
    json: { type: JSON_TYPE, content: () => JSON.stringify(document.result), value: () => document.result },
    csv: { type: "text/csv", extension: "csv", content: () => whatIfCsv(document.scenario, document.result) },
  },
  document: {
    type: JSON_TYPE,
    extension: "what-if.json",
    content: () => JSON.stringify(document),
    value: () => document,
  },
  question: "scenario",
});
