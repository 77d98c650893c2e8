/**
 * Carbon of the facility's energy: grams of CO2e per kWh in every slot, from the request's own figures, a named grid, or
 * an assumed factor. Average factors of a grid, not what a change of load would cause there; losses of its lines are in
 * none of them.
 */
import { type Fact, assumed, fact } from "#models/fact.ts";
import type { Grid, PlanRequest, Slots, Tariff } from "../contract/index.ts";
import { pricePerSlot } from "./tariff.ts";

/** What a plan without a grid is reckoned with. */
export const DEFAULT_GRAMS_PER_KWH: Fact<number> = fact(
  412,
  "gCO2e/kWh",
  assumed("no grid named: the median of the grids of the data; facility.carbon names one or gives a factor"),
);

/** Grids by name, as a plan is given them. */
export interface GridList {
  readonly grids?: readonly Grid[] | undefined;
}

/** The grid a facility names, or undefined. */
export function gridOf(facility: PlanRequest["facility"], { grids = [] }: GridList): Grid | undefined {
  const { carbon } = facility;
  return carbon !== undefined && "grid" in carbon ? grids.find(({ id }) => id === carbon.grid) : undefined;
}

/**
 * Grams of CO2e per kWh of a facility, by the hour where the request gives them so.
 * @throws Error when it names a grid that is not in the list: decoding refuses that request
 */
export function gramsOf(facility: PlanRequest["facility"], list: GridList): Tariff {
  const { carbon } = facility;
  if (carbon === undefined) return DEFAULT_GRAMS_PER_KWH.value;
  if ("gramsPerKWh" in carbon) return carbon.gramsPerKWh;
  const grid = gridOf(facility, list);
  if (grid === undefined) throw new Error(`no grid "${carbon.grid}" in the data`);
  return grid.gramsPerKWh.value;
}

/** Grams of CO2e per kWh of the facility in every slot: [slots.count]. @throws Error as {@link gramsOf} */
export function carbonPerSlot(request: Pick<PlanRequest, "facility">, context: GridList, slots: Slots): Float64Array {
  return pricePerSlot(gramsOf(request.facility, context), slots);
}
