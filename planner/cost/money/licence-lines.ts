/**
 * Licences as lines: those counted by a product's rule as they were counted, and those priced per host, core or socket by
 * the hosts that hold one of their workloads.
 */
import {
  type CountedLicence,
  type HostType,
  type Licence,
  type PlanRequest,
  productLicences,
} from "../../contract/index.ts";
import type { Estate } from "../../size/index.ts";
import { type Due, type Part, counted, joined, open } from "./lines.ts";

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
    without:
      unknown > 0 ? [`licence ${licence.id} on ${counted(unknown, "host")} whose cores or sockets are not known`] : [],
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
  /** Those with a price of their own, by the hosts that hold their workloads. */
  readonly priced: readonly Licence[];
  readonly holders: readonly Holder[];
  readonly currency: string;
}

/** All licences of the plan's hosts; open as a whole when the request names none. */
export function licenceLines({ request }: Estate, side: LicenceSide): Part {
  const { counted: byRule = [], priced, holders, currency } = side;
  if (request.licences.length === 0) return open("licences");
  const known = new Set(byRule.map(({ id }) => id));
  return joined([
    ...byRule.map((licence) => ofCounted(licence, currency)),
    ...uncounted(request, known),
    ...priced.filter(({ id }) => !known.has(id)).map((licence) => ofPriced(licence, holders)),
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
  const priced = side.priced.filter(({ isYearly }) => isYearly);
  const { dues, without } = licenceLines(estate, { ...side, priced });
  return { dues: dues.filter(({ perYear = 0 }) => perYear !== 0).map(yearlyOnly), without };
}
