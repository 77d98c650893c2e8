/** Amounts of memory as people type them on a command line: 512MiB, 4GiB. */
import { InvalidArgumentError } from "commander";

const BYTES = { mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 } as const;
const SIZE = /^(\d+(?:\.\d*)?|\.\d+)\s*([mgt]ib)$/i;

const isUnit = (text: string): text is keyof typeof BYTES => Object.hasOwn(BYTES, text);

/** Smallest and largest bound that makes sense: below, not even a small estate fits; above, no machine has it. */
const LEAST_BYTES = BYTES.mib;
const MOST_BYTES = 1024 * BYTES.tib;

/** Parser of an amount of memory from 1 MiB up; the value in bytes. */
export function memoryIn(text: string): number {
  const [, amount, unit = ""] = SIZE.exec(text.trim()) ?? [];
  const name = unit.toLowerCase();
  const value = amount !== undefined && isUnit(name) ? Number(amount) * BYTES[name] : Number.NaN;
  if (!(value >= LEAST_BYTES && value <= MOST_BYTES))
    throw new InvalidArgumentError("Expected an amount of memory from 1MiB to 1024TiB, such as 512MiB or 4GiB.");
  return value;
}
