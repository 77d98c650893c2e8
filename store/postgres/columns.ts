/** JSON in the two columns of a body. */
import { pack, unpack } from "../packed.ts";
import type { BodyColumns } from "./tables.ts";

/** A value as what the columns hold. */
export async function bodyColumns(value: unknown): Promise<BodyColumns> {
  const packed = await pack(value);
  return typeof packed === "string" ? { body: packed, body_gzip: null } : { body: null, body_gzip: packed };
}

/** The value the columns hold. The caller wrote it and says its type. */
export const bodyOf = ({ body, body_gzip }: BodyColumns): Promise<unknown> => unpack(body ?? body_gzip);
