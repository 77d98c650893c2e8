/** Everything the energy room knows of the world, used by a plan or not, by id: for the pages that list it. */
import { type Facts, fact } from "#models/fact.ts";
import { INLET_CLASSES, UPS_KINDS } from "../contract/index.ts";
import { DEFAULT_GRAMS_PER_KWH } from "./carbon.ts";
import { CFM_PER_WATT_PER_F, COP_FACTS, HEAT_FACTS } from "./cooling.ts";
import { LOSSES_IN_ROOM } from "./facility-facts.ts";
import { INLET_LIMITS } from "./inlet.ts";
import { PDU_LOSSES, RATED_LOAD, UPS_LOSSES, lossFacts } from "./losses.ts";
import { CONCAVE_EXPONENT, POWER_BY_YEAR } from "./power-by-year.ts";
import { PUE_BY_YEAR } from "./pue-by-year.ts";
import { DEFAULT_AIR_RISE_C } from "./room-figures.ts";

const powerFacts: Facts = Object.fromEntries(
  [...POWER_BY_YEAR].flatMap(([year, { value, source }]) => {
    const { results, lineError, concaveError, twoPieceError, p10OverPeak } = value;
    const note = `median of ${results} results`;
    const error = (of: number) => fact(of, "% of full draw, RMS", source, note);
    return [
      [`power.${year}.line`, error(lineError)],
      [`power.${year}.concave`, error(concaveError)],
      [`power.${year}.twoPiece`, error(twoPieceError)],
      [`power.${year}.p10OverPeak`, fact(p10OverPeak, "of full draw", source, note)],
    ];
  }),
);

const inletFacts: Facts = Object.fromEntries(
  INLET_CLASSES.flatMap((one) => {
    const { value, source } = INLET_LIMITS[one];
    return [
      [`inlet.${one}.min`, fact(value.minC, "°C", source)],
      [`inlet.${one}.max`, fact(value.maxC, "°C", source)],
    ];
  }),
);

/** Facts of draw, chain, cooling, air and carbon. */
export const ENERGY_FACTS: Facts = {
  ...HEAT_FACTS,
  ...COP_FACTS,
  "energy.air.cfmPerWatt": CFM_PER_WATT_PER_F,
  "energy.air.rise": DEFAULT_AIR_RISE_C,
  "energy.chain.lossesInRoom": LOSSES_IN_ROOM,
  "energy.stage.ratedLoad": RATED_LOAD,
  ...Object.assign({}, ...UPS_KINDS.map((kind) => lossFacts(`energy.ups.${kind}`, UPS_LOSSES[kind]))),
  ...lossFacts("energy.pdu", PDU_LOSSES),
  "energy.grid.default": DEFAULT_GRAMS_PER_KWH,
  ...inletFacts,
  ...Object.fromEntries([...PUE_BY_YEAR].map(([year, pue]) => [`pue.${year}`, { ...pue, unit: "" }])),
  "power.concave.exponent": CONCAVE_EXPONENT,
  ...powerFacts,
};
