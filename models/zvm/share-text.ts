/** SHARE as operators write it and plans show it: "RELATIVE 100", "ABSOLUTE 12.5%", "ABSOLUTE 20% LIMITHARD", "NOLIMIT". */
import { type Facts, numberOf } from "../fact.ts";
import type { ZvmShare, ZvmTerms } from "./zvm-terms.ts";

const SHARE = /^(ABS(?:OLUTE)?|REL(?:ATIVE)?) (\d+(?:\.\d)?)(%?)$/i;
const MAXIMUM = /^(.*) LIMIT(SOFT|HARD)$/i;

/** @throws RangeError naming field, text and what it must be, also for a figure outside the release's range */
export function parseShare(facts: Facts, field: string, text: string): ZvmShare {
  const [, kind, figure, percent] = SHARE.exec(text) ?? [];
  const isAbsolute = kind?.toUpperCase().startsWith("ABS") === true;
  if (kind === undefined || isAbsolute !== (percent === "%"))
    throw new RangeError(`${field} "${text}": must be like "RELATIVE 100" or "ABSOLUTE 12.5%"`);
  const value = Number(figure);
  const range = isAbsolute ? "share.absolute" : "share.relative";
  const [min, max] = [numberOf(facts, `${range}.min`), numberOf(facts, `${range}.max`)];
  if (value < min || value > max) throw new RangeError(`${field} "${text}": must be from ${min} to ${max}`);
  return isAbsolute ? { kind: "absolute", percent: value } : { kind: "relative", value };
}

/** A maximum share; undefined for "NOLIMIT". @throws RangeError as {@link parseShare} */
export function parseMaximum(facts: Facts, text: string): ZvmTerms["maximum"] {
  if (/^NOLIMIT$/i.test(text)) return undefined;
  const [, share, limit] = MAXIMUM.exec(text) ?? [];
  if (share === undefined || limit === undefined)
    throw new RangeError(`maximumShare "${text}": must be NOLIMIT or like "ABSOLUTE 20% LIMITHARD"`);
  return { share: parseShare(facts, "maximumShare", share), limit: limit.toUpperCase() === "HARD" ? "hard" : "soft" };
}
