/**
 * Pseudonyms for the names of one kind: "wl-0001", "wl-0002" … in the order of the names, so that whoever goes through an
 * estate in the order of its names goes through the anonymised one in the same order, and plans it the same.
 */

/** Name to pseudonym. */
export type Pseudonyms = ReadonlyMap<string, string>;

/** Digits at least; more where there are more names. */
const LEAST_DIGITS = 4;

/**
 * One pseudonym for each name, stable for the same set of names. A number whose pseudonym is somebody's original name is
 * left out. O(n log n)
 * @param taken original names of every kind: none of them may come out again
 */
export function pseudonymsFor(names: Iterable<string>, prefix: string, taken: ReadonlySet<string>): Pseudonyms {
  const sorted = [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
  // room for the numbers left out, so that all have one width and keep their order
  const digits = Math.max(LEAST_DIGITS, String(2 * sorted.length).length);
  const found = new Map<string, string>();
  let number = 0;
  for (const name of sorted) {
    let pseudonym: string;
    do {
      number += 1;
      pseudonym = `${prefix}-${String(number).padStart(digits, "0")}`;
    } while (taken.has(pseudonym));
    found.set(name, pseudonym);
  }
  return found;
}
