/**
 * Columns of a picture: one per slot while they fit, otherwise several slots folded into one. Folding keeps the highest
 * moment, so a picture never hides a peak.
 */
import type { PlanHost, Slots } from "../contract/index.ts";
import { type SlotDay, slotDays, slotLabel } from "./slots.ts";

/** Most columns of a picture: two weeks of hours. */
export const MOST_COLUMNS = 336;

export interface Columns {
  readonly slots: Slots;
  readonly count: number;
  readonly slotsPerColumn: number;
  /** When each column begins. */
  readonly labels: readonly string[];
  /** Days, counted in columns; a day that begins inside a column begins with it. */
  readonly days: readonly SlotDay[];
}

/** The columns for a plan's slots. */
export function columnsOf(slots: Slots): Columns {
  const slotsPerColumn = Math.ceil(slots.count / MOST_COLUMNS);
  const count = Math.ceil(slots.count / slotsPerColumn);
  const labels = Array.from({ length: count }, (_, column) => slotLabel(slots, column * slotsPerColumn));
  const folded: Slots = { ...slots, minutes: slots.minutes * slotsPerColumn, count };
  return { slots, count, slotsPerColumn, labels, days: slotDays(folded) };
}

/** Index of the highest value; 0 for an empty array; the first one of equals. */
export function indexOfHighest(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

/** Per column, the slot in which `total` is highest. */
export function slotOfColumns(columns: Columns, total: readonly number[]): readonly number[] {
  return Array.from({ length: columns.count }, (_, column) => {
    const from = column * columns.slotsPerColumn;
    return from + indexOfHighest(total.slice(from, from + columns.slotsPerColumn));
  });
}

/** Highest, mean and the slot of the highest of a host's CPU. */
export function cpuOf(host: PlanHost): {
  readonly peakRatio: number;
  readonly peakSlot: number;
  readonly meanRatio: number;
} {
  const peakSlot = indexOfHighest(host.cpuRatio);
  const sum = host.cpuRatio.reduce((total, ratio) => total + ratio, 0);
  return {
    peakRatio: host.cpuRatio[peakSlot] ?? 0,
    peakSlot,
    meanRatio: host.cpuRatio.length === 0 ? 0 : sum / host.cpuRatio.length,
  };
}

/** A short label for every host: "host 3" under one target, "type/3" while types are unique, otherwise the id itself. */
export function hostLabels(hosts: readonly Pick<PlanHost, "id" | "target" | "hostType">[]): (id: string) => string {
  const targets = new Set(hosts.map((host) => host.target));
  const types = new Set(hosts.map((host) => host.hostType));
  const typeOf = new Map(hosts.map((host) => [host.id, host.hostType]));
  return (id) => {
    const number = id.slice(id.lastIndexOf("/") + 1);
    if (targets.size === 1) return `host ${number}`;
    return types.size === targets.size ? `${typeOf.get(id) ?? id}/${number}` : id;
  };
}
