/** The facts of the world that facility figures rest on; what the user said himself is not among them. */
import { type Fact, type Facts, assumed, fact, parseSource } from "#models/fact.ts";
import type { Facility } from "../contract/index.ts";
import { DEFAULT_GRAMS_PER_KWH, type GridList, gridOf } from "./carbon.ts";
import { CFM_PER_WATT_PER_F, COP_FACTS, HEAT_FACTS } from "./cooling.ts";
import { DEFAULT_INLET_CLASS, INLET_LIMITS } from "./inlet.ts";
import { DEFAULT_UPS_KIND, PDU_LOSSES, RATED_LOAD, UPS_LOSSES, lossFacts } from "./losses.ts";
import { LATEST_PUE_YEAR, pueOfYear } from "./pue-by-year.ts";
import { DEFAULT_AIR_RISE_C } from "./room-figures.ts";

/** Where the losses of PDU and UPS turn to heat. */
export const LOSSES_IN_ROOM: Fact<boolean> = fact(
  true,
  "",
  assumed("PDU and UPS stand in the cooled room, so their losses are cooled with the hosts' heat"),
);

/** The survey's PUE, where the request is reckoned with just that. */
function pueFacts(pue: number): Facts {
  const survey = pueOfYear(LATEST_PUE_YEAR);
  if (survey.value !== pue) return {};
  return { "energy.pue": { ...survey, unit: "", note: `${survey.note ?? ""}, ${LATEST_PUE_YEAR}` } };
}

function upsFacts(ups: Extract<Facility, { cooling: "cop" }>["ups"]): Facts {
  if (ups === undefined || typeof ups.losses === "object") return {};
  const kind = ups.losses ?? DEFAULT_UPS_KIND;
  const said = ups.losses === undefined ? { "energy.ups.kind": fact(kind, "", assumed("no losses given")) } : {};
  return { ...said, ...lossFacts(`energy.ups.${kind}`, UPS_LOSSES[kind]) };
}

function chainFacts(facility: Extract<Facility, { cooling: "cop" }>): Facts {
  const { ups, pdu } = facility;
  const stages = [ups, pdu].filter((stage) => stage !== undefined);
  return {
    ...COP_FACTS,
    ...upsFacts(ups),
    ...(pdu !== undefined && pdu.losses === undefined ? lossFacts("energy.pdu", PDU_LOSSES) : {}),
    ...(stages.some(({ ratingKW }) => ratingKW === undefined) ? { "energy.stage.ratedLoad": RATED_LOAD } : {}),
    ...(stages.length > 0 ? { "energy.chain.lossesInRoom": LOSSES_IN_ROOM } : {}),
  };
}

function inletFacts({ supplyAirC, inletClass = DEFAULT_INLET_CLASS }: Facility): Facts {
  if (supplyAirC === undefined) return {};
  const { value, source } = INLET_LIMITS[inletClass];
  return {
    [`energy.inlet.${inletClass}.min`]: fact(value.minC, "°C", source),
    [`energy.inlet.${inletClass}.max`]: fact(value.maxC, "°C", source),
  };
}

function carbonFacts(facility: Facility, list: GridList): Facts {
  if (facility.carbon === undefined) return { "energy.grid.default": DEFAULT_GRAMS_PER_KWH };
  const grid = gridOf(facility, list);
  if (grid === undefined) return {};
  const { value, source, note } = grid.gramsPerKWh;
  const told = note === undefined ? grid.title : `${grid.title}; ${note}`;
  return { [`energy.grid.${grid.id}`]: fact(value, "gCO2e/kWh", parseSource(source), told) };
}

/** Every default and constant the figures of this facility rest on, by id. @param context the grids that may be named */
export function facilityFacts(facility: Facility, context: GridList = {}): Facts {
  return {
    ...HEAT_FACTS,
    ...(facility.cooling === "pue" ? pueFacts(facility.pue) : chainFacts(facility)),
    "energy.air.cfmPerWatt": CFM_PER_WATT_PER_F,
    ...(facility.airRiseC === undefined ? { "energy.air.rise": DEFAULT_AIR_RISE_C } : {}),
    ...inletFacts(facility),
    ...carbonFacts(facility, context),
  };
}
