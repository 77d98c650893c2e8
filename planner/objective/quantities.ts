/**
 * What a user's formula may speak of: named quantities of a finished plan, and of each what packing and bounds know of it,
 * as a price of bins. All of them are 0 or more, so a quantity without a price is bounded by 0.
 */
import type { PlanHost, PlanMoney, PlanRoom } from "../contract/index.ts";
import { countLicences } from "../cost/licences/index.ts";
import { carbonPerSlot, facilityLine } from "../energy/index.ts";
import { energyAccount } from "../energy-account.ts";
import type { Price } from "../pack/index.ts";
import { roomCapacity } from "../room/index.ts";
import type { Aims } from "./aims.ts";
import { costOfPlan, leftOut } from "./cost-of-plan.ts";
import { KWH_PER_WATT_YEAR } from "./host-prices.ts";
import { QUANTITIES, type Quantity } from "./quantity-names.ts";

const GRAMS_PER_KG = 1000;

/** A finished plan, and what of it is known already. */
export interface Finished {
  /** All of them, spares included. */
  readonly hosts: readonly PlanHost[];
  readonly money?: PlanMoney | undefined;
  readonly room?: PlanRoom | undefined;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

function racksByHeight({ request }: Aims["estate"], units: number): number {
  const { rackUnits, reservedUnits } = roomCapacity(request.facility);
  return Math.ceil(units / (rackUnits - reservedUnits));
}

/** The quantities of a plan that are asked for; what is not known is left out. */
export function quantitiesOf(
  { estate, context }: Pick<Aims, "estate" | "context">,
  plan: Finished,
  asked: readonly string[],
): Readonly<Record<string, number>> {
  const { hosts, money, room } = plan;
  const { after } = energyAccount(estate, hosts, leftOut(estate, hosts));
  const known = (name: Quantity): number | undefined => {
    switch (name) {
      case "hosts":
        return hosts.filter(({ role }) => role === "used").length;
      case "spares":
        return hosts.filter(({ role }) => role === "spare").length;
      case "watts":
        return after.meanW;
      case "kWhPerYear":
      case "peakW":
      case "facilityKWhPerYear":
      case "kgCO2ePerYear":
      case "embodiedKg":
      case "rackUnits":
        return after[name];
      case "cost":
        return money?.after.discounted ?? costOfPlan(estate, hosts, context);
      case "licences":
        return sum((countLicences(estate, hosts, context)?.after ?? []).map(({ units }) => units));
      case "racks":
        return room === undefined ? racksByHeight(estate, after.rackUnits) : room.racks.length + room.frames.length;
    }
  };
  const found = QUANTITIES.filter((name) => asked.includes(name)).map((name) => [name, known(name)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [Quantity, number] => entry[1] !== undefined));
}

/** A quantity as packing and bounds see it: at least the price of the bins and something beside. */
export interface QuantityPrice {
  readonly price: Price;
  readonly beside: number;
}

const priced = (extra: Partial<Price>, targets: number): Price => ({
  id: "quantity",
  perBin: new Float64Array(targets),
  perUnit: 0,
  charges: [],
  ...extra,
});

/** What is known of a quantity other than cost, for plans that place something; undefined = only that it is 0 or more. */
export function quantityPrice(name: string, { estate, context }: Aims): QuantityPrice | undefined {
  const { targets, request } = estate;
  const alone = (extra: Partial<Price>, beside = 0): QuantityPrice => ({
    price: priced(extra, targets.length),
    beside,
  });
  const line = facilityLine(request.facility);
  const facilityKWh = (factor: number): QuantityPrice =>
    alone(
      { perUnit: KWH_PER_WATT_YEAR * Math.max(0, line.perW) * factor },
      KWH_PER_WATT_YEAR * Math.max(0, line.constantW) * factor,
    );
  switch (name) {
    case "hosts":
      return alone({ perBin: new Float64Array(targets.length).fill(1) });
    case "kWhPerYear":
      return alone({ perUnit: KWH_PER_WATT_YEAR });
    case "watts":
    case "peakW":
      return alone({ perUnit: 1 });
    case "facilityKWhPerYear":
      return facilityKWh(1);
    case "kgCO2ePerYear": {
      const grams = carbonPerSlot(request, context, estate.grid.slots);
      return facilityKWh(grams.reduce((least, one) => Math.min(least, one), Infinity) / GRAMS_PER_KG);
    }
    case "rackUnits":
      return alone({ perBin: Float64Array.from(targets, ({ hostType }) => hostType.rackUnits?.value ?? 0) });
    default:
      return undefined;
  }
}
