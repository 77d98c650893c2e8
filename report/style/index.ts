/** Front door of the style sheet: every page has it, few need the rest of the report. */
export { styleSheet } from "./style-sheet.ts";
