/** Front door to the style sheet alone: every page has it, few need the rest of the report. */
export { styleSheet } from "../style-sheet.ts";
