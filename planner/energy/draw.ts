/**
 * Draw of one host at a load: a published curve is read between its eleven points along straight lines (SPEC gives no
 * finer ones); where only idle and full draw are known, by the shape that fits best for the host's year. Every model is
 * straight between tenths of full load, so eleven knots describe it whole. Never by nameplate. Leaves out: power states,
 * temperature, supplies at part load; a host that is off draws nothing and is not asked.
 */
import type { HostPower } from "../contract/index.ts";
import { shapeOfYear } from "./power-by-year.ts";

/** Points of a curve lie this share of full load apart. */
const POINTS_PER_FULL_LOAD = 10;
/** Where the two pieces meet. */
const BEND_RATIO = 0.1;

/** The two ends of a host's draw, in watts. */
export interface PowerEnds {
  readonly idleW: number;
  readonly maxW: number;
}

const between = (from: number, to: number, ratio: number): number => (ratio === 1 ? to : from + (to - from) * ratio);

function onCurve(watts: readonly number[], load: number): number {
  const position = load * POINTS_PER_FULL_LOAD;
  const left = Math.min(Math.floor(position), watts.length - 2);
  const [low, high] = [watts[left], watts[left + 1]];
  if (low === undefined || high === undefined) throw new Error(`a power curve needs 11 points, found ${watts.length}`);
  return between(low, high, position - left);
}

/**
 * Two straight pieces that meet at 10 % load. A host whose own ends put the straight line above the given bend keeps the
 * line: the year's machines idle lower than it does.
 * @param p10OverPeak draw at 10 % load over full draw, 0–1
 */
export function twoPieceWatts(ends: PowerEnds, loadRatio: number, p10OverPeak: number): number {
  const lineW = between(ends.idleW, ends.maxW, BEND_RATIO);
  const bendW = Math.min(Math.max(p10OverPeak * ends.maxW, lineW), ends.maxW);
  return loadRatio <= BEND_RATIO
    ? between(ends.idleW, bendW, loadRatio / BEND_RATIO)
    : between(bendW, ends.maxW, (loadRatio - BEND_RATIO) / (1 - BEND_RATIO));
}

/**
 * The concave form, idle + (max − idle)(2u − u^r), taken at the tenths of full load and straight between them.
 * @param exponent r, 1–2: at 1 the straight line
 */
export function concaveWatts(ends: PowerEnds, loadRatio: number, exponent: number): number {
  const position = loadRatio * POINTS_PER_FULL_LOAD;
  const left = Math.min(Math.floor(position), POINTS_PER_FULL_LOAD - 1);
  const at = (point: number): number => {
    const u = point / POINTS_PER_FULL_LOAD;
    return between(ends.idleW, ends.maxW, 2 * u - u ** exponent);
  };
  return between(at(left), at(left + 1), position - left);
}

function onTwoEnds(ends: PowerEnds, load: number, year?: number): number {
  if (year === undefined) return between(ends.idleW, ends.maxW, load);
  const shape = shapeOfYear(year);
  switch (shape.kind) {
    case "line":
      return between(ends.idleW, ends.maxW, load);
    case "two-piece":
      return twoPieceWatts(ends, load, shape.p10OverPeak);
    case "concave":
      return concaveWatts(ends, load, shape.exponent);
  }
}

/**
 * Watts a host draws at a load; never falls as the load rises.
 * @param loadRatio share of its cores in use, ≥ 0; above 1 counts as 1, since a host cannot work harder than fully
 * @param year of the host: two known ends are joined by the shape that fits that year best; without it by a line
 * @throws Error when the load is negative or not a number
 */
export function wattsAt(power: HostPower, loadRatio: number, year?: number): number {
  if (!(loadRatio >= 0)) throw new Error(`load ${loadRatio}: must be a ratio of 0 or more`);
  const load = Math.min(loadRatio, 1);
  switch (power.kind) {
    case "curve":
      return onCurve(power.watts.value, load);
    case "two-ends":
      return onTwoEnds({ idleW: power.idleW.value, maxW: power.maxW.value }, load, year);
  }
}
