/**
 * Opening what is stored: whether it is there and how large it is, is asked of the table every time; what is small enough
 * for its caller comes unpacked, from the values kept where they have it; what is larger comes sealed, to be unpacked
 * elsewhere.
 */
import type { Kept } from "./kept.ts";
import { unpackSized } from "./packed.ts";
import type { Body } from "./body.ts";
import type { Sealed } from "./store.ts";

/** What a table says of one thing without giving it. */
export interface Found {
  readonly kind: Sealed["kind"];
  /** Names this version of this thing for ever. */
  readonly key: string;
  readonly createdAt: string;
  /** Bytes as stored. */
  readonly bytes: number;
  /** Undefined when it was deleted meanwhile. */
  readonly body: () => Promise<Body | undefined>;
}

/** A value that was unpacked. */
export interface Unpacked {
  readonly id: string;
  readonly createdAt: string;
  /** Others read it, too: not to be changed. */
  readonly value: unknown;
}

/**
 * Open what was found.
 * @param mostBytes as stored; what is larger comes sealed
 */
export async function opened(
  kept: Kept,
  { id, found, mostBytes }: { readonly id: string; readonly found: Found | undefined; readonly mostBytes: number },
): Promise<Unpacked | Sealed | undefined> {
  if (found === undefined) return undefined;
  const { createdAt, ...sealed } = found;
  if (sealed.bytes > mostBytes) return { id, createdAt, ...sealed };
  const value = await kept.get(sealed.key, async () => {
    const body = await sealed.body();
    return body === undefined ? undefined : await unpackSized(body);
  });
  return value === undefined ? undefined : { id, createdAt, value };
}

/** Whether it came sealed. */
export const isSealed = (one: object): one is Sealed => "key" in one && "body" in one;
