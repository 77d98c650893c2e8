/** docs/openapi.json as the fuzz reads it: operations, their parameters, bodies and answers; schemas as checks. */
import { readFileSync } from "node:fs";
import { z } from "zod";

/** A JSON Schema 2020-12, read as plain data. */
export type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** One operation of one address. */
export interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema?: Schema;
    /** False = the elements of a list stand together, with commas. */
    readonly explode?: boolean;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

const text = readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8");
const description = JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Operations by address and method in lower case. */
export const PATHS = description.paths;

/** What a reference stands for; other schemas as they are. */
export function resolved(schema: Schema): Schema {
  const ref = schema["$ref"];
  if (typeof ref !== "string") return schema;
  return description.components.schemas[ref.replace("#/$defs/", "")] ?? {};
}

const partsOf = (schema: Schema): readonly Schema[] => {
  const plain = resolved(schema);
  const ways = ["anyOf", "oneOf"].flatMap((word) => (plain[word] ?? []) as readonly Schema[]);
  const items = plain["items"];
  return [plain, ...ways.flatMap(partsOf), ...(typeof items === "object" ? partsOf(items as Schema) : [])];
};

/** Names of members of such values, two deep with a dot, with those of lists' elements: what fields may choose, and a little more. */
export function memberNames(schema: Schema, depth = 2): readonly string[] {
  const properties = partsOf(schema).flatMap((one) =>
    Object.entries((one["properties"] ?? {}) as Readonly<Record<string, Schema>>),
  );
  return properties.flatMap(([name, inner]) => {
    const deeper = depth > 1 ? memberNames(inner, depth - 1) : [];
    return [name, ...deeper, ...deeper.map((one) => `${name}.${one}`)];
  });
}

/** The same schema without what must be there, at every depth; properties may be called "required" themselves. */
function relaxed(value: unknown, isSchema: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => relaxed(one, true));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isSchema && key === "required"))
      .map(([key, inner]) => [key, relaxed(inner, !(isSchema && (key === "properties" || key === "$defs")))]),
  );
}

const sparse = new Map<Schema, Schema>();
let sparseSchemas: unknown;

/** The schema of an answer of which members were chosen: types hold, nothing must be there. Made once. */
export function withoutRequired(schema: Schema): Schema {
  sparseSchemas ??= relaxed(description.components.schemas, false);
  const known = sparse.get(schema);
  const made = known ?? { ...(relaxed(schema, true) as Schema), $defs: sparseSchemas };
  sparse.set(schema, made);
  return made;
}

const checks = new Map<Schema, z.ZodType>();

/** Does the value match? The check is made once. */
export function matches(schema: Schema, value: unknown): boolean {
  const known = checks.get(schema);
  const check = known ?? z.fromJSONSchema({ $defs: description.components.schemas, ...schema });
  checks.set(schema, check);
  return check.safeParse(value).success;
}
