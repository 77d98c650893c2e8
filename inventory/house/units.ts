/**
 * Quantities with units, at the door: text such as "3.6 GB" or a figure with its unit beside it becomes a number in the
 * contract's unit. Factors come from mathjs, loaded on first need through its single-file bundle (its main entry takes
 * several times as long); every conversion here is linear, so one factor for each unit is enough. GB and GiB stay distinct.
 */
import { readNumber } from "../numbers.ts";

/** What a figure measures, and the contract's unit for it. */
export const QUANTITIES = {
  clock: { unit: "MHz", words: "clock (MHz, GHz)" },
  memory: { unit: "MiB", words: "memory (MiB, GiB, MB, GB)" },
  disk: { unit: "GiB", words: "disk size (GiB, TiB, GB, TB)" },
  diskRate: { unit: "MB/s", words: "disk throughput (MB/s, MiB/s, kB/s)" },
  networkRate: { unit: "Mb/s", words: "network throughput (Mbit/s, Gbit/s, MB/s)" },
} as const;
export type Quantity = keyof typeof QUANTITIES;

/** mathjs knows bits as "b" with decimal and binary prefixes; files write "Mbit". */
const toMathjs = (unit: string): string => unit.replace(/bits?(?=\/|$)/, "b").replace(/ps$/, "/s");

/** Letters, with at most one division: nothing that would be an expression. */
const UNIT_TEXT = /^[A-Za-z]{1,8}(?:\/[A-Za-z]{1,4})?$/;

export type Factors = (unit: string, quantity: Quantity) => number | undefined;

/**
 * Loads the unit table and returns the factors: multiply a figure by `factors(unit, quantity)` to get the contract's unit.
 * Undefined where the text is no unit of that quantity. Units are case-sensitive: "Mb" are bits, "MB" bytes.
 */
export async function loadFactors(): Promise<Factors> {
  const { default: math } = await import("mathjs/lib/browser/math.js");
  const known = new Map<string, number | undefined>();
  return (unit, quantity) => {
    const key = `${quantity} ${unit}`;
    if (known.has(key)) return known.get(key);
    let factor: number | undefined;
    try {
      factor = UNIT_TEXT.test(unit) ? math.unit(1, toMathjs(unit)).toNumber(QUANTITIES[quantity].unit) : undefined;
    } catch {
      // mathjs throws for what it does not know; the caller reports the unit with its place.
      factor = undefined;
    }
    known.set(key, factor);
    return factor;
  };
}

export type QuantityReading =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "missing" }
  | { readonly kind: "not-a-number" }
  | { readonly kind: "unknown-unit"; readonly unit: string };

const QUANTITY_TEXT = /^([+-]?[\d.,'\s]*\d)\s*([A-Za-z%/]*)$/;

/** A cell such as "4 GiB", or a bare figure in `defaultUnit`. */
export function readQuantity(
  text: string,
  at: { readonly quantity: Quantity; readonly defaultUnit: string; readonly hasPointDecimals: boolean },
  factors: Factors,
): QuantityReading {
  if (text.trim() === "") return { kind: "missing" };
  const found = QUANTITY_TEXT.exec(text.trim());
  const number = found === null ? undefined : readNumber(found[1], at.hasPointDecimals);
  if (number?.kind !== "number") return { kind: "not-a-number" };
  const unit = found?.[2] || at.defaultUnit;
  const factor = factors(unit, at.quantity);
  return factor === undefined ? { kind: "unknown-unit", unit } : { kind: "value", value: number.value * factor };
}
