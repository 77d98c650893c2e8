/**
 * Which members values have: those that their JSON Schema names, whether or not these values have them, and where it leaves names
 * open (a record, something not described) those that are there.
 */

/** A JSON Schema, read as plain data. */
export type Schema = Readonly<Record<string, unknown>>;
/** Any object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Named schemas, for references. */
export type Schemas = Readonly<Record<string, Schema>>;

/** Is it an object with names, not a list? */
export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const SCHEMAS = "#/components/schemas/";
const WAYS = ["anyOf", "oneOf", "allOf"] as const;

/** The schema with references and choices followed: every plain schema that a value may be by it. */
function ways(schema: Schema, schemas: Schemas): readonly Schema[] {
  const reference = schema["$ref"];
  if (typeof reference === "string") return ways(schemas[reference.replace(SCHEMAS, "")] ?? {}, schemas);
  const choices = WAYS.flatMap((word) => (Array.isArray(schema[word]) ? (schema[word] as readonly Schema[]) : []));
  return choices.length === 0 ? [schema] : choices.flatMap((one) => ways(one, schemas));
}

/** What elements of lists may be; no list = none. */
export function elementsOf(given: readonly Schema[], schemas: Schemas): readonly Schema[] {
  return given.flatMap((schema) =>
    ways(schema, schemas).flatMap(({ type, items, prefixItems }) => {
      if (type === undefined) return [{}];
      const fixed = Array.isArray(prefixItems) ? (prefixItems as readonly Schema[]) : [];
      return isJson(items) ? [items, ...fixed] : fixed;
    }),
  );
}

/** Members of objects of these schemas. */
export interface Members {
  /** What each may be. */
  readonly named: ReadonlyMap<string, readonly Schema[]>;
  /** Others may be there, and these values are too few to tell which. */
  readonly isOpen: boolean;
}

const requiredOf = (schema: Schema): readonly string[] => (schema["required"] ?? []) as readonly string[];
const canBe = (schema: Schema, value: Json): boolean => requiredOf(schema).every((name) => Object.hasOwn(value, name));

/**
 * Members of these values.
 * @param given what each value may be; of several ways those count that one of the values can be by its required members
 */
export function membersOf(given: readonly Schema[], values: readonly Json[], schemas: Schemas): Members {
  const objects = given
    .flatMap((schema) => ways(schema, schemas))
    .filter(({ type }) => type === undefined || type === "object");
  const fitting = objects.filter((schema) => values.some((value) => canBe(schema, value)));
  const named = new Map<string, readonly Schema[]>();
  const note = (name: string, schema: Schema) => named.set(name, [...(named.get(name) ?? []), schema]);
  let isOpen = false;
  for (const schema of fitting.length > 0 ? fitting : objects) {
    const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
    for (const [name, inner] of Object.entries(properties)) note(name, inner);
    const rest = schema["additionalProperties"] ?? (schema["type"] === undefined ? {} : false);
    if (rest === false) continue;
    isOpen ||= values.every((value) => Object.keys(value).length === 0);
    for (const name of new Set(values.flatMap((value) => Object.keys(value))))
      if (!Object.hasOwn(properties, name)) note(name, isJson(rest) ? rest : {});
  }
  return { named, isOpen };
}
