/** Storage granules: the larger a partition's largest element, the coarser its storage. Bands are facts `granularity.GiB`. */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import { MIB_PER_GIB } from "../units.ts";

const PREFIX = "granularity.";

interface Band {
  readonly upToMiB: number;
  readonly key: string;
}

/** Bands of a table, smallest first. @throws Error when it has none: a broken table */
function bandsOf(facts: Facts): readonly [Band, ...Band[]] {
  const [first, ...rest] = Object.keys(facts)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, upToMiB: Number(key.slice(PREFIX.length)) * MIB_PER_GIB }))
    .toSorted((a, b) => a.upToMiB - b.upToMiB);
  if (first === undefined) throw new Error("no storage granularity is stated");
  return [first, ...rest];
}

/** The fact that states the granule of an element of this size; beyond the table, its last. */
export function granuleKey(facts: Facts, largestMiB: number): string {
  const bands = bandsOf(facts);
  return (bands.find((band) => largestMiB <= band.upToMiB) ?? bands.at(-1) ?? bands[0]).key;
}

/** The granule in MiB. */
export const granuleMiB = (facts: Facts, largestMiB: number): number => numberOf(facts, granuleKey(facts, largestMiB));

/** The finest granule as a fact. */
export const finestGranule = (facts: Facts) => numberFact(facts, bandsOf(facts)[0].key);
