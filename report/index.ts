/** Front door of the report: one-file page, its body and pictures, the placement as CSV. */
export { planCsv } from "./csv.ts";
export type { DataTable } from "./data-table.ts";
export { type ReportOptions, reportBody, reportHtml } from "./html.ts";
export { type Picture, type PictureOptions, hostPicture, pictures } from "./pictures.ts";
