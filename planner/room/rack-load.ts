/**
 * Racks while they are filled: sums in whole parts, and whether one more host fits. The same sums for the room's cooling,
 * which is one place for all.
 */
import { PARTS, type RackRoom, parts } from "./rack-problem.ts";
import type { Standing } from "./standing.ts";

/** Draw of hosts added up slot by slot, in parts, against a limit. */
export class HeatSum {
  readonly limit: number;
  readonly sums: Float64Array;

  constructor(limit: number, slots: number) {
    this.limit = limit;
    this.sums = new Float64Array(slots);
  }
  fits({ drawW }: Standing): boolean {
    if (this.limit === Infinity) return true;
    for (let s = 0; s < this.sums.length; s++) if (this.sums[s]! + parts(drawW[s]!) > this.limit) return false;
    return true;
  }
  /** Sums are kept only where there is a limit. */
  add({ drawW }: Standing): void {
    if (this.limit === Infinity) return;
    for (let s = 0; s < this.sums.length; s++) this.sums[s]! += parts(drawW[s]!);
  }
}

/** Highest sum with one more host, in watts; only where there is a limit. */
export const peakWith = ({ sums }: HeatSum, { drawW }: Standing): number =>
  sums.reduce((top, sum, s) => Math.max(top, sum + parts(drawW[s]!)), 0) / PARTS;

/** One rack and what stands in it. */
export class RackLoad {
  readonly name: string | undefined;
  readonly hosts: Standing[] = [];
  readonly #room: RackRoom;
  readonly #heat: HeatSum;
  #units = 0;
  #planned = 0;
  #weight = 0;

  constructor(room: RackRoom, slots: number, name?: string) {
    this.#room = room;
    this.#heat = new HeatSum(room.heat, slots);
    this.name = name;
  }
  /** May the host join? A host of a named rack joins that one only. */
  fits(host: Standing): boolean {
    if (host.rack !== undefined && host.rack !== this.name) return false;
    return (
      this.#units + parts(host.units) <= this.#room.units &&
      this.#planned + parts(host.plannedW) <= this.#room.feed &&
      this.#weight + parts(host.kg ?? 0) <= this.#room.weight &&
      this.#heat.fits(host)
    );
  }
  add(host: Standing): void {
    this.hosts.push(host);
    this.#units += parts(host.units);
    this.#planned += parts(host.plannedW);
    this.#weight += parts(host.kg ?? 0);
    this.#heat.add(host);
  }
}

/** Share of a rack that the host takes of what it takes most of. */
export const shareOf = (host: Standing, room: RackRoom): number =>
  Math.max(
    parts(host.units) / room.units,
    parts(host.plannedW) / room.feed,
    parts(host.kg ?? 0) / room.weight,
    parts(host.peakW) / room.heat,
  );
