/** Misfits as they travel in results: the schema of models/partitioning/misfit.ts, held to it by a type test below. */
import { z } from "zod";
import type { Misfit as ModelMisfit } from "#models/partitioning/index.ts";

const Source = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("seen"), ref: z.string() }),
  z.strictObject({ kind: z.literal("recalled"), confidence: z.enum(["sure", "fairly", "unsure"]) }),
  z.strictObject({ kind: z.literal("assumed"), why: z.string() }),
  z.strictObject({ kind: z.literal("deck"), slide: z.string() }),
  z.strictObject({ kind: z.literal("derived"), from: z.string() }),
]);

const evidence = { rule: z.string(), source: Source };
const scope = z.enum(["partition", "machine"]);

export const MisfitRecord = z
  .discriminatedUnion("code", [
    z.strictObject({
      code: z.literal("over-capacity"),
      resource: z.string(),
      needs: z.number(),
      has: z.number(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("fragmented"),
      resource: z.string(),
      needs: z.number(),
      has: z.number(),
      free: z.number(),
      machines: z.number(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("over-limit"),
      scope,
      resource: z.string(),
      value: z.number(),
      bound: z.number(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("below-minimum"),
      scope,
      resource: z.string(),
      value: z.number(),
      bound: z.number(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("off-grid"),
      resource: z.string(),
      value: z.number(),
      allowed: z.array(z.number()).readonly(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("moves-as-one"),
      block: z.string(),
      needs: z.number(),
      has: z.number(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("not-supported"),
      what: z.string(),
      value: z.string(),
      needs: z.string(),
      ...evidence,
    }),
    z.strictObject({
      code: z.literal("breaks-rule"),
      kind: z.string(),
      with: z.array(z.string()).readonly(),
      ...evidence,
    }),
  ])
  .meta({ id: "Misfit" });

/** The two statements of a misfit must be the same type, in both directions. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const MISFIT_SCHEMA_MATCHES_MODEL: Same<z.infer<typeof MisfitRecord>, ModelMisfit> = true;
