/** What is wrong with the facility of a request beyond its schema: a grid that nobody knows. */
import type { InputProblem, PlanRequest } from "../contract/index.ts";
import { nearestName } from "../contract/nearest-name.ts";
import type { GridList } from "./carbon.ts";

/** Problems of `facility`, each with its pointer; empty = none. */
export function facilityProblems(
  request: Pick<PlanRequest, "facility">,
  { grids = [] }: GridList,
): readonly InputProblem[] {
  const { carbon } = request.facility;
  if (carbon === undefined || !("grid" in carbon)) return [];
  const known = grids.map(({ id }) => id);
  if (known.includes(carbon.grid)) return [];
  const near = nearestName(carbon.grid, known);
  const hint = near === undefined ? `; known: ${known.join(", ") || "none"}` : `; did you mean "${near}"?`;
  return [{ pointer: "/facility/carbon/grid", code: "unknown-grid", detail: `no grid "${carbon.grid}"${hint}` }];
}
