/**
 * From the draw of the hosts to the draw of the facility, for every slot by itself because losses are not linear: by PUE
 * (everything beside IT in one factor), or by parts: PDU, UPS, cooling, other. All heat of the chain is taken to stay in
 * the cooled room: the hosts' and the losses of PDU and UPS; cooling and other draw stand before the UPS. Leaves out: UPS
 * in rooms of their own, outside air, part load of chillers.
 */
import type { Facility } from "../contract/index.ts";
import { copAt } from "./cooling.ts";
import { DEFAULT_UPS_KIND, PDU_LOSSES, type SizedStage, UPS_LOSSES, loadOf, lossW, sizedStage } from "./losses.ts";

type ByParts = Extract<Facility, { cooling: "cop" }>;

/** The facility's stages with their ratings known. */
export interface SizedChain {
  readonly facility: Facility;
  readonly pdu?: SizedStage;
  readonly ups?: SizedStage;
}

/** Losses of the UPS a request has. */
export function upsLosses(ups: NonNullable<ByParts["ups"]>): SizedStage["losses"] {
  const chosen = ups.losses ?? DEFAULT_UPS_KIND;
  return typeof chosen === "string" ? UPS_LOSSES[chosen] : chosen;
}

/**
 * The chain that feeds hosts of a given peak.
 * @param peakW highest draw of IT, ≥ 0: what stages without a rating of their own are rated for
 */
export function sizedChain(facility: Facility, peakW: number): SizedChain {
  if (facility.cooling === "pue") return { facility };
  const { pdu: pduChoice, ups: upsChoice } = facility;
  const pdu = pduChoice && sizedStage(pduChoice, pduChoice.losses ?? PDU_LOSSES, peakW);
  const beforePduW = peakW + (pdu === undefined ? 0 : lossW(pdu, peakW));
  const ups = upsChoice && sizedStage(upsChoice, upsLosses(upsChoice), beforePduW);
  return { facility, ...(pdu === undefined ? {} : { pdu }), ...(ups === undefined ? {} : { ups }) };
}

/** What each part of the facility draws, W; `facilityW` is the sum of all parts, `heatW` what must be cooled away. */
export interface ChainPower {
  readonly itW: number;
  readonly pduW: number;
  readonly upsW: number;
  readonly coolingW: number;
  readonly otherW: number;
  readonly facilityW: number;
  readonly heatW: number;
  /** Load of one path over its rating, where the stage is there. */
  readonly pduLoad: number;
  readonly upsLoad: number;
}

/**
 * The parts of the facility's draw at a draw of IT. By PUE all beside IT is `otherW` and the heat is that of IT.
 * @param itW watts of all hosts, ≥ 0
 */
export function chainPower(chain: SizedChain, itW: number): ChainPower {
  const { facility, pdu, ups } = chain;
  if (facility.cooling === "pue") {
    const facilityW = itW * facility.pue;
    const none = { pduW: 0, upsW: 0, coolingW: 0, pduLoad: 0, upsLoad: 0 };
    return { itW, ...none, otherW: facilityW - itW, facilityW, heatW: itW };
  }
  const pduW = pdu === undefined ? 0 : lossW(pdu, itW);
  const upsW = ups === undefined ? 0 : lossW(ups, itW + pduW);
  const heatW = itW + pduW + upsW;
  const coolingW = heatW / copAt(facility.supplyAirC);
  const otherW = itW * (facility.otherRatio ?? 0);
  return {
    itW,
    pduW,
    upsW,
    coolingW,
    otherW,
    facilityW: heatW + coolingW + otherW,
    heatW,
    pduLoad: pdu === undefined ? 0 : loadOf(pdu, itW),
    upsLoad: ups === undefined ? 0 : loadOf(ups, itW + pduW),
  };
}

/** Watts of the facility at a draw of IT: {@link chainPower} without its parts, for loops over slots. */
export function chainWatts(chain: SizedChain, itW: number): number {
  const { facility, pdu, ups } = chain;
  if (facility.cooling === "pue") return itW * facility.pue;
  const afterUpsW = itW + (pdu === undefined ? 0 : lossW(pdu, itW));
  const heatW = afterUpsW + (ups === undefined ? 0 : lossW(ups, afterUpsW));
  return heatW + heatW / copAt(facility.supplyAirC) + itW * (facility.otherRatio ?? 0);
}

/**
 * Watts of the facility for a draw of IT.
 * @param ratedForW highest draw of IT, which stages without a rating are rated for; left out = this draw is the highest
 */
export function facilityWatts(itW: number, facility: Facility, ratedForW = itW): number {
  return chainWatts(sizedChain(facility, ratedForW), itW);
}

/** Watts of the facility in every slot, and the highest; the stages are rated for the highest draw of IT. */
export function facilityPerSlot(perSlotW: ArrayLike<number>, facility: Facility): Float64Array {
  let peakW = 0;
  for (let s = 0; s < perSlotW.length; s++) peakW = Math.max(peakW, perSlotW[s] ?? 0);
  const chain = sizedChain(facility, peakW);
  return Float64Array.from(perSlotW, (watts) => chainWatts(chain, watts));
}

/** Halvings until a watt in a million megawatts is told apart from its neighbours. */
const HALVINGS = 64;

/**
 * The highest peak of IT whose heat, with the losses that stay in the room, does not exceed a cooling: 0 where even the
 * losses without load do. Infinite for an infinite cooling.
 */
export function itWattsForHeat(heatW: number, facility: Facility): number {
  const heatAt = (itW: number) => chainPower(sizedChain(facility, itW), itW).heatW;
  // Heat is never below the draw of IT, so the answer lies between 0 and the cooling itself.
  if (!Number.isFinite(heatW) || heatAt(heatW) <= heatW) return heatW;
  let [low, high] = [0, heatW];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (heatAt(middle) <= heatW) low = middle;
    else high = middle;
  }
  return low;
}

/** The factor a report names beside its facility figures: the PUE itself, or the coefficient of performance. */
export function facilityFactor(facility: Facility): number {
  switch (facility.cooling) {
    case "pue":
      return facility.pue;
    case "cop":
      return copAt(facility.supplyAirC);
  }
}
