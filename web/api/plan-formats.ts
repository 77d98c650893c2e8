/** A stored plan in its formats: its result, the whole document, a table, a page of one file, a workbook, a PDF. */
import { type Sealed, type StoredPlan, isSealed } from "#store";
import type { ExportTask } from "../export/exporter.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { jsonBytes, valueIn } from "./json-bytes.ts";
import type { StoredFormats } from "./stored-formats.ts";

const JSON_TYPE = "application/json";
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The plan as it goes to a thread that writes: as it is, or as it is stored. */
async function planOf(plan: StoredPlan | Sealed): Promise<ExportTask["plan"]> {
  if (!isSealed(plan)) return { document: plan.document };
  const body = await plan.body();
  if (body === undefined) throw notFound(`plan "${plan.id}" any more`);
  return { body };
}

/** What can be sent of this plan. */
export function planFormats(plan: StoredPlan | Sealed, { desk, exporter }: Parts): StoredFormats {
  const about = [plan] as const;
  const written = async (format: ExportTask["format"]) => await exporter({ format, plan: await planOf(plan) });
  return {
    id: plan.id,
    name: () => desk.ask("planName", about, undefined),
    digest: () => desk.ask("planDigest", about, undefined),
    formats: {
      json: {
        type: JSON_TYPE,
        // asked for thousands of times a second: the short way where there is one
        content: () => (isSealed(plan) ? desk.ask("planJson", about, undefined) : jsonBytes(plan.document.result)),
        value: async () =>
          isSealed(plan) ? valueIn(await desk.ask("planJson", about, undefined)) : plan.document.result,
      },
      csv: { type: "text/csv", extension: "csv", content: () => desk.ask("planCsv", about, undefined) },
      html: { type: "text/html", extension: "html", content: () => desk.ask("planHtml", about, undefined) },
      xlsx: { type: XLSX_TYPE, extension: "xlsx", content: () => written("xlsx") },
      pdf: { type: "application/pdf", extension: "pdf", content: () => written("pdf") },
    },
    document: {
      type: JSON_TYPE,
      extension: "plan.json",
      content: () => desk.ask("planDocument", about, undefined),
      value: async () => valueIn(await desk.ask("planDocument", about, undefined)),
    },
  };
}
