/**
 * Draw of one host at a load: a published curve is read between its eleven points along straight lines (SPEC gives no
 * finer ones); where only idle and maximum are known, one straight line, or two for machines of 2012 and later.
 * Leaves out: power states, temperature, supplies at part load; a host that is off draws nothing and is not asked.
 */
import type { HostPower } from "../contract/index.ts";
import { p10OverPeak } from "./power-by-year.ts";

/** Points of a curve lie this share of full load apart. */
const POINTS_PER_FULL_LOAD = 10;
/** Where the two pieces meet. */
const BEND_RATIO = 0.1;

const between = (from: number, to: number, ratio: number): number => from + (to - from) * ratio;

function onCurve(watts: readonly number[], load: number): number {
  const position = load * POINTS_PER_FULL_LOAD;
  const left = Math.min(Math.floor(position), watts.length - 2);
  const [low, high] = [watts[left], watts[left + 1]];
  if (low === undefined || high === undefined) throw new Error(`a power curve needs 11 points, found ${watts.length}`);
  return position - left === 1 ? high : between(low, high, position - left);
}

function onTwoEnds(ends: { readonly idleW: number; readonly maxW: number }, load: number, year?: number): number {
  const share = year === undefined ? undefined : p10OverPeak(year);
  if (share === undefined) return between(ends.idleW, ends.maxW, load);
  const bendW = Math.min(Math.max(share.value * ends.maxW, ends.idleW), ends.maxW);
  return load <= BEND_RATIO
    ? between(ends.idleW, bendW, load / BEND_RATIO)
    : between(bendW, ends.maxW, (load - BEND_RATIO) / (1 - BEND_RATIO));
}

/**
 * Watts a host draws at a load.
 * @param loadRatio share of its cores in use, ≥ 0; above 1 counts as 1, since a host cannot work harder than fully
 * @param year of the host: from 2012 on, two known ends are joined over the year's usual draw at 10 % load
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
