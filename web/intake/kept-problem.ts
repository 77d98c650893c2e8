/** Why an upload cannot be read, as it is kept in the store and told again: no headers, no stack. */
import { z } from "zod";
import { Problem } from "../problem.ts";
import { isProblemKey } from "../problem-types.ts";

const KEPT = z.strictObject({
  key: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
});

/** A problem as JSON. */
export const keptProblem = ({ key, detail, errors }: Problem): z.infer<typeof KEPT> => ({
  key,
  detail,
  errors: errors.map((one) => ({ pointer: one.pointer, code: one.code, detail: one.detail })),
});

/** The problem again; of a kind that this program does not know, an internal error with its detail. @throws ZodError */
export function toldAgain(kept: unknown): Problem {
  const { key, detail, errors } = KEPT.parse(kept);
  return new Problem(isProblemKey(key) ? key : "internal-error", detail, { errors });
}
