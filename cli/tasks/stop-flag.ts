/** A flag that one thread raises and another one looks at while it computes: messages would wait for the computation's end. */

/** A flag nobody has raised. */
export const stopFlag = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

/** Raise the flag, for good. */
export function raise(flag: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(flag), 0, 1);
}

/** Has it been raised? */
export const isRaised = (flag: SharedArrayBuffer): boolean => Atomics.load(new Int32Array(flag), 0) === 1;
