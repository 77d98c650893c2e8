/** The body of a plan's report page. Plans never change, so the bodies used last are kept. */
import { findingText, findingTitle } from "#inventory";
import type { PlanContext, PlanDocument } from "#planner";
import { demandOf } from "#planner/asking/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { type ReportView, reportView } from "#planner/report/index.ts";
import { pictures, reportBody } from "#report";
import type { StoredPlan } from "#store";
import { type Part, partOf } from "./framed.ts";

/** Bytes of all bodies kept: some forty plans of 50 workloads. */
const MOST_KEPT_BYTES = 8_000_000;

/** A report: its data and its body, ready to be sent. */
export interface ReportPage {
  readonly view: ReportView;
  readonly body: Part;
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
 * Makes report pages, remembering those used last.
 * @param hostPage address of the page that a host of a plan has; left out = hosts have none
 */
export function reportPages(
  context: PlanContext,
  hostPage: (plan: string, host: string) => string = () => "",
): (plan: StoredPlan) => ReportPage {
  const kept = new Map<string, ReportPage>();
  let sum = 0;
  const make = ({ id, document }: StoredPlan): ReportPage => {
    const view = reportView(document, { findingText, findingTitle, hostPage: (host) => hostPage(id, host) });
    return { view, body: partOf(reportBody(view, pictures(document, { demandOf: demands(document, context) }))) };
  };
  return (plan) => {
    const known = kept.get(plan.id);
    const page = known ?? make(plan);
    if (known === undefined) sum += page.body.bytes.length;
    kept.delete(plan.id);
    kept.set(plan.id, page);
    for (const [id, { body }] of kept) {
      if (sum <= MOST_KEPT_BYTES) break;
      kept.delete(id);
      sum -= body.bytes.length;
    }
    return page;
  };
}
