/** A comparison as an answer: JSON, or one of its tables as CSV. */
import type { Request } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import { COMPARISON_TABLES, type ComparisonTable } from "#report";
import type { ComparedPlans } from "../compared-plans.ts";
import { chosenFormat, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { fieldsOf, refuseFields } from "./fields/sparse.ts";
import type { Asked } from "./stored-formats.ts";

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

/**
 * Send it by Accept, ?format= and ?table=.
 * @param about.hasLinks each plan in the JSON with its addresses
 * @throws Problem not-acceptable @throws InvalidInput
 */
export async function comparisonAnswer(
  { desk }: Pick<Parts, "desk">,
  { plans, hasLinks }: { readonly plans: ComparedPlans; readonly hasLinks: boolean },
  { request, response }: Asked,
): Promise<void> {
  const [format, table] = [formatOf(request), tableOf(request)];
  response.vary("Accept").set("Cache-Control", "private, no-cache").type(FORMATS[format]);
  if (format === "csv") {
    refuseFields(response, format);
    const csv = await desk.ask("comparisonCsv", plans, table);
    response.attachment(`comparison-${table}.csv`).send(csv);
    return;
  }
  const json = await desk.ask("comparisonJson", plans, { hasLinks });
  if (fieldsOf(response) === undefined) response.send(json);
  else response.json(JSON.parse(json));
}
