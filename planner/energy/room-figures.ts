/**
 * What must be cooled and fed: heat, air and cooling units at the peak, the supply air against its class, and the power
 * from the hosts outwards. Of the racks themselves nothing: that is the room of planner/room.
 */
import { type Fact, assumed, fact } from "#models/fact.ts";
import { WATTS_PER_KW } from "#models/units.ts";
import type { Facility, PlanRoom } from "../contract/index.ts";
import { amount, ratio } from "../rounding.ts";
import { type ChainPower, type SizedChain, chainPower, sizedChain } from "./chain.ts";
import { airflowCfm, btuPerHour, coolingTons, cubicMetresPerHour } from "./cooling.ts";
import { inletOf } from "./inlet.ts";
import { type SizedStage, loadOf } from "./losses.ts";

/** What the air warms up by in the hosts where a request does not say it. */
export const DEFAULT_AIR_RISE_C: Fact<number> = fact(
  11,
  "°C",
  assumed("about 20 °F through a server, a usual planning value; facility.airRiseC says another"),
);

/** Parts of the chain that add power, in the order it flows, hosts first. */
const PARTS = [
  ["it", "itW"],
  ["pdu", "pduW"],
  ["ups", "upsW"],
  ["cooling", "coolingW"],
  ["other", "otherW"],
  ["facility", "facilityW"],
] as const;

type Stage = (typeof PARTS)[number][0];

/** Is this part of the facility told apart? By PUE everything beside IT is one. */
function isTold(stage: Stage, chain: SizedChain): boolean {
  const { facility } = chain;
  switch (stage) {
    case "it":
    case "facility":
      return true;
    case "pdu":
      return chain.pdu !== undefined;
    case "ups":
      return chain.ups !== undefined;
    case "cooling":
      return facility.cooling === "cop";
    case "other":
      return facility.cooling === "pue" || facility.otherRatio !== undefined;
  }
}

/** Rating of one path, and its load at the peak. */
function ratingOf(stage: SizedStage | undefined, throughW: number): object {
  return stage === undefined
    ? {}
    : { ratingKW: amount(stage.ratingW / WATTS_PER_KW), peakLoadRatio: ratio(loadOf(stage, throughW)) };
}

function chainRows(chain: SizedChain, perSlotW: ArrayLike<number>, peak: ChainPower): PlanRoom["chain"] {
  const powers = Array.from(perSlotW, (watts) => chainPower(chain, watts));
  return PARTS.flatMap(([stage, key]) => {
    if (!isTold(stage, chain)) return [];
    const meanW = powers.reduce((sum, power) => sum + power[key], 0) / powers.length;
    const sized = stage === "pdu" ? chain.pdu : stage === "ups" ? chain.ups : undefined;
    const throughW = stage === "ups" ? peak.itW + peak.pduW : peak.itW;
    return [{ stage, meanW: amount(meanW), peakW: amount(peak[key]), ...ratingOf(sized, throughW) }];
  });
}

/** Floats that differ by less are the same number of units. */
const SAME_UNITS = 1e-9;

/** Cooling units for a heat: those that carry it, and with the spares. */
function unitsFor(heatW: number, units: Facility["coolingUnits"]): Partial<PlanRoom["cooling"]> {
  if (units === undefined) return {};
  const unitsNeeded = Math.max(0, Math.ceil(heatW / (units.capacityKW * WATTS_PER_KW) - SAME_UNITS));
  return {
    unitKW: units.capacityKW,
    unitsNeeded,
    unitsWithSpares: unitsNeeded === 0 ? 0 : unitsNeeded + units.spare,
    ...(units.installed === undefined ? {} : { unitsInstalled: units.installed }),
  };
}

/**
 * Cooling, supply air and power chain of hosts.
 * @param draw.perSlotW watts of all hosts together in every slot, ≥ 1 slot
 * @returns rounded as results are. Heat is that of the peak; a chain's parts add up to its facility
 * @throws Error when there is no slot
 */
export function roomFigures(
  draw: { readonly perSlotW: readonly number[] },
  facility: Facility,
): Pick<PlanRoom, "cooling" | "inlet" | "chain"> {
  const { perSlotW } = draw;
  if (perSlotW.length === 0) throw new Error("0 slots: at least 1 is needed");
  const peakW = perSlotW.reduce((most, watts) => Math.max(most, watts), 0);
  const chain = sizedChain(facility, peakW);
  const peak = chainPower(chain, peakW);
  const heat = btuPerHour(peak.heatW);
  const airRiseC = facility.airRiseC ?? DEFAULT_AIR_RISE_C.value;
  const cfm = airflowCfm(peak.heatW, airRiseC);
  return {
    cooling: {
      heatW: amount(peak.heatW),
      btuPerHour: amount(heat),
      tons: amount(coolingTons(heat)),
      airRiseC,
      airflowM3PerHour: amount(cubicMetresPerHour(cfm)),
      airflowCfm: amount(cfm),
      ...unitsFor(peak.heatW, facility.coolingUnits),
    },
    ...(facility.supplyAirC === undefined ? {} : { inlet: inletOf(facility.supplyAirC, facility.inletClass) }),
    chain: chainRows(chain, perSlotW, peak),
  };
}
