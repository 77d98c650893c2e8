/** The body of a plan's report page. Plans never change, so the last few bodies are kept. */
import { findingText } from "#inventory";
import { InvalidInput, type PlanContext, type PlanDocument, demandOf } from "#planner";
import { type ReportView, reportView } from "#planner/report/index.ts";
import { pictures, reportBody } from "#report";
import type { StoredPlan } from "#store";

/** Bodies kept: a handful of people looking at their own plans. */
const MOST_KEPT = 8;

/** A report: its data and its body as markup. */
export interface ReportPage {
  readonly view: ReportView;
  readonly body: string;
}

/** Demands of the placed workloads; a plan whose host types left the catalogue is drawn without them. */
export function demands(document: PlanDocument, context: PlanContext): ReturnType<typeof demandOf> | undefined {
  try {
    return demandOf(document, context);
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

/**
 * Makes report pages, remembering the last few.
 * @param hostPage address of the page that a host of a plan has; left out = hosts have none
 */
export function reportPages(
  context: PlanContext,
  hostPage: (plan: string, host: string) => string = () => "",
): (plan: StoredPlan) => ReportPage {
  const kept = new Map<string, ReportPage>();
  return ({ id, document }) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const view = reportView(document, { findingText, hostPage: (host) => hostPage(id, host) });
    const page = { view, body: reportBody(view, pictures(document, { demandOf: demands(document, context) })) };
    kept.set(id, page);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
    return page;
  };
}
