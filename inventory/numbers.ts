/**
 * Numbers as files write them: plain, with grouping, with a decimal comma. What cannot be a number is said to be none;
 * nothing is guessed into a figure without a word.
 */

export type NumberReading =
  | { readonly kind: "number"; readonly value: number; readonly isAmbiguous: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "none" };

const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const COMMA_DECIMAL = /^[+-]?\d+,\d+$/;
const GROUPED_BY_POINT = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const GROUPED_BY_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const SPACES = /[\s\u00a0\u202f']/g;

const read = (text: string, isAmbiguous: boolean): NumberReading => {
  const value = Number(text);
  return Number.isFinite(value) ? { kind: "number", value, isAmbiguous } : { kind: "none" };
};

const commaToPoint = (text: string): string => text.replaceAll(".", "").replace(",", ".");

function readComma(text: string): NumberReading {
  if (GROUPED_BY_POINT.test(text)) return read(commaToPoint(text), !text.includes(",") && text.split(".").length === 2);
  if (COMMA_DECIMAL.test(text)) return read(text.replace(",", "."), false);
  return PLAIN.test(text) ? read(text, false) : { kind: "none" };
}

function readPoint(text: string): NumberReading {
  if (PLAIN.test(text)) return read(text, false);
  if (GROUPED_BY_COMMA.test(text))
    return read(text.replaceAll(",", ""), text.split(",").length === 2 && !text.includes("."));
  return { kind: "none" };
}

/**
 * A cell as a number.
 * @param hasPointDecimals false where the file writes decimals with a comma
 * @returns "missing" for an empty cell, "none" for text, NaN and infinities
 */
export function readNumber(cell: unknown, hasPointDecimals: boolean): NumberReading {
  if (cell === null || cell === undefined || cell === "") return { kind: "missing" };
  if (typeof cell === "number")
    return Number.isFinite(cell) ? { kind: "number", value: cell, isAmbiguous: false } : { kind: "none" };
  if (typeof cell !== "string") return { kind: "none" };
  const text = cell.trim().replaceAll(SPACES, "");
  if (text === "") return { kind: "missing" };
  return hasPointDecimals ? readPoint(text) : readComma(text);
}
