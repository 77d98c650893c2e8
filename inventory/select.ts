/**
 * Which workloads of an inventory are meant: by a part of their name, a tag, a finding that names them, their state. All
 * that is given must hold; nothing given means all. The order is the inventory's, or one of {@link WORKLOAD_ORDERS}.
 */
import { z } from "zod";
import { type Inventory, METRICS, WORKLOAD_STATES, type Workload } from "#planner/contract/index.ts";
import { cpuFigures } from "./cpu-figures.ts";

/** A choice of workloads. */
export const WorkloadFilter = z
  .strictObject({
    /** Part of the name or id, in any case. */
    text: z.string().max(200).optional(),
    /** "key", or "key=value". */
    tag: z.string().max(401).optional(),
    /** Code of a finding that names them. */
    finding: z.string().max(60).optional(),
    state: z.enum(WORKLOAD_STATES).optional(),
  })
  .meta({ id: "WorkloadFilter" });
export type WorkloadFilter = z.infer<typeof WorkloadFilter>;

/** By what a list can be ordered; with "-" in front the other way round. Equal ones stay in the inventory's order. */
export const WORKLOAD_ORDERS = ["name", "vcpus", "memory", "peak", "-name", "-vcpus", "-memory", "-peak"] as const;
export type WorkloadOrder = (typeof WORKLOAD_ORDERS)[number];

const OF_SERIES = new RegExp(` (?:${METRICS.join("|")})$`);

/** The ids or names that findings of this code speak of; one of a series speaks of its workload. */
export function subjectsOf({ findings }: Pick<Inventory, "findings">, code: string): ReadonlySet<string> {
  return new Set(
    findings.flatMap((finding) =>
      finding.code === code && finding.subject !== undefined
        ? [finding.subject, finding.subject.replace(OF_SERIES, "")]
        : [],
    ),
  );
}

function hasTag({ tags }: Workload, tag: string): boolean {
  if (Object.hasOwn(tags, tag)) return true;
  return Object.entries(tags).some(([key, value]) => `${key}=${value}` === tag);
}

/** The workloads meant, in the inventory's order; O(workloads + findings). */
export function selectWorkloads(inventory: Inventory, filter: WorkloadFilter): readonly Workload[] {
  const { text, tag, finding, state } = filter;
  const part = text?.toLowerCase() ?? "";
  const subjects = finding === undefined ? undefined : subjectsOf(inventory, finding);
  return inventory.workloads.filter(
    (workload) =>
      (part === "" || workload.name.toLowerCase().includes(part) || workload.id.toLowerCase().includes(part)) &&
      (tag === undefined || tag === "" || hasTag(workload, tag)) &&
      (subjects === undefined || subjects.has(workload.id) || subjects.has(workload.name)) &&
      (state === undefined || workload.state === state),
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In this order, stable; what was not measured comes after all that was, whichever way round. */
export function orderWorkloads(
  inventory: Inventory,
  workloads: readonly Workload[],
  order: WorkloadOrder,
): readonly Workload[] {
  const sign = order.startsWith("-") ? -1 : 1;
  const key = order.replace("-", "");
  if (key === "name") return workloads.toSorted((a, b) => sign * byText(a.name, b.name));
  if (key === "vcpus") return workloads.toSorted((a, b) => sign * (a.vcpus - b.vcpus));
  if (key === "memory") return workloads.toSorted((a, b) => sign * (a.memoryMiB - b.memoryMiB));
  const figures = cpuFigures(inventory);
  const last = sign * Infinity;
  const peak = ({ id }: Workload) => figures.get(id)?.peakCores ?? last;
  return workloads.toSorted((a, b) => {
    const [x, y] = [peak(a), peak(b)];
    return x === y ? 0 : sign * (x - y);
  });
}
