/** Pieces that descriptions of addresses are made from. */
import { z } from "zod";
import { PROBLEM_TYPES, type ProblemKey } from "../problem-types.ts";
import { PROBLEM } from "./schemas.ts";

/** Query of lists. */
export const pageQuery = z.object({ limit: z.int().min(1).max(500).optional(), cursor: z.string().optional() });
/** Path parameter of most addresses. */
export const id = z.object({ id: z.string() });
/** A JSON body. */
export const json = (schema: z.ZodType) => ({ "application/json": { schema } });
/** Bytes. */
export const binary = z.string().meta({ format: "binary" });

/** The problem answers an operation can give, by key; kinds of one status are one answer. */
export function problems(...keys: readonly ProblemKey[]) {
  const titles = Map.groupBy(keys, (key) => String(PROBLEM_TYPES[key].status));
  return Object.fromEntries(
    [...titles].map(([status, kinds]) => [
      status,
      {
        description: kinds.map((key) => PROBLEM_TYPES[key].title).join("; or "),
        content: { "application/problem+json": { schema: PROBLEM } },
      },
    ]),
  );
}

/** A JSON answer. */
export const answer = (description: string, schema: z.ZodType) => ({ description, content: json(schema) });
