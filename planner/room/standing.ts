/**
 * The plan's hosts as things that stand somewhere: height, full draw, draw over time, weight, and the rack they must
 * share. Amounts are rounded to thousandths as in every result, so that packing by whole numbers is exact.
 */
import type { HostType, PlanHost } from "../contract/index.ts";
import { wattsAt } from "../energy/index.ts";
import { amount } from "../rounding.ts";
import { FRAME_UNITS } from "./facts.ts";

/** What racking asks of a host of the plan. */
export type HostToRack = Pick<PlanHost, "id" | "hostType" | "drawW"> & Partial<Pick<PlanHost, "role">>;

/** A host with a known height. */
export interface Measured {
  readonly id: string;
  /** Height in units of a rack. */
  readonly units: number;
  /** Draw at full load. */
  readonly fullW: number;
  /** What a rack's feed is planned for: full draw times the diversity, and never less than its own peak in the plan. */
  readonly plannedW: number;
  /** Draw per slot, and its highest. */
  readonly drawW: readonly number[];
  readonly peakW: number;
  /** Left out when not known: it then counts as nothing. */
  readonly kg?: number;
  /** The rack it must stand in. */
  readonly rack?: string;
}

/** The same with its place in the plan's list. */
export interface Standing extends Measured {
  readonly index: number;
  readonly isSpare: boolean;
}

/** Hosts by whether their height is known, in the plan's order. */
export interface Sorted {
  readonly standing: readonly Standing[];
  readonly withoutUnits: readonly string[];
}

/** Does it come in cabinets of its own? */
export const isFrame = ({ units }: Pick<Standing, "units">): boolean => units >= FRAME_UNITS.value;

/** Cabinets a machine of that height takes. */
export const framesOf = ({ units }: Pick<Standing, "units">): number => Math.ceil(units / FRAME_UNITS.value);

/** {@link Measured.plannedW} of a host. */
export const plannedFor = ({ fullW, peakW }: { readonly fullW: number; readonly peakW: number }, rackRatio: number) =>
  amount(Math.max(fullW * rackRatio, peakW));

/**
 * Look the hosts up in their types.
 * @param by.racks host id → rack it must stand in
 * @param by.rackRatio diversity that a rack's feed is planned with
 * @throws Error when hosts have different numbers of slots, or an id comes twice
 */
export function standingOf(
  hosts: readonly HostToRack[],
  types: ReadonlyMap<string, HostType>,
  { racks, rackRatio }: { readonly racks: ReadonlyMap<string, string>; readonly rackRatio: number },
): Sorted {
  const standing: Standing[] = [];
  const withoutUnits: string[] = [];
  const ids = new Set<string>();
  const slots = hosts[0]?.drawW.length ?? 0;
  for (const [index, { id, hostType, drawW, role }] of hosts.entries()) {
    if (ids.has(id)) throw new Error(`host ${id} is named twice`);
    if (drawW.length !== slots) throw new Error(`host ${id}: draw of ${drawW.length} slots, others have ${slots}`);
    ids.add(id);
    const type = types.get(hostType);
    if (type?.rackUnits === undefined) {
      withoutUnits.push(id);
      continue;
    }
    const rounded = drawW.map(amount);
    const fullW = amount(wattsAt(type.power, 1, type.year));
    const peakW = rounded.reduce((top, watts) => Math.max(top, watts), 0);
    const rack = racks.get(id);
    standing.push({
      id,
      index,
      isSpare: role === "spare",
      units: amount(type.rackUnits.value),
      fullW,
      plannedW: plannedFor({ fullW, peakW }, rackRatio),
      drawW: rounded,
      peakW,
      ...(type.weightKg === undefined ? {} : { kg: amount(type.weightKg.value) }),
      ...(rack === undefined ? {} : { rack }),
    });
  }
  return { standing, withoutUnits };
}
