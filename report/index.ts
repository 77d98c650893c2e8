/** Front door of the report: one-file pages of plans and simulations, their bodies and pictures, the placement as CSV, the plan as a workbook and as a PDF. */
export { COMPARISON_TABLES, type ComparisonTable, comparisonCsv } from "./comparison-csv.ts";
export { comparisonPictures, picturesHtml } from "./comparison-pictures.ts";
export { planCsv } from "./csv.ts";
export type { DataTable } from "./data-table.ts";
export { type ReportOptions, reportBody, reportHtml } from "./html.ts";
export { type FunnelBar, funnelSvg } from "./svg/funnel.ts";
export { type GapStep, gapOverTimeSvg } from "./svg/gap-over-time.ts";
export type { Picture } from "./picture.ts";
export { type PictureOptions, hostPicture, pictures } from "./pictures.ts";
export { simulationBody, simulationHtml } from "./simulation-html.ts";
export { type ChoiceMenu, type WhatIfBodyOptions, whatIfBody } from "./what-if-html.ts";
export { type WhatIfChoice, runwayPictures, whatIfPictures } from "./what-if-pictures.ts";
export { simulationPictures } from "./simulation-pictures.ts";
export { styleSheet } from "./style/index.ts";
export { sparklineSvg } from "./svg/sparkline.ts";
export { hostPictures } from "./host-pictures.ts";
export { planPdf } from "./pdf/plan-pdf.ts";
export { type WorkbookOptions, planXlsx } from "./xlsx/plan-workbook.ts";
