/** What can be asked about plans: one, or several side by side. */
import { findingText, findingTitle } from "#inventory";
import type { PlanContext } from "#planner";
import { comparisonOf, plannedLike, simulationOfHost } from "#planner/asking/index.ts";
import { type DemandOf, counted } from "#planner/report/index.ts";
import { type ComparisonTable, comparisonCsv, planCsv, reportHtml } from "#report";
import type { StoredPlan } from "#store";
import { jsonBytes } from "../api/json-bytes.ts";
import { planPath } from "../api/job-body.ts";
import { comparePath, compareView, sharedCompareView } from "../compare-view.ts";
import { digestIn } from "../etag.ts";
import { explanationView } from "../explanation-view.ts";
import { explanationOf } from "../explanation.ts";
import { planHostPath, planHostView } from "../plan-host-view.ts";
import { notFound } from "../problem.ts";
import { demands, reportPages } from "../report-page.ts";
import type { DeskRoom } from "./room.ts";

type One = readonly [StoredPlan];

/** Names offered while typing; more would make the page heavy, and any name can be typed. */
const MOST_NAMES = 1000;
/** Plans whose demands are kept: people go from host to host, and to size an estate takes long. */
const MOST_KEPT = 2;

const PLAN_ID = /^[\w-]{1,100}$/;

/** Hosts that carry something, in the plan's order. */
const hostChoices = ({ document }: StoredPlan) =>
  document.result.hosts
    .filter(({ partitions }) => partitions.length > 0)
    .slice(0, MOST_NAMES)
    .map(({ id, partitions }) => ({ id, text: `${id}, ${counted(partitions.length, "partition")}` }));

/** The plan that this one was made like, and where both stand side by side. */
function beforeOf({ id, document }: StoredPlan) {
  const before = plannedLike(document.request);
  // findings may come from anybody: only what can be an id becomes an address
  return before === undefined || !PLAN_ID.test(before)
    ? undefined
    : { page: `/plans/${before}`, compare: comparePath(before, id) };
}

/** Demands of a plan, remembering the last few; plans never change. */
function keptDemands(context: PlanContext): (plan: StoredPlan) => DemandOf | undefined {
  const kept = new Map<string, DemandOf | undefined>();
  return ({ id, document }) => {
    if (kept.has(id)) return kept.get(id);
    const demandOf = demands(document, context);
    kept.set(id, demandOf);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
    return demandOf;
  };
}

const makersOf = (context: PlanContext) => ({
  demandsOf: keptDemands(context),
  report: reportPages(context, planHostPath),
  sharedReport: reportPages(context),
});
const makers = new WeakMap<PlanContext, ReturnType<typeof makersOf>>();

/** What remembers between questions: one for each catalogue, of which a thread has one. */
function remembering({ context }: DeskRoom) {
  const known = makers.get(context) ?? makersOf(context);
  makers.set(context, known);
  return known;
}

export const PLAN_QUESTIONS = {
  planName: ([{ document }]: One, _given: undefined) => document.result.name,

  /** Digest of the whole document, for entity tags. */
  planDigest: ([{ document }]: One, _given: undefined) => digestIn(JSON.stringify(document)),

  /** The result as UTF-8 JSON. */
  planJson: ([{ document }]: One, _given: undefined) => jsonBytes(document.result),

  /** Question and answer as JSON. */
  planDocument: ([{ document }]: One, _given: undefined): Uint8Array => Buffer.from(JSON.stringify(document)),

  planCsv: ([{ document }]: One, _given: undefined) => planCsv(document),

  /** The report as a page of one file. */
  planHtml: ([{ document }]: One, _given: undefined, { context }: DeskRoom) =>
    reportHtml(document, { ...context, findingText, findingTitle }),

  /** What the plan's own page shows. */
  planPage: ([plan]: One, _given: undefined, room: DeskRoom) => {
    const { view, body } = remembering(room).report(plan);
    const names = plan.document.request.workloads.slice(0, MOST_NAMES).map((workload) => workload.name);
    return { title: view.title, before: beforeOf(plan), hosts: hostChoices(plan), names, body };
  },

  /** The same for whom it is shared with: nothing leads further. */
  sharedPage: ([plan]: One, _given: undefined, room: DeskRoom) => {
    const { view, body } = remembering(room).sharedReport(plan);
    return { title: view.title, body };
  },

  /** @throws Problem not-found */
  explanation: ([{ document }]: One, name: string, { context }: DeskRoom) => explanationOf(document, name, context),

  /** @throws Problem not-found */
  explanationPage: ([{ document }]: One, name: string, { context }: DeskRoom) =>
    explanationView(explanationOf(document, name, context), document),

  /** @throws Problem not-found */
  planHostPage: ([plan]: One, host: string, room: DeskRoom) => {
    const isThere = plan.document.result.hosts.some(({ id }) => id === host);
    const view = isThere ? planHostView(plan, host, remembering(room).demandsOf(plan)) : undefined;
    if (view === undefined) throw notFound(`host "${host}" in this plan`);
    return view;
  },

  /** The simulation of a host at its hottest slot. @throws InvalidInput when there is none of it */
  simulationOfHost: ([{ document }]: One, host: string, { context }: DeskRoom) => {
    const { goals, seed } = document.request;
    return simulationOfHost(document, host, { seconds: goals.simulatedSeconds, seed }, context);
  },

  /** Plans side by side, the first being what the others are set against. */
  comparisonPage: (plans: readonly StoredPlan[], _given: undefined) => compareView(comparisonOf(plans)),

  comparisonCsv: (plans: readonly StoredPlan[], table: ComparisonTable) => comparisonCsv(comparisonOf(plans), table),

  /** The same for a stranger. @param workloadsCsv address of that table */
  sharedComparisonPage: (plans: readonly StoredPlan[], workloadsCsv: string) =>
    sharedCompareView(comparisonOf(plans), workloadsCsv),

  comparisonJson: (plans: readonly StoredPlan[], { hasLinks }: { readonly hasLinks: boolean }) => {
    const comparison = comparisonOf(plans);
    if (!hasLinks) return JSON.stringify(comparison);
    const linked = comparison.plans.map((plan) => ({
      ...plan,
      links: { self: planPath(plan.id), page: `/plans/${plan.id}` },
    }));
    return JSON.stringify({ ...comparison, plans: linked });
  },
};
