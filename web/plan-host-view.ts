/** The page of one host of a plan as data: how full and how hot, who makes its peak, what runs on it in the vendor's terms. */
import type { PlanHost } from "#planner";
import { type DemandOf, grouped, hostLabels, hostParts, hostPeakView, hostView } from "#planner/report/index.ts";
import { hostPictures, picturesHtml } from "#report";
import type { StoredPlan } from "#store";
import { comparePath } from "./compare-view.ts";
import { stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";

/** Partitions and contributors that the page writes out; the CSV has all. */
const MOST_ROWS = 500;

/** Address of the page of a host. */
export const planHostPath = (plan: string, host: string): string => `/plans/${plan}/hosts/${encodeURIComponent(host)}`;

/** "host 3" as the beginning of a line; names that are ids stay as they are. */
const capital = (text: string): string =>
  /^[a-z]+( |$)/.test(text) ? text.replace(/^./, (c) => c.toUpperCase()) : text;

/** The hosts before and after this one. */
function besides({ id, document: { result } }: StoredPlan, host: PlanHost) {
  const label = hostLabels(result.hosts);
  const at = result.hosts.indexOf(host);
  const link = (other: PlanHost | undefined) =>
    other === undefined ? undefined : { page: planHostPath(id, other.id), label: label(other.id) };
  return { before: link(result.hosts[at - 1]), after: link(result.hosts[at + 1]) };
}

/**
 * The page's data, or undefined when the plan has no such host.
 * @param demandOf who needs how much when; undefined = not known
 */
export function planHostView(plan: StoredPlan, hostId: string, demandOf: DemandOf | undefined): PageData | undefined {
  const { id, document } = plan;
  const { request, result } = document;
  const nameOf = new Map(request.workloads.map((workload) => [workload.id, workload.name]));
  const row = hostView(result, hostId, nameOf, MOST_ROWS);
  const host = result.hosts.find((one) => one.id === hostId);
  if (row === undefined || host === undefined) return undefined;
  const parts = hostParts(document, host, demandOf);
  const peak = parts === undefined || parts.length === 0 ? undefined : hostPeakView(document, host, parts);
  const target = result.targets.find((one) => one.id === host.target);
  return {
    title: `${capital(row.label)} of ${result.name}`,
    steps: stepper("plan", { inventory: "/", compare: comparePath(id) }),
    id,
    hostId,
    host: row,
    headlines: [
      { label: "CPU, peak", value: row.cpuPeak, note: row.cpuPeakAt },
      { label: "CPU, mean", value: row.cpuMean, note: "" },
      { label: "Memory", value: row.memory, note: "" },
      { label: "Draw, peak", value: row.drawPeak, note: `mean ${row.drawMean}` },
      { label: capital(target?.nouns ?? "partitions"), value: grouped(host.partitions.length), note: "" },
    ],
    pictures: picturesHtml(hostPictures(document, hostId, { demandOf })),
    hasPictures: true,
    peak: peak === undefined ? undefined : { ...peak, rows: peak.rows.slice(0, MOST_ROWS) },
    ...besides(plan, host),
  };
}
