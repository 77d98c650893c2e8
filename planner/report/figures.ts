/**
 * Pictures as data: a heat map of hosts over time, the stacked profile of one host, the profile of the estate. Nothing
 * here draws; report/svg/ does. All CPU figures are shares of a whole host.
 */
import type { PlanDocument, PlanHost, TargetResult } from "../contract/index.ts";
import { type Columns, columnsOf, cpuOf, hostLabels, indexOfHighest, slotOfColumns } from "./columns.ts";
import { slotLabel } from "./slots.ts";

/** Most hosts of the heat map. */
export const MOST_HEAT_ROWS = 100;
/** Workloads a profile names; the others are summed up. */
export const MOST_LAYERS = 7;

export interface HeatRow {
  readonly host: string;
  readonly label: string;
  /** [column] highest share of the host's CPU in use, 0–1 and beyond. */
  readonly ratios: readonly number[];
  readonly peakRatio: number;
  readonly peakColumn: number;
  readonly peakAt: string;
  readonly meanRatio: number;
}

export interface HeatMapFigure {
  readonly columns: Columns;
  readonly rows: readonly HeatRow[];
  /** Hosts in use, of which `rows` are the hottest when there are too many to draw. */
  readonly hostsTotal: number;
  readonly ceilingRatio: number;
}

/** Who needs how much when, in cores; undefined = not known. */
export type DemandOf = (workload: string, host: string) => readonly number[] | undefined;

export interface ProfileLayer {
  readonly label: string;
  /** [column] in the profile's unit. */
  readonly values: readonly number[];
}

export interface ProfileFigure {
  readonly title: string;
  /** "ratio": shares of one host · "hosts": so many hosts' worth. */
  readonly unit: "ratio" | "hosts";
  readonly columns: Columns;
  /** Bottom first; they add up to `total`. */
  readonly layers: readonly ProfileLayer[];
  readonly total: readonly number[];
  readonly capacity: number;
  readonly ceiling: number;
  readonly peak: number;
  readonly peakAt: string;
  /** What would be needed if every layer's parts peaked at once; left out where the parts are not known. */
  readonly sumOfPeaks?: number;
}

const usedHosts = (document: PlanDocument) => document.result.hosts.filter((host) => host.role === "used");

/** Host × slot: when and where it is hot. Beyond {@link MOST_HEAT_ROWS} hosts only the hottest, in plan order. */
export function heatMap(document: PlanDocument): HeatMapFigure {
  const { result, request } = document;
  const columns = columnsOf(result.slots);
  const hosts = usedHosts(document);
  const label = hostLabels(result.hosts);
  const hottest = new Set(
    hosts
      .toSorted((a, b) => cpuOf(b).peakRatio - cpuOf(a).peakRatio)
      .slice(0, MOST_HEAT_ROWS)
      .map((host) => host.id),
  );
  const rows = hosts
    .filter((host) => hottest.has(host.id))
    .map((host): HeatRow => {
      const ratios = slotOfColumns(columns, host.cpuRatio).map((slot) => host.cpuRatio[slot] ?? 0);
      const { peakRatio, peakSlot, meanRatio } = cpuOf(host);
      const peakColumn = Math.floor(peakSlot / columns.slotsPerColumn);
      return {
        host: host.id,
        label: label(host.id),
        ratios,
        peakRatio,
        peakColumn,
        peakAt: slotLabel(result.slots, peakSlot),
        meanRatio,
      };
    });
  return { columns, rows, hostsTotal: hosts.length, ceilingRatio: request.goals.utilizationCeilingRatio };
}

/** The host whose CPU comes highest, or undefined when no host is used. */
export function hottestHost(document: PlanDocument): PlanHost | undefined {
  return usedHosts(document).toSorted((a, b) => cpuOf(b).peakRatio - cpuOf(a).peakRatio)[0];
}

interface Part {
  readonly label: string;
  readonly values: readonly number[];
}

/** Each partition's share of the host per slot, or undefined unless the demand of every one is known. */
function partsOf(
  host: PlanHost,
  names: ReadonlyMap<string, string>,
  demandOf: DemandOf | undefined,
): readonly Part[] | undefined {
  if (demandOf === undefined) return undefined;
  const demands = host.partitions.map((partition) => demandOf(partition.workload, host.id));
  if (demands.some((demand) => demand === undefined)) return undefined;
  const sums = host.cpuRatio.map((_, slot) => demands.reduce((sum, demand) => sum + (demand?.[slot] ?? 0), 0));
  return host.partitions.map((partition, i) => ({
    label: names.get(partition.workload) ?? partition.workload,
    values: host.cpuRatio.map((ratio, slot) => {
      const sum = sums[slot] ?? 0;
      return sum > 0 ? (ratio * (demands[i]?.[slot] ?? 0)) / sum : 0;
    }),
  }));
}

