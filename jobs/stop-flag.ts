/**
 * A flag that one thread raises and another one looks at while it computes: messages would wait for the computation's end.
 * Raised, it asks for the best there is so far: a plan from the search's best, a simulation as far as it has come.
 */

/** A flag nobody has raised. */
export const stopFlag = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

/** Raise the flag, for good. */
export function raise(flag: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(flag), 0, 1);
}

/** A question to ask in a loop: has the flag been raised? */
export function raisedIn(flag: SharedArrayBuffer): () => boolean {
  const view = new Int32Array(flag);
  return () => Atomics.load(view, 0) === 1;
}
