/** JSON in the two columns of a body. */
import type { Body } from "../body.ts";
import type { BodyColumns } from "./tables.ts";

/** A packed value as what the columns hold. */
export const columnsOf = (packed: Body): BodyColumns =>
  typeof packed === "string" ? { body: packed, body_gzip: null } : { body: null, body_gzip: packed };
