/** Rows of a stored what-if by the numbers people see, which count from 1. */
import type { PlanContext, PlanRequest, WhatIfDocument, WhatIfRow } from "#planner";
import { decodeRequest, requestFor } from "#planner/asking/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { notFound } from "./problem.ts";

const refused = (detail: string): InvalidInput => new InvalidInput([{ pointer: "/rows", code: "invalid", detail }]);

/** The text as a row number; 0, which is no row, when it is none. */
export const rowNumber = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);

const rowAt = ({ result }: WhatIfDocument, number: number): WhatIfRow | undefined =>
  result.rows.find(({ index }) => index === number - 1);

/** Two rows by "1,4". @throws InvalidInput when these are not two numbers of rows that there are */
export function twoRows(document: WhatIfDocument, text: string): readonly [WhatIfRow, WhatIfRow] {
  const numbers = text.split(",").map((part) => rowNumber(part.trim()));
  const [first, second] = numbers;
  if (numbers.length !== 2 || !first || !second)
    throw refused(`rows="${text.slice(0, 80)}" are not two row numbers from 1, such as 1,4`);
  const [a, b] = [rowAt(document, first), rowAt(document, second)];
  const missing = a === undefined ? first : second;
  if (a === undefined || b === undefined) throw refused(`there is no row ${missing} in this what-if`);
  return [a, b];
}

/** The request of one row, decoded. @throws Problem not-found when there is no such row; InvalidInput when it is not valid */
export function rowRequest(
  document: WhatIfDocument,
  number: number,
  { context }: { readonly context: PlanContext },
): PlanRequest {
  const row = rowAt(document, number);
  if (row === undefined) throw notFound(`row ${number} in this what-if`);
  return decodeRequest(requestFor(document.scenario, row), context);
}
