/**
 * What the judge of a room works with: the plan's hosts measured anew from their types, and sums over sets of them in
 * plain floats. Shares nothing with packing.
 */
import type { Facility, HostType } from "../contract/index.ts";
import { wattsAt } from "../energy/index.ts";
import { amount } from "../rounding.ts";
import { type RoomCapacity, roomCapacity } from "./capacity.ts";
import type { HostToRack, Measured } from "./standing.ts";

/** A fault of a room. */
export interface RoomViolation {
  readonly code: string;
  /** Host, rack or field. */
  readonly subject: string;
  readonly detail: string;
}

/** Where hosts stand: the facility, and who must stand in which rack by name. */
export interface RoomQuestion {
  readonly facility: Facility;
  readonly racks?: ReadonlyMap<string, string>;
}

/** What is asked, measured. */
export interface JudgedRoom {
  readonly capacity: RoomCapacity;
  /** Hosts of known height by id, in the plan's order; all others by name. */
  readonly known: ReadonlyMap<string, Measured>;
  readonly unknown: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** A fault in three words. */
export const fault = (code: string, subject: string, detail: string): RoomViolation => ({ code, subject, detail });

/** Results are rounded to thousandths. */
const SLACK = 1.1e-3;
const SHARE = 1e-9;
/** The same but for rounding? */
export const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= SLACK + SHARE * Math.abs(b);
/** More than there is, roundings of floats aside? */
export const isAbove = (needs: number, has: number): boolean => needs > has + SHARE * Math.max(1, has);

/** Measure the hosts from their types. */
export function judgedRoom(
  hosts: readonly HostToRack[],
  types: ReadonlyMap<string, HostType>,
  { facility, racks = new Map() }: RoomQuestion,
): JudgedRoom {
  const capacity = roomCapacity(facility);
  const known = new Map<string, Measured>();
  const unknown = new Set<string>();
  for (const { id, hostType, drawW } of hosts) {
    const type = types.get(hostType);
    if (type?.rackUnits === undefined) {
      unknown.add(id);
      continue;
    }
    const rack = racks.get(id);
    const fullW = amount(wattsAt(type.power, 1, type.year));
    const peakW = amount(Math.max(0, ...drawW));
    known.set(id, {
      id,
      units: amount(type.rackUnits.value),
      fullW,
      plannedW: amount(Math.max(peakW, fullW * capacity.rackRatio)),
      drawW: drawW.map(amount),
      peakW,
      ...(type.weightKg === undefined ? {} : { kg: amount(type.weightKg.value) }),
      ...(rack === undefined ? {} : { rack }),
    });
  }
  return { capacity, known, unknown, names: new Set(racks.values()) };
}

/** What hosts come to together. */
export interface Sums {
  units: number;
  fullW: number;
  plannedW: number;
  kg: number;
  isWeighed: boolean;
  readonly perSlotW: number[];
}

/** Nothing yet. */
export const noSums = (): Sums => ({ units: 0, fullW: 0, plannedW: 0, kg: 0, isWeighed: true, perSlotW: [] });

/** Add a host to the sums. */
export function addTo(sums: Sums, host: Measured): void {
  sums.units += host.units;
  sums.fullW += host.fullW;
  sums.plannedW += host.plannedW;
  sums.kg += host.kg ?? 0;
  sums.isWeighed &&= host.kg !== undefined;
  for (const [slot, watts] of host.drawW.entries()) sums.perSlotW[slot] = (sums.perSlotW[slot] ?? 0) + watts;
}

/** Sums over these hosts. */
export function sumsOf(hosts: readonly Measured[]): Sums {
  const sums = noSums();
  for (const host of hosts) addTo(sums, host);
  return sums;
}

/** Highest draw over the slots, with one more host if given. */
export function peakOfSums({ perSlotW }: Sums, more?: Measured): number {
  const slots = (more?.drawW ?? perSlotW).length;
  let peak = 0;
  for (let s = 0; s < slots; s++) peak = Math.max(peak, (perSlotW[s] ?? 0) + (more?.drawW[s] ?? 0));
  return peak;
}
