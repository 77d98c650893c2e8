/** z/VM's licence: Value Units per engine fall as engines grow. Bands are facts `lic.valueUnits.N` up to engine N. */
import { type Facts, numberOf } from "../fact.ts";

const PREFIX = "lic.valueUnits.";
/** All engines after the last band. */
const LAST = `${PREFIX}rest`;

/** Value Units that this many engines of one type need. @param engines ≥ 0; a part of one counts whole */
export function valueUnits(facts: Facts, engines: number): number {
  const bands = Object.keys(facts)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, upTo: key === LAST ? Number.POSITIVE_INFINITY : Number(key.slice(PREFIX.length)) }))
    .toSorted((a, b) => a.upTo - b.upTo);
  let units = 0;
  let counted = 0;
  for (const { key, upTo } of bands) {
    const here = Math.max(0, Math.min(Math.ceil(engines), upTo) - counted);
    units += here * numberOf(facts, key);
    counted += here;
  }
  return units;
}
