/** What a picture of a report is: a drawing, its words, and its figures as a table. */
import type { Mark } from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";

export interface Picture {
  /** Unique in the page; the SVG's own ids begin with it. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in words. */
  readonly caption: string;
  /** Complete, escaped markup. */
  readonly svg: string;
  readonly table: DataTable;
  /** What it rests on that nobody checked. */
  readonly marks?: readonly Mark[];
}
