/** Which workloads a licence is for: those named, or all that match. */
import type { ProductLicence, Workload } from "../../contract/index.ts";

/** Does the workload match, everything that is given holding? */
export function matches(workload: Workload, match: NonNullable<ProductLicence["match"]>): boolean {
  const holds = (text: string | undefined, part: string | undefined) =>
    part === undefined || (text?.toLowerCase().includes(part.toLowerCase()) ?? false);
  return (
    (match.os === undefined || workload.os.family === match.os) &&
    holds(workload.os.version, match.osVersion) &&
    holds(workload.name, match.name) &&
    Object.entries(match.tags ?? {}).every(([key, value]) => workload.tags[key] === value)
  );
}

/** Is the workload one of the licence's? Ask the answer once per licence: it indexes the names. */
export function selects(licence: Pick<ProductLicence, "workloads" | "match">): (workload: Workload) => boolean {
  const { match } = licence;
  if (match !== undefined) return (workload) => matches(workload, match);
  const named = new Set(licence.workloads);
  return ({ id }) => named.has(id);
}
