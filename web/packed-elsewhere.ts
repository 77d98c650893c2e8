/**
 * Bodies of values that a thread packed before the server saw them: storing one then needs no second packing, which for a
 * large estate would keep everybody waiting.
 */
import { type Body, pack, unpackSized } from "#store";

const bodies = new WeakMap<object, Body>();

/** The value in a body that was packed elsewhere. It never changes from then on. */
export async function unpackedOnce(body: Body): Promise<object> {
  const { value } = await unpackSized(body);
  if (typeof value !== "object" || value === null) throw new Error("the body is of no object");
  bodies.set(value, body);
  return value;
}

/** The body of a value: the one it came in, else it is packed here. */
export const bodyOf = async (value: object): Promise<Body> => bodies.get(value) ?? (await pack(value));
