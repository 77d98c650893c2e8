/** /api/v1/plans/comparison: plans side by side, as JSON or as a table. */
import { type Request, Router } from "express";
import { InvalidInput } from "#planner";
import { COMPARISON_TABLES, type ComparisonTable } from "#report";
import { comparedIds, comparedPlans } from "../compared-plans.ts";
import { chosenFormat, only, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";

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
    const plans = await comparedPlans(parts, comparedIds(request));
    const isCsv = format === "csv";
    const text = await (isCsv
      ? parts.desk.ask("comparisonCsv", plans, table)
      : parts.desk.ask("comparisonJson", plans, undefined));
    response.vary("Accept").set("Cache-Control", "private, no-cache");
    if (isCsv) response.attachment(`comparison-${table}.csv`);
    response.type(FORMATS[format]).send(text);
  });
  router.all("/plans/comparison", only("GET"));
  return router;
}
