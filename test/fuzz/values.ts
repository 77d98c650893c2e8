/** Values made from a JSON Schema: valid by it as far as a schema says; texts are those that were seen in the field, where any were. */
import { type Schema, resolved } from "./description.ts";
import { type Draw, HOSTILE_TEXTS } from "./draw.ts";
import type { Memory } from "./memory.ts";

/** Deeper than this, what may be left out is. */
const DEEP = 6;
const SMALL = 100;

/** What makes values. */
export interface Maker {
  readonly draw: Draw;
  readonly memory: Memory;
}

interface Place {
  readonly field: string;
  readonly depth: number;
}

const numberIn = (schema: Schema, name: string): number | undefined => {
  const value = schema[name];
  return typeof value === "number" ? value : undefined;
};
const schemasIn = (schema: Schema, name: string): readonly Schema[] => {
  const value = schema[name];
  return Array.isArray(value) ? (value as readonly Schema[]) : [];
};

function numberOf(schema: Schema, { draw }: Maker): number {
  const least = numberIn(schema, "minimum") ?? numberIn(schema, "exclusiveMinimum") ?? 0;
  const most = Math.min(numberIn(schema, "maximum") ?? least + SMALL, least + SMALL);
  const isWhole = schema["type"] === "integer";
  const value = draw.of([least, most, least + (most - least) * (draw.below(SMALL) / SMALL)]);
  const over = schema["exclusiveMinimum"] === undefined || value > least ? value : least + (isWhole ? 1 : 1e-3);
  return isWhole ? Math.round(over) : over;
}

function textOf(schema: Schema, { draw, memory }: Maker, field: string): string {
  if (schema["format"] === "date-time") return "2006-01-02T00:00:00Z";
  if (schema["format"] === "binary") return "VM,CPUs,Memory\nvm-1,1,512\n";
  const seen = memory.texts.get(field) ?? [];
  const text = seen.length > 0 && !draw.oneIn(10) ? draw.of(seen) : draw.of(["a", "web-1", "linux", ...HOSTILE_TEXTS]);
  return text.slice(0, numberIn(schema, "maxLength") ?? text.length);
}

function objectOf(schema: Schema, maker: Maker, depth: number): Record<string, unknown> {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  const required = new Set((schema["required"] ?? []) as readonly string[]);
  const rarely = depth > DEEP ? 1000 : 3;
  const made = Object.entries(properties)
    .filter(([name]) => required.has(name) || maker.draw.oneIn(rarely))
    .map(([name, inner]) => [name, valueOf(inner, maker, { field: name, depth: depth + 1 })] as const);
  const more = schema["additionalProperties"];
  if (typeof more === "object" && more !== null && depth <= DEEP) {
    const names = maker.memory.texts.get("id") ?? ["a"];
    made.push([maker.draw.of(names), valueOf(more as Schema, maker, { field: "", depth: depth + 1 })]);
  }
  return Object.fromEntries(made);
}

function listOf(schema: Schema, maker: Maker, { field, depth }: Place): readonly unknown[] {
  const fixed = schemasIn(schema, "prefixItems");
  if (fixed.length > 0) return fixed.map((one) => valueOf(one, maker, { field, depth: depth + 1 }));
  const items = schema["items"];
  const least = numberIn(schema, "minItems") ?? 0;
  const length = Math.max(least, depth > DEEP ? 0 : maker.draw.below(3));
  const most = Math.min(length, numberIn(schema, "maxItems") ?? length);
  return Array.from({ length: most }, () => valueOf((items ?? {}) as Schema, maker, { field, depth: depth + 1 }));
}

/** A value of this schema. */
export function valueOf(given: Schema, maker: Maker, place: Place = { field: "", depth: 0 }): unknown {
  const schema = resolved(given);
  if ("const" in schema) return schema["const"];
  const choices = schema["enum"];
  if (Array.isArray(choices)) return maker.draw.of(choices as readonly unknown[]);
  const ways = [...schemasIn(schema, "anyOf"), ...schemasIn(schema, "oneOf")];
  if (ways.length > 0) return valueOf(place.depth > DEEP ? (ways[0] ?? {}) : maker.draw.of(ways), maker, place);
  switch (schema["type"]) {
    case "object":
      return objectOf(schema, maker, place.depth);
    case "array":
      return listOf(schema, maker, place);
    case "number":
    case "integer":
      return numberOf(schema, maker);
    case "boolean":
      return maker.draw.oneIn(2);
    case "null":
      return null;
    case "string":
      return textOf(schema, maker, place.field);
    default:
      return maker.draw.of([1, "x", null, [], {}]);
  }
}
