/**
 * Decoding many requests that share most of their parts: a list that is the same object as in the base request is judged
 * against its schema once. What a schema cannot say is judged anew for each, for it looks across the parts.
 */
import type { PlanContext } from "../context.ts";
import { PlanRequest, parseInput } from "../contract/index.ts";
import { checkedRequest } from "../decode.ts";

type Raw = Readonly<Record<string, unknown>>;
type Field = keyof typeof PlanRequest.shape;

const FIELDS = Object.keys(PlanRequest.shape) as readonly Field[];
/** Worth remembering: numbers and texts are judged faster than looked up. */
const isList = (value: unknown) => Array.isArray(value);

/**
 * A decoder of requests derived from `base`; the same answers and errors as decodeRequest gives.
 * @returns function that throws InvalidInput
 */
export function sharedDecoder(base: Raw, context: PlanContext): (input: Raw) => PlanRequest {
  const known = new Map<Field, unknown>();
  const isKnown = (field: Field, input: Raw) => known.has(field) && input[field] === base[field];
  return (input) => {
    const fresh = FIELDS.filter((field) => !isKnown(field, input));
    const isAsked = new Set<string>(fresh);
    const rest = Object.fromEntries(
      Object.entries(input).filter(([name]) => isAsked.has(name) || !known.has(name as Field)),
    );
    const mask = Object.fromEntries(fresh.map((field) => [field, true])) as Record<Field, true>;
    const parsed: Raw = parseInput(PlanRequest.pick(mask), rest);
    for (const field of fresh) if (isList(base[field]) && input[field] === base[field]) known.set(field, parsed[field]);
    // In the order of the schema, as the whole of it would have given them.
    const whole = FIELDS.flatMap((field) => {
      const value = isAsked.has(field) ? parsed[field] : known.get(field);
      return value === undefined ? [] : [[field, value]];
    });
    return checkedRequest(Object.fromEntries(whole) as PlanRequest, context);
  };
}
