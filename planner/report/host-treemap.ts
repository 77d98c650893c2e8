/**
 * What fills a host, as areas: its memory by who holds it, its CPU at its hottest slot by who uses it, and what is free of
 * either. Small parts beyond a number that can be told apart are summed up.
 */
import type { PlanDocument, PlanHost } from "../contract/index.ts";
import { cpuOf } from "./columns.ts";
import type { HostPart } from "./figures.ts";
import { grouped, memoryText, percentText } from "./numbers.ts";
import { slotLabel } from "./slots.ts";

/** Partitions that have a tile of their own. */
export const MOST_TILES = 48;

export interface TreemapTile {
  readonly label: string;
  /** > 0, in the figure's unit. */
  readonly value: number;
  readonly text: string;
  /** part: a partition · rest: several, summed up · free: nobody's. */
  readonly kind: "part" | "rest" | "free";
}

export interface TreemapFigure {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** What a tile's value is called. */
  readonly measure: string;
  /** Partitions from the largest down, then what is free. */
  readonly tiles: readonly TreemapTile[];
}

interface Holding {
  readonly label: string;
  readonly value: number;
}

const sum = (parts: readonly Holding[]) => parts.reduce((total, { value }) => total + value, 0);

/** Tiles of the holdings, the small ones summed up, and of what is free. */
function tilesOf(
  holdings: readonly Holding[],
  free: readonly Holding[],
  text: (value: number) => string,
): readonly TreemapTile[] {
  const ordered = holdings.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const shown = ordered.length > MOST_TILES + 1 ? ordered.slice(0, MOST_TILES) : ordered;
  const rest = ordered.slice(shown.length);
  const tile = ({ label, value }: Holding, kind: TreemapTile["kind"]) => ({ label, value, text: text(value), kind });
  return [
    ...shown.map((one) => tile(one, "part")),
    ...(rest.length === 0 ? [] : [tile({ label: `${grouped(rest.length)} others`, value: sum(rest) }, "rest")]),
    ...free.filter(({ value }) => value > 0).map((one) => tile(one, "free")),
  ];
}

/** Memory by partition, overheads included; undefined where the host holds nothing or memory is not counted. */
export function memoryTreemap({ request }: PlanDocument, host: PlanHost): TreemapFigure | undefined {
  const names = new Map(request.workloads.map(({ id, name }) => [id, name]));
  const holdings = host.partitions.map(({ workload, memoryClaimMiB }) => ({
    label: names.get(workload) ?? workload,
    value: memoryClaimMiB,
  }));
  const held = sum(holdings);
  if (held === 0) return undefined;
  const of = host.claims["memoryMiB"]?.of;
  const left = of === undefined || !Number.isFinite(of) ? 0 : Math.max(0, of - held);
  const free = left > 0 ? `; ${memoryText(left)} of what may be given out is free` : "";
  return {
    id: "treemap-memory",
    title: "Memory by partition",
    caption: `Area is memory, overheads included: ${memoryText(held)} are held${free}.`,
    measure: "Memory",
    tiles: tilesOf(holdings, [{ label: "free", value: left }], (value) => memoryText(value)),
  };
}

/** CPU at the hottest slot by partition; undefined where nobody uses any then. @param parts of this host */
export function cpuTreemap(
  { request, result }: PlanDocument,
  host: PlanHost,
  parts: readonly HostPart[],
): TreemapFigure | undefined {
  const { peakRatio, peakSlot } = cpuOf(host);
  if (peakRatio <= 0) return undefined;
  const ceiling = request.goals.utilizationCeilingRatio;
  const holdings = parts.map(({ label, ratios }) => ({ label, value: ratios[peakSlot] ?? 0 }));
  const free = [
    { label: "free below the ceiling", value: Math.max(0, Math.min(ceiling, 1) - peakRatio) },
    { label: "above the ceiling", value: Math.max(0, 1 - Math.max(ceiling, peakRatio)) },
  ];
  return {
    id: "treemap-cpu",
    title: "CPU at the peak by partition",
    caption: `Area is CPU of the whole host at ${slotLabel(result.slots, peakSlot)}, its hottest slot: ${percentText(peakRatio, 1)} are in use, at most ${percentText(ceiling)} may be.`,
    measure: "CPU at the peak",
    tiles: tilesOf(holdings, free, (value) => percentText(value, 1)),
  };
}
