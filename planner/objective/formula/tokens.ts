/**
 * The first wall: the text of a formula cut into its parts before any parser sees it. Whatever is not a number, a known
 * name, a function of the list, an operator of the list or a parenthesis is refused here, by name and place; so are texts
 * too long, too big or too deep, so that what a parser has to do is bounded.
 */
import { nearestName } from "../../contract/nearest-name.ts";
import { InvalidFormula } from "./fault.ts";
import { FUNCTIONS } from "./functions.ts";

/** Longest text, in characters. */
export const MOST_CHARACTERS = 2000;
/** Most numbers, names, functions and operators. */
export const MOST_PARTS = 300;
/** Parentheses in parentheses. */
export const MOST_DEPTH = 50;

const WORDS: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** What refused characters would be the beginning of. */
const MEANING: Readonly<Record<string, string>> = {
  '"': "text is no part of a formula",
  "'": "text is no part of a formula",
  "[": "there are no lists and no elements of lists",
  "]": "there are no lists and no elements of lists",
  "{": "there are no objects",
  "}": "there are no objects",
  ";": "a formula is one expression",
  "=": 'nothing can be assigned or defined; "equal" is written ==',
  ".": "there are no properties",
  "%": "percent is written / 100",
  "#": "there are no comments",
  "!": 'only != is known; "not" is written not',
};

const PART = /[ \t\r\n]+|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_$][\w$]*|[=!<>]=|[-+*/^<>(),?:]|[^]/gu;

/** Places of the operands (numbers and names, but not functions) in the text, from 1, in their order. */
export interface Scanned {
  readonly operandsAt: readonly number[];
}

const shown = (part: string): string => JSON.stringify(part.length > 40 ? `${part.slice(0, 40)}…` : part);

function refuseName(
  name: string,
  at: { readonly place: number; readonly isCalled: boolean },
  names: readonly string[],
): never {
  const known = at.isCalled ? [...FUNCTIONS.keys()] : names;
  const near = nearestName(name, known);
  const meant = near === undefined ? `; known are ${known.join(", ")}` : `; did you mean "${near}"?`;
  throw new InvalidFormula(
    at.isCalled ? `${shown(name)} is no function of formulas${meant}` : `${shown(name)} is no quantity${meant}`,
    at.place,
  );
}

/** Is the next thing after this place an opening parenthesis? */
const isCalledAt = (text: string, from: number): boolean =>
  /^[ \t\r\n]*\(/.test(text.slice(from, from + MOST_CHARACTERS));

/**
 * Look through a text.
 * @throws InvalidFormula for the first part that formulas do not know, or when it is too long, too big or too deep
 */
export function scan(text: string, names: ReadonlySet<string>): Scanned {
  if (text.length > MOST_CHARACTERS) {
    throw new InvalidFormula(`${text.length} characters, at most ${MOST_CHARACTERS} are read`, MOST_CHARACTERS + 1);
  }
  const operandsAt: number[] = [];
  let parts = 0;
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(PART)) {
    const place = index + 1;
    if (part.trim() === "" || part === "," || part === ":" || part === ")") {
      if (part === ")") depth--;
      continue;
    }
    if (part === "(") {
      if (++depth > MOST_DEPTH) throw new InvalidFormula(`parentheses deeper than ${MOST_DEPTH}`, place);
      continue;
    }
    if (++parts > MOST_PARTS) throw new InvalidFormula(`more than ${MOST_PARTS} numbers, names and operators`, place);
    if (/^[.\d]/.test(part) && part !== ".") operandsAt.push(place);
    else if (/^[A-Za-z_$]/.test(part)) {
      const isCalled = !WORDS.has(part) && isCalledAt(text, index + part.length);
      if (WORDS.has(part) || (isCalled && FUNCTIONS.has(part))) continue;
      if (isCalled || !names.has(part)) refuseName(part, { place, isCalled }, [...names]);
      operandsAt.push(place);
    } else if (!/^(?:[=!<>]=|[-+*/^<>?])$/.test(part)) {
      throw new InvalidFormula(
        `${shown(part)}: ${Object.hasOwn(MEANING, part) ? MEANING[part] : "no part of a formula"}`,
        place,
      );
    }
  }
  return { operandsAt };
}