/** One partition of a host over time. */
export interface HostPart {
  readonly workload: string;
  readonly label: string;
  /** [slot] share of the host's CPU. */
  readonly ratios: readonly number[];
}

/** Every partition's share of its host per slot, in the host's order; undefined unless the demand of each is known. */
export function hostParts(
  { request }: PlanDocument,
  host: PlanHost,
  demandOf?: DemandOf,
): readonly HostPart[] | undefined {
  const names = new Map(request.workloads.map(({ id, name }) => [id, name]));
  return partsOf(host, names, demandOf)?.map(({ label, values }, i) => ({
    workload: host.partitions[i]?.workload ?? "",
    label,
    ratios: values,
  }));
}

const highest = (values: readonly number[]) => values[indexOfHighest(values)] ?? 0;

/** The parts that make the peak, largest at the bottom, and the rest summed up on top. */
function layersOf(parts: readonly Part[], peakSlot: number, slots: readonly number[]): readonly ProfileLayer[] {
  const ordered = parts.toSorted((a, b) => (b.values[peakSlot] ?? 0) - (a.values[peakSlot] ?? 0));
  const top = ordered.length > MOST_LAYERS + 1 ? ordered.slice(0, MOST_LAYERS) : ordered;
  const rest = ordered.slice(top.length);
  const layers = top.map((part) => ({ label: part.label, values: slots.map((slot) => part.values[slot] ?? 0) }));
  if (rest.length === 0) return layers;
  const values = slots.map((slot) => rest.reduce((sum, part) => sum + (part.values[slot] ?? 0), 0));
  return [...layers, { label: `${rest.length} others`, values }];
}

/**
 * One host over time: its largest contributors at the peak, the rest, capacity and ceiling. Without `demandOf`, or when
 * it does not know every partition, the host is one layer.
 * @throws Error when the plan has no such host
 */
export function hostProfile(document: PlanDocument, hostId: string, demandOf?: DemandOf): ProfileFigure {
  const { result, request } = document;
  const host = result.hosts.find((one) => one.id === hostId);
  if (host === undefined) throw new Error(`the plan has no host "${hostId}"; it has ${result.hosts.length} hosts`);
  const columns = columnsOf(result.slots);
  const slots = slotOfColumns(columns, host.cpuRatio);
  const { peakRatio, peakSlot } = cpuOf(host);
  const names = new Map(request.workloads.map((workload) => [workload.id, workload.name]));
  const parts = partsOf(host, names, demandOf);
  const total = slots.map((slot) => host.cpuRatio[slot] ?? 0);
  return {
    title: hostLabels(result.hosts)(host.id),
    unit: "ratio",
    columns,
    layers:
      parts === undefined
        ? [{ label: `all ${host.partitions.length} partitions`, values: total }]
        : layersOf(parts, peakSlot, slots),
    total,
    capacity: 1,
    ceiling: request.goals.utilizationCeilingRatio,
    peak: peakRatio,
    peakAt: slotLabel(result.slots, peakSlot),
    ...(parts === undefined ? {} : { sumOfPeaks: parts.reduce((sum, part) => sum + highest(part.values), 0) }),
  };
}

/** What tells a target from the others, as short as it can be. */
function targetLabel(targets: readonly TargetResult[], target: TargetResult): string {
  const isAlone = (read: (one: TargetResult) => string) =>
    targets.filter((one) => read(one) === read(target)).length === 1;
  if (isAlone((one) => one.platformTitle)) return target.platformTitle;
  return isAlone((one) => one.hostTitle) ? target.hostTitle : target.id;
}

/** All used hosts over time, one layer per target: how many hosts' worth of CPU is busy, against the hosts there are. */
export function estateProfile(document: PlanDocument): ProfileFigure {
  const { result, request } = document;
  const columns = columnsOf(result.slots);
  const hosts = usedHosts(document);
  const sumOf = (some: readonly PlanHost[]) =>
    Array.from({ length: result.slots.count }, (_, slot) =>
      some.reduce((sum, host) => sum + (host.cpuRatio[slot] ?? 0), 0),
    );
  const all = sumOf(hosts);
  const slots = slotOfColumns(columns, all);
  const peakSlot = indexOfHighest(all);
  const layers = result.targets.flatMap((target): readonly ProfileLayer[] => {
    const own = hosts.filter((host) => host.target === target.id);
    if (own.length === 0) return [];
    const sums = sumOf(own);
    return [{ label: targetLabel(result.targets, target), values: slots.map((slot) => sums[slot] ?? 0) }];
  });
  return {
    title: "the whole estate",
    unit: "hosts",
    columns,
    layers,
    total: slots.map((slot) => all[slot] ?? 0),
    capacity: hosts.length,
    ceiling: hosts.length * request.goals.utilizationCeilingRatio,
    peak: all[peakSlot] ?? 0,
    peakAt: slotLabel(result.slots, peakSlot),
    sumOfPeaks: hosts.reduce((sum, host) => sum + cpuOf(host).peakRatio, 0),
  };
}
