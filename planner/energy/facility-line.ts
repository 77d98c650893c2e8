/**
 * A straight line below the facility's draw over the draw of IT, for bounds and for packing prices, which must be linear
 * in watts. Losses are convex in the load: a tangent never lies above them. Where a stage's rating follows the peak, its
 * losses scale with the whole profile, and the least share it can ever lose is a line through the origin.
 */
import type { Facility, Losses } from "../contract/index.ts";
import { upsLosses } from "./chain.ts";
import { copAt } from "./cooling.ts";
import { PDU_LOSSES, RATED_LOAD, type StageChoice, lossW, sizedStage } from "./losses.ts";

/** facility W ≥ constantW + perW × IT W, in every slot of every plan. */
export interface FacilityLine {
  readonly constantW: number;
  readonly perW: number;
}

/** Least loss per watt passed on, over all loads up to the rated one. */
function leastShare({ noLoadRatio, proportionalRatio, squareRatio }: Losses, mostLoad: number): number {
  if (noLoadRatio === 0) return proportionalRatio;
  const load = Math.min(Math.sqrt(noLoadRatio / squareRatio), mostLoad);
  return noLoadRatio / load + proportionalRatio + squareRatio * load;
}

/** Line below what a stage takes in, over what it passes on. */
function stageLine(choice: StageChoice, losses: Losses, atW: number): FacilityLine {
  if (choice.ratingKW === undefined) {
    return { constantW: 0, perW: 1 + leastShare(losses, RATED_LOAD.value / choice.paths) };
  }
  const stage = sizedStage(choice, losses, atW);
  const perW = 1 + losses.proportionalRatio + (2 * losses.squareRatio * atW) / (stage.paths * stage.ratingW);
  return { constantW: atW + lossW(stage, atW) - perW * atW, perW };
}

/** The outer line over the inner one. */
const after = (inner: FacilityLine, outer: FacilityLine): FacilityLine => ({
  constantW: outer.constantW + outer.perW * inner.constantW,
  perW: outer.perW * inner.perW,
});

/**
 * A line that no plan's facility lies below.
 * @param atW draw of IT where the line touches, ≥ 0, e.g. the expected mean; 0 = the losses without load and the least
 *   slope there is. It touches only where ratings are given or there are no stages.
 */
export function facilityLine(facility: Facility, atW = 0): FacilityLine {
  if (facility.cooling === "pue") return { constantW: 0, perW: facility.pue };
  const { pdu, ups } = facility;
  let line: FacilityLine = { constantW: 0, perW: 1 };
  if (pdu !== undefined) line = after(line, stageLine(pdu, pdu.losses ?? PDU_LOSSES, atW));
  if (ups !== undefined) {
    line = after(line, stageLine(ups, upsLosses(ups), line.constantW + line.perW * atW));
  }
  const cooled = 1 + 1 / copAt(facility.supplyAirC);
  return { constantW: line.constantW * cooled, perW: line.perW * cooled + (facility.otherRatio ?? 0) };
}

/** Watts of the facility that one watt of IT adds at the least: the slope of {@link facilityLine} at no load. */
export const facilityWattsPerWatt = (facility: Facility): number => facilityLine(facility).perW;
