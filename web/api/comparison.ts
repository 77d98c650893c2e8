/** /api/v1/plans/comparison: plans side by side, as JSON or as a table. */
import { type Request, Router } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import { COMPARISON_TABLES, type ComparisonTable, comparisonCsv } from "#report";
import { comparedIds, comparisonFor } from "../compared-plans.ts";
import { chosenFormat, only, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { planPath } from "./job-body.ts";

const FORMATS = { json: "application/json", csv: "text/csv" } as const;

function formatOf(request: Request): keyof typeof FORMATS {
  const asked = queryText(request, "format");
  if (asked === undefined) return chosenFormat(request, Object.values(FORMATS)) === FORMATS.csv ? "csv" : "json";
  if (asked === "json" || asked === "csv") return asked;
  throw new Problem("not-acceptable", `Format "${asked}" is not one of ${Object.keys(FORMATS).join(", ")}.`);
}

/** Which table a CSV is of. @throws InvalidInput */
function tableOf(request: Request): ComparisonTable {
  const asked = queryText(request, "table") ?? COMPARISON_TABLES[0];
  const found = COMPARISON_TABLES.find((table) => table === asked);
  if (found !== undefined) return found;
  const detail = `"${asked}" is no table of a comparison, expected ${COMPARISON_TABLES.join(" or ")}`;
  throw new InvalidInput([{ pointer: "/table", code: "invalid", detail }]);
}

/** The route of comparisons; it stands before that of single plans. */
export function apiComparison(parts: Parts): Router {
  const router = Router();
  router.get("/plans/comparison", async (request, response) => {
    const [format, table] = [formatOf(request), tableOf(request)];
    const comparison = await comparisonFor(parts, comparedIds(request));
    response.vary("Accept").set("Cache-Control", "private, no-cache").type(FORMATS[format]);
    if (format === "csv") {
      response.attachment(`comparison-${table}.csv`).send(comparisonCsv(comparison, table));
      return;
    }
    const plans = comparison.plans.map((plan) => ({
      ...plan,
      links: { self: planPath(plan.id), page: `/plans/${plan.id}` },
    }));
    response.send(JSON.stringify({ ...comparison, plans }));
  });
  router.all("/plans/comparison", only("GET"));
  return router;
}
