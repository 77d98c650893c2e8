/** A stored plan in its formats: its result, the whole document, a table, a page of one file. */
import { findingText } from "#inventory";
import type { PlanContext } from "#planner";
import { planCsv, reportHtml } from "#report";
import type { StoredPlan } from "#store";
import type { StoredFormats } from "./stored-formats.ts";

const JSON_TYPE = "application/json";

/** What can be sent of this plan. */
export const planFormats = ({ id, document }: StoredPlan, context: PlanContext): StoredFormats => ({
  id,
  name: document.result.name,
  formats: {
    json: { type: JSON_TYPE, text: () => JSON.stringify(document.result) },
    csv: { type: "text/csv", extension: "csv", text: () => planCsv(document) },
    html: { type: "text/html", extension: "html", text: () => reportHtml(document, { ...context, findingText }) },
  },
  document: { type: JSON_TYPE, extension: "plan.json", text: () => JSON.stringify(document) },
});
