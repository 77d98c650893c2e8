/** Front door of the solver of linear programs: loaded by whoever packs, and by nobody else. */
export { loadSolver } from "./highs.ts";
