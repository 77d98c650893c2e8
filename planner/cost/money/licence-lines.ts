/**
 * Licences as lines: those counted by a product's rule as they were counted, and those priced per host, core or socket by
 * the hosts that hold one of their workloads.
 */
import {
  type CountedLicence,
  type HostType,
  type Licence,
  type PlanRequest,
  pricedLicences,
  productLicences,
} from "../../contract/index.ts";
import type { Estate } from "../../size/index.ts";
import { type Due, type Part, joined, open } from "./lines.ts";

/** A host with the workloads it holds: ids. */
export interface Holder {
  readonly workloads: readonly string[];
  readonly sockets: number | undefined;
  readonly cores: number | undefined;
}

/** A holder of a known type. */
export const holderOf = (type: HostType, workloads: readonly string[]): Holder => ({
  workloads,
  sockets: type.sockets.value,
  cores: type.sockets.value * type.coresPerSocket.value,
});

const isNumber = (value: number | undefined): value is number => value !== undefined;

/** Money for one licence on one host; undefined when its cores or sockets are not known. */
function priceOn({ perHost, perCore, perSocket }: Licence, { cores, sockets }: Holder): number | undefined {
  if (perHost !== undefined) return perHost;
  if (perCore !== undefined) return cores === undefined ? undefined : perCore * cores;
  return sockets === undefined ? undefined : (perSocket ?? 0) * sockets;
}

/** A licence by its own price, on all hosts that hold one of its workloads. */
function ofPriced(licence: Licence, holders: readonly Holder[]): Part {
  const wanted = new Set(licence.workloads);
  const prices = holders
    .filter(({ workloads }) => workloads.some((id) => wanted.has(id)))
    .map((holder) => priceOn(licence, holder));
  const sum = prices.filter(isNumber).reduce((total, price) => total + price, 0);
  const unknown = prices.length - prices.filter(isNumber).length;
  const line: Due = { kind: "licences", what: licence.id, ...(licence.isYearly ? { perYear: sum } : { once: sum }) };
  return {
    dues: [line],
    without: unknown > 0 ? [`licence ${licence.id} on ${unknown} hosts whose cores or sockets are not known`] : [],
  };
}

/** A licence by its rule; another currency than the account's is no known price. */
function ofCounted({ id, title, once, perYear, price }: CountedLicence, currency: string): Part {
  const isOther = price !== undefined && price.currency !== currency;
  if (isOther || (once === undefined && perYear === undefined)) return open(`licence ${id} (${title})`);
  const line: Due = { kind: "licences", what: id, once: once ?? 0, perYear: perYear ?? 0 };
  return { dues: [line], without: [] };
}

const yearlyOnly = ({ kind, what, perYear = 0 }: Due): Due => ({ kind, what, perYear });

/** Licences of one side of the account. */
export interface LicenceSide {
  /** Counted by rule; undefined = not counted. */
  readonly counted: readonly CountedLicence[] | undefined;
  readonly holders: readonly Holder[];
  readonly currency: string;
}

/** All licences of the plan's hosts; open as a whole when the request names none. */
export function licenceLines({ request }: Estate, { counted, holders, currency }: LicenceSide): Part {
  if (request.licences.length === 0) return open("licences");
  const known = new Set((counted ?? []).map(({ id }) => id));
  return joined([
    ...(counted ?? []).map((licence) => ofCounted(licence, currency)),
    ...uncounted(request, known),
    ...pricedLicences(request)
      .filter(({ id }) => !known.has(id))
      .map((licence) => ofPriced(licence, holders)),
  ]);
}

/** Products of the request that nobody counted. */
function uncounted(request: PlanRequest, known: ReadonlySet<string>): readonly Part[] {
  return productLicences(request)
    .filter(({ id }) => !known.has(id))
    .map(({ id, product }) => open(`licence ${id} (${product})`));
}

/** Of today's hosts only what is due every year counts: the rest is paid. */
export function yearlyLicenceLines(estate: Estate, side: LicenceSide): Part {
  const { dues, without } = licenceLines(estate, side);
  const once = new Set(
    pricedLicences(estate.request)
      .filter(({ isYearly }) => !isYearly)
      .map(({ id }) => id),
  );
  return {
    dues: dues.filter(({ what, perYear = 0 }) => !once.has(what) && perYear !== 0).map(yearlyOnly),
    without,
  };
}
