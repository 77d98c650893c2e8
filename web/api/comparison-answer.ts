/** A comparison as an answer: JSON, or one of its tables as CSV. */
import type { Request } from "express";
import type { Comparison } from "#planner";
import { InvalidInput } from "#planner/contract/index.ts";
import { COMPARISON_TABLES, type ComparisonTable, comparisonCsv } from "#report";
import { chosenFormat, queryText } from "../methods.ts";
import { Problem } from "../problem.ts";
import { refuseFields } from "./fields/sparse.ts";
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
 * @param json the comparison as its JSON says it; left out = as it is
 * @throws Problem not-acceptable @throws InvalidInput
 */
export function comparisonAnswer(
  comparison: Comparison,
  { request, response }: Asked,
  json: object = comparison,
): void {
  const [format, table] = [formatOf(request), tableOf(request)];
  response.vary("Accept").set("Cache-Control", "private, no-cache").type(FORMATS[format]);
  if (format !== "json") refuseFields(response, format);
  if (format === "csv") response.attachment(`comparison-${table}.csv`).send(comparisonCsv(comparison, table));
  else response.json(json);
}
