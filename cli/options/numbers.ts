/** Numbers as people type them on a command line; a wrong one is a usage error that names the option and the bound. */
import { InvalidArgumentError } from "commander";

interface Range {
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
}

/** The least `min` of a range that begins above 0. */
export const ABOVE_ZERO = Number.MIN_VALUE;

const fromText = (min: number) => (min === ABOVE_ZERO ? "above 0" : `from ${min}`);
const toText = (min: number, max: number) =>
  Number.isFinite(max) ? `${min === ABOVE_ZERO ? ", up" : ""} to ${max}` : min === ABOVE_ZERO ? "" : " up";

const rangeText = ({ min, max, isWhole }: Range) =>
  `a ${isWhole === true ? "whole number" : "number"} ${fromText(min)}${toText(min, max)}`;

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const PERCENT = 100;

/** Parser of a plain number in a range (both ends included). */
export const numberIn =
  (range: Range) =>
  (text: string): number => {
    const value = DECIMAL.test(text.trim()) ? Number(text) : Number.NaN;
    const isWanted = value >= range.min && value <= range.max && (range.isWhole !== true || Number.isInteger(value));
    if (!isWanted) throw new InvalidArgumentError(`Expected ${rangeText(range)}.`);
    return value;
  };

/** Parser of a ratio, given as 0.8 or as 80%; both ends are in percent-free terms and included. */
export const ratioIn =
  (range: Range) =>
  (text: string): number => {
    const trimmed = text.trim();
    const isPercent = trimmed.endsWith("%");
    const value = isPercent ? numberIn({ min: -Infinity, max: Infinity })(trimmed.slice(0, -1)) / PERCENT : trimmed;
    return numberIn(range)(String(value));
  };

/** Parser of a percentage, given as 20 or as 20%. */
export const percentIn =
  (range: Range) =>
  (text: string): number =>
    numberIn(range)(text.trim().replace(/%$/, ""));
