/** Front door of the report's words and data: phrases, view model, figures as data. Nothing here draws or writes. */
export * from "./before-after.ts";
export * from "./columns.ts";
export * from "./figures.ts";
export * from "./numbers.ts";
export * from "./phrases.ts";
export * from "./planner-notes.ts";
export * from "./slots.ts";
export * from "./unplaced-summary.ts";
export * from "./view.ts";
export * from "./view-findings.ts";
export * from "./view-hosts.ts";
export * from "./view-sources.ts";
export * from "./view-targets.ts";
export * from "./view-time-sharing.ts";
export * from "./view-unplaced.ts";
export * from "./words.ts";
