/** Front door of the style sheet: whoever wants only it does not load the report. */
export { styleSheet } from "./style-sheet.ts";
