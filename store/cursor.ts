/** Cursors of lists: opaque to callers, inside is the number of the last entry shown. */
import { BadCursor } from "./store.ts";

const PATTERN = /^p([1-9][0-9]{0,14})$/;

/** The cursor that continues after entry `number` (≥ 1). */
export const cursorOf = (number: number): string => `p${number}`;

/** The number in a cursor. @throws BadCursor */
export function numberOfCursor(cursor: string): number {
  const digits = PATTERN.exec(cursor)?.[1];
  if (digits === undefined) throw new BadCursor(cursor);
  return Number(digits);
}
