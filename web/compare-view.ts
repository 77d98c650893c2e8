/** The page "Compare and export" as data: plans side by side, or one plan and those it can be compared with. */
import { MOST_COMPARED, type Comparison } from "#planner/contract/index.ts";
import { type ComparisonCell, comparisonView, grouped } from "#planner/report/index.ts";
import { comparisonPictures, picturesHtml } from "#report";
import type { PlanPage } from "#store";
import { API } from "./api/job-body.ts";
import { stepper } from "./stepper.ts";
import { timeText } from "./time-text.ts";
import type { PageData } from "./views.ts";

/** The address of the comparison of these plans. */
export const comparePath = (...ids: readonly string[]): string =>
  `/plans/compare?${new URLSearchParams(ids.map((id): [string, string] => ["id", id])).toString()}`;

/** Steps of the form on this page; the plan is the first one of those compared. */
export const compareSteps = (id: string | undefined) =>
  stepper("compare", { inventory: "/", ...(id === undefined ? {} : { plan: `/plans/${id}` }) });

const cellView = ({ text, change, verdict, kind }: ComparisonCell) => ({
  text,
  change,
  verdict,
  isBetter: kind === "better",
  isWorse: kind === "worse",
});

/** Address with one plan less, where two are left. */
const without = (ids: readonly string[], i: number): string | undefined =>
  ids.length > 2 ? comparePath(...ids.filter((_, at) => at !== i)) : undefined;

/** What there is to read of plans side by side. */
function readingOf(comparison: Comparison) {
  const { plans, notes, groups, workloads } = comparisonView(comparison);
  return {
    title: "Compare plans",
    plans: plans.map((plan, i) => ({ ...plan, isFirst: i === 0 })),
    others: plans.slice(1),
    columns: plans.length + 1,
    notes,
    // what came of it is looked for first; the wishes follow, to explain it
    groups: [...groups.slice(1), ...groups.slice(0, 1)].map(({ title, rows }) => ({
      title,
      rows: rows.map(({ label, isText, cells }) => ({ label, isText, cells: cells.map(cellView) })),
    })),
    workloads,
    pictures: picturesHtml(comparisonPictures(comparison)),
  };
}

/** Plans side by side. */
export function compareView(comparison: Comparison): PageData {
  const reading = readingOf(comparison);
  const ids = reading.plans.map(({ id }) => id);
  const json = `${API}${comparePath(...ids).replace("compare?", "comparison?")}`;
  const workloadsCsv = `${json}&format=csv&table=workloads`;
  return {
    ...reading,
    steps: compareSteps(ids[0]),
    plans: reading.plans.map((plan, i) => ({
      ...plan,
      page: `/plans/${plan.id}`,
      asFirst: plan.isFirst ? undefined : comparePath(plan.id, ...ids.filter((id) => id !== plan.id)),
      without: without(ids, i),
    })),
    files: [
      { href: `${json}&format=csv&table=figures`, text: "Figures (CSV)" },
      { href: workloadsCsv, text: "Workloads that differ (CSV)" },
      { href: json, text: "Comparison (JSON)" },
    ],
    workloadsCsv,
    shares: comparePath(...ids).replace("?", "/shares?"),
    more: ids.length < MOST_COMPARED ? comparePath(...ids).concat("&choose=1") : undefined,
  };
}

/** The same for a stranger: no plan is led to, none taken away or added. @param workloadsCsv address of that table */
export const sharedCompareView = (comparison: Comparison, workloadsCsv: string): PageData => ({
  ...readingOf(comparison),
  workloadsCsv,
});

/** What the page of choosing is made from. */
export interface Choosing {
  readonly chosen: readonly { readonly id: string; readonly name: string }[];
  readonly page: PlanPage;
  readonly next: string | undefined;
  readonly problems: readonly string[];
}

/** One plan or none is chosen: which others shall stand beside it. */
export function chooseView({ chosen, page, next, problems }: Choosing): PageData {
  const [first] = chosen;
  const isChosen = new Set(chosen.map(({ id }) => id));
  return {
    title: first === undefined ? "Compare plans" : `Compare and export: ${first.name}`,
    steps: compareSteps(first?.id),
    problems: problems.map((text) => ({ text, href: "#choice" })),
    chosen,
    first,
    most: MOST_COMPARED,
    plans: page.plans
      .filter(({ id }) => !isChosen.has(id))
      .map((plan) => ({
        id: plan.id,
        name: plan.name,
        createdAt: plan.createdAt,
        made: timeText(plan.createdAt),
        targetText: plan.targets.join(", "),
        status: plan.status,
        hostsUsed: grouped(plan.hostsUsed),
        workloads: grouped(plan.workloads),
        unplaced: grouped(plan.unplaced),
      })),
    next,
  };
}
