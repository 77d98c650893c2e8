/**
 * Racks as bins of a packing problem: units, planned draw and weight are constants, heat changes over the slots. Whole
 * numbers throughout (thousandths), so that what packs holds exactly. Heat is left out where the feed keeps it below
 * its limit anyway. A rack's floor limit is a heat limit by another name: the lower of the two counts.
 */
import type { PackProblem } from "../pack/index.ts";
import type { RoomCapacity } from "./capacity.ts";
import type { Measured } from "./standing.ts";

/** Parts per unit, watt and kilogram. */
export const PARTS = 1000;
/** Slack in parts, so that an exact fit stays one. */
const SLACK = 1e-6;

/** An amount in whole parts. */
export const parts = (value: number): number => Math.round(value * PARTS);
const down = (value: number): number => (Number.isFinite(value) ? Math.floor(value * PARTS + SLACK) : value);

/** What one rack holds in parts: units, planned draw, weight; and heat in every slot. */
export interface RackRoom {
  readonly units: number;
  readonly feed: number;
  readonly weight: number;
  readonly heat: number;
  /** Which of the two limits on heat is the lower one. */
  readonly heatBy: "heat" | "floor";
}

/** The limits of one rack as whole numbers, as far as they can bind for these hosts. */
export function rackRoom(capacity: RoomCapacity, hosts: readonly Measured[]): RackRoom {
  const floorW = capacity.maxWPerM2 * capacity.areaM2;
  const feed = down(capacity.feedW);
  const heat = down(Math.min(capacity.maxHeatW, floorW));
  const isFedFirst = heat >= feed && hosts.every(({ peakW, plannedW }) => peakW <= plannedW);
  return {
    units: down(capacity.rackUnits - capacity.reservedUnits),
    feed,
    weight: down(capacity.maxKg),
    heat: isFedFirst ? Infinity : heat,
    heatBy: floorW < capacity.maxHeatW ? "floor" : "heat",
  };
}

/**
 * The racking of these hosts as a problem.
 * @param maxRacks racks there are; Infinity = as many as needed
 */
export function rackProblem(hosts: readonly Measured[], room: RackRoom, maxRacks: number): PackProblem {
  const hasHeat = Number.isFinite(room.heat);
  const slots = hasHeat ? (hosts[0]?.drawW.length ?? 1) : 1;
  const constant = ["units", "feed", "weight"];
  const claim = new Float64Array(hosts.length * constant.length);
  const demand = new Float64Array(hasHeat ? hosts.length * slots : 0);
  for (const [item, { units, plannedW, kg = 0, drawW }] of hosts.entries()) {
    claim.set([parts(units), parts(plannedW), parts(kg)], item * constant.length);
    if (hasHeat) for (let s = 0; s < slots; s++) demand[item * slots + s] = parts(drawW[s]!);
  }
  return {
    items: hosts.length,
    slots,
    varying: hasHeat ? [room.heatBy] : [],
    constant,
    rules: [],
    types: [
      {
        id: "rack",
        maxBins: maxRacks,
        cost: 1,
        capacity: Float64Array.from(hasHeat ? [room.heat] : []),
        room: Float64Array.of(room.units, room.feed, room.weight),
        demand: hasHeat ? [demand] : [],
        claim,
        eligible: new Uint8Array(hosts.length).fill(1),
      },
    ],
  };
}
