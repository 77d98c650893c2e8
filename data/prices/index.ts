/**
 * List prices of licensed products as dated examples: one JSON file per product in this folder, each with its source,
 * checked as it is read. Nobody pays list: users replace them by their own (`prices` of a request).
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ProductPrice, SourceText, readInput } from "#planner/contract/index.ts";

export { PRICE_SOURCES } from "./sources.ts";

const EXTENSION = ".json";
const Listed = ProductPrice.extend({ source: SourceText });

/**
 * One price file, checked.
 * @throws Error that names the file, the field and the bound
 */
export function readPrice(file: string, text: string): ProductPrice {
  const input: unknown = JSON.parse(text);
  const parsed = readInput(Listed, input);
  if (!parsed.success) {
    const detail = parsed.problems.map((p) => `${p.pointer}: ${p.detail}`);
    throw new Error(`data/prices/${file}: ${detail.join("; ")}`);
  }
  if (`${parsed.data.product}${EXTENSION}` !== file) {
    throw new Error(`data/prices/${file}: the product "${parsed.data.product}" must be the file's name`);
  }
  return parsed.data;
}

/** Every list price known, one per product, sorted by product. */
export const PRODUCT_PRICES: readonly ProductPrice[] = Object.freeze(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => readPrice(file, readFileSync(join(import.meta.dirname, file), "utf8")))
    .toSorted((a, b) => (a.product < b.product ? -1 : 1)),
);
