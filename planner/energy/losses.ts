/**
 * Losses of the stages power passes on its way to the hosts (PDU, UPS): a share without load, one that grows with the
 * load and one with its square. A stage of two paths (2N) halves the load on each. Leaves out: how a stage's losses
 * change with temperature, battery charging, and switching paths off at low load.
 */
import { type Fact, type Facts, assumed, fact } from "#models/fact.ts";
import { WATTS_PER_KW } from "#models/units.ts";
import type { Losses, UPS_KINDS } from "../contract/index.ts";

type UpsKind = (typeof UPS_KINDS)[number];

const FORM = "form as in a maker's note on losses (ups-losses); the coefficients are planning values";

const LEGACY: Losses = { noLoadRatio: 0.04, proportionalRatio: 0.025, squareRatio: 0.015 };
const MODERN: Losses = { noLoadRatio: 0.015, proportionalRatio: 0.015, squareRatio: 0.01 };

/** Loss curves of a UPS by name, as shares of its rating: 90 % (legacy) and 95 % (modern) efficient at half load. */
export const UPS_LOSSES: Readonly<Record<UpsKind, Losses>> = { legacy: LEGACY, modern: MODERN };

/** The UPS taken where a request has one and does not say which. */
export const DEFAULT_UPS_KIND: UpsKind = "modern";

/** Losses of a PDU with a transformer, where a request has one and gives none. */
export const PDU_LOSSES: Losses = { noLoadRatio: 0.015, proportionalRatio: 0, squareRatio: 0.01 };

/** Load at the peak that a stage is rated for where a request does not give its rating. */
export const RATED_LOAD: Fact<number> = fact(
  0.8,
  "of the rating",
  assumed("a stage is bought so that the peak loads it to 80 %; with two paths each alone can carry the peak so"),
);

/** A stage as it stands in the room. */
export interface SizedStage {
  readonly losses: Losses;
  readonly paths: number;
  /** Rating of one path, W. */
  readonly ratingW: number;
}

/** What a request says of a stage. */
export interface StageChoice {
  readonly ratingKW?: number | undefined;
  readonly paths: number;
}

/** The stage with its rating: the given one, or what a peak needs at {@link RATED_LOAD}. @param peakW through the stage */
export function sizedStage(choice: StageChoice, losses: Losses, peakW: number): SizedStage {
  const ratingW = choice.ratingKW === undefined ? peakW / RATED_LOAD.value : choice.ratingKW * WATTS_PER_KW;
  return { losses, paths: choice.paths, ratingW };
}

/** Load of one path over its rating; above 1 where the rating does not suffice. @param throughW of all paths together */
export const loadOf = (stage: SizedStage, throughW: number): number =>
  stage.ratingW === 0 ? 0 : throughW / (stage.paths * stage.ratingW);

/** Watts lost in a stage that passes on `throughW` watts. */
export function lossW(stage: SizedStage, throughW: number): number {
  const { noLoadRatio, proportionalRatio, squareRatio } = stage.losses;
  const load = loadOf(stage, throughW);
  return stage.paths * stage.ratingW * (noLoadRatio + proportionalRatio * load + squareRatio * load ** 2);
}

/** The losses as facts under a prefix. */
export function lossFacts(prefix: string, losses: Losses): Facts {
  const row = (value: number, what: string) => fact(value, "of the rating", assumed(FORM), what);
  return {
    [`${prefix}.noLoad`]: row(losses.noLoadRatio, "lost without any load"),
    [`${prefix}.proportional`]: row(losses.proportionalRatio, "times the load"),
    [`${prefix}.square`]: row(losses.squareRatio, "times the square of the load"),
  };
}
