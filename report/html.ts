/**
 * The report as HTML: its body, used inside the web page too, and the whole as one file that needs neither script nor
 * network, to keep, mail and print.
 */
import type { PlanDocument } from "#planner/contract/index.ts";
import { type ReportView, type ViewOptions, reportView } from "#planner/report/index.ts";
import { onePage } from "./page.ts";
import type { Picture } from "./picture.ts";
import { type PictureOptions, pictures } from "./pictures.ts";
import { template } from "./templates.ts";

/** Words for findings, and the demands that show who makes a peak; both may be left out. */
export interface ReportOptions extends ViewOptions, PictureOptions {}

const hasWhyNot = (view: ReportView) => view.unplaced.total > 0 || view.excluded.length > 0;

/** The sections a report has, for the list at its head. */
function sectionsOf(
  view: ReportView,
  drawn: readonly Picture[],
): readonly { readonly id: string; readonly title: string }[] {
  const all = [
    { id: "summary", title: "Summary", isThere: true },
    { id: "pictures", title: "Pictures", isThere: drawn.length > 0 },
    { id: "money", title: "Money", isThere: view.money !== undefined },
    { id: "licences", title: "Licences", isThere: view.licences !== undefined },
    { id: "room", title: "Room", isThere: view.room !== undefined },
    { id: "moves", title: "Moves", isThere: view.moves !== undefined },
    { id: "targets", title: "Targets", isThere: true },
    { id: "hosts", title: "Hosts", isThere: view.hosts.rows.length > 0 },
    { id: "why-not", title: "Why not", isThere: hasWhyNot(view) },
    { id: "time-sharing", title: "Time sharing", isThere: true },
    { id: "replay", title: "Replay", isThere: view.replay !== undefined },
    { id: "energy", title: "Energy", isThere: true },
    { id: "sources", title: "Sources", isThere: true },
    { id: "findings", title: "Findings", isThere: view.findings.length > 0 },
    { id: "about", title: "About", isThere: true },
  ];
  return all.filter((section) => section.isThere);
}

/** The body of a report, from its `h2` headings down; the page around it has the `h1`. */
export function reportBody(view: ReportView, drawn: readonly Picture[]): string {
  return template("report-body")({
    view,
    pictures: drawn,
    sections: sectionsOf(view, drawn),
    hasWhyNot: hasWhyNot(view),
  });
}

/** A whole report in one file. */
export function reportHtml(document: PlanDocument, options: ReportOptions = {}): string {
  const view = reportView(document, options);
  const body = reportBody(view, pictures(document, options));
  return onePage({ title: view.title, what: "plan report", body, engine: document.result.engine });
}
