/**
 * A figure that may change by the hour: one number, 24 for the hours of a day, or 168 for those of a week from Monday
 * 0:00; typed as a list with commas, or in a file (.csv: its last column, .json, .yaml).
 */
import { InvalidArgumentError } from "commander";
import { InvalidInput } from "#planner";
import { UsageError } from "../exit.ts";
import { readBytes, readDocument } from "../files/read.ts";
import { isRecord } from "../files/records.ts";
import { numberIn } from "./numbers.ts";

/** As typed: figures, or the file they are in. */
export type Hourly = number | number[] | { readonly file: string };

const HOURS_OF_DAY = 24;
const HOURS_OF_WEEK = 168;
const FILE = /\.(csv|json|ya?ml)$/i;
const MOST = 1e15;
const figure = numberIn({ min: 0, max: MOST });

/** One figure, or as many as a day or a week has hours; otherwise what is wrong with their number. */
function checked(
  values: readonly number[],
  what: string,
): { readonly value: number | number[] } | { readonly problem: string } {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { value: only };
  if (values.length === HOURS_OF_DAY || values.length === HOURS_OF_WEEK) return { value: [...values] };
  return {
    problem: `${values.length} ${what}, expected 1, ${HOURS_OF_DAY} (a day) or ${HOURS_OF_WEEK} (a week from Monday 0:00)`,
  };
}

/** Parser of the option's text. @param what plural of the figures: "prices" */
export const hourlyIn =
  (what: string) =>
  (text: string): Hourly => {
    const trimmed = text.trim();
    if (FILE.test(trimmed)) return { file: trimmed };
    const read = checked(trimmed.split(",").map(figure), what);
    if ("problem" in read) throw new InvalidArgumentError(`${read.problem}.`);
    return read.value;
  };

const isNumber = (text: string) => text !== "" && Number.isFinite(Number(text));

/** Figures of a CSV text: the last cell of each line; a first line of words is a header; one line is a list. */
function csvFigures(text: string): readonly string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, "")));
  const [first = []] = lines;
  if (lines.length === 1) return first;
  return (isNumber(first.at(-1) ?? "") ? lines : lines.slice(1)).map((cells) => cells.at(-1) ?? "");
}

async function textsOf(file: string, key: string): Promise<readonly string[]> {
  if (/\.csv$/i.test(file)) return csvFigures((await readBytes(file)).toString("utf8").replace(/^\uFEFF/, ""));
  const content = await readDocument(file);
  const list = isRecord(content) && key in content ? content[key] : content;
  const all: readonly unknown[] = Array.isArray(list) ? list : [list];
  return all.map((one) => (typeof one === "number" ? String(one) : JSON.stringify(one)));
}

/**
 * The figures, read from their file where they are in one.
 * @param at.option name of the option, for errors; at.key name under which an object in a file has them
 * @throws InvalidInput naming the file, the place in it and the bound
 */
export async function hourlyOf(
  typed: Hourly,
  at: { readonly option: string; readonly key: string; readonly what: string },
): Promise<number | number[]> {
  if (typeof typed === "number" || Array.isArray(typed)) return typed;
  const { file } = typed;
  if (file === "-") throw new UsageError(`${at.option}: give a file, standard input is not read here`);
  const texts = await textsOf(file, at.key);
  const refuse = (detail: string) => new InvalidInput([{ pointer: `${at.option} ${file}`, code: "invalid", detail }]);
  const wrong = texts.findIndex((text) => !isNumber(text) || Number(text) < 0 || Number(text) > MOST);
  if (wrong >= 0) throw refuse(`entry ${wrong + 1} is ${texts[wrong] ?? ""}, expected a number from 0 up`);
  const read = checked(texts.map(Number), at.what);
  if ("problem" in read) throw refuse(read.problem);
  return read.value;
}
