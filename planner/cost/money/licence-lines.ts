/** Licences as lines of the account: once and per year, as their rules counted them. */
import type { CountedLicence, PlanRequest } from "../../contract/index.ts";
import { type Due, type Part, joined, open } from "./lines.ts";

/** One licence; another currency than the account's is no known price. */
function ofCounted({ id, title, once, perYear, price }: CountedLicence, currency: string): Part {
  const isOther = price !== undefined && price.currency !== currency;
  if (isOther || (once === undefined && perYear === undefined)) return open(`licence ${id} (${title})`);
  const line: Due = { kind: "licences", what: id, once: once ?? 0, perYear: perYear ?? 0 };
  return { dues: [line], without: [] };
}

/**
 * All licences of the plan's hosts. Open as a whole when the request names none; one that nobody counted is open by its id.
 * @param side.counted as countLicences told them; undefined = not counted
 */
export function licenceLines(
  { licences }: Pick<PlanRequest, "licences">,
  { counted = [], currency }: { readonly counted: readonly CountedLicence[] | undefined; readonly currency: string },
): Part {
  if (licences.length === 0) return open("licences");
  const known = new Set(counted.map(({ id }) => id));
  return joined([
    ...counted.map((licence) => ofCounted(licence, currency)),
    ...licences.filter(({ id }) => !known.has(id)).map(({ id }) => open(`licence ${id}`)),
  ]);
}

const yearlyOnly = ({ kind, what, perYear = 0 }: Due): Due => ({ kind, what, perYear });

/** Of today's hosts only what is due every year counts: the rest is paid. Parameters as of {@link licenceLines}. */
export function yearlyLicenceLines(...args: Parameters<typeof licenceLines>): Part {
  const { dues, without } = licenceLines(...args);
  return { dues: dues.filter(({ perYear = 0 }) => perYear !== 0).map(yearlyOnly), without };
}
