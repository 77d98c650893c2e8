/**
 * What the members of a team and the thread that asks them share while they work: one state word each, a word that tells
 * them to stop, and each member's sign of life. The asking thread sleeps on `DONE` meanwhile, so nothing of this goes
 * through its event loop.
 */

/** Words of the shared control block. */
export const DONE = 0;
export const STOP = 1;
/** First of the members' signs of life: counts up while a member works. */
export const LIFE = 2;

/** A control block for that many members. */
export const controlBlock = (size: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer((LIFE + size) * Int32Array.BYTES_PER_ELEMENT));
