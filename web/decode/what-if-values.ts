/** Texts of the what-if page as values: lists of numbers, targets by their ids, growth that may be uncertain. */
import type { PlanRequestInput } from "#planner";
import { numberIn } from "./number-text.ts";
import { rowOfText, targetsOf } from "./target-rows.ts";

/** What a text says, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly detail: string };

const wordsIn = (text: string): readonly string[] =>
  text
    .replaceAll(/;|,(?=\s)/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");

/** "0 20 50" as numbers; a comma inside a number may mean two things, so it is refused. @param shift powers of ten, or words */
export function valuesIn(text: string, shift: number | "words"): Read<readonly (number | string)[]> {
  const values: (number | string)[] = [];
  for (const word of wordsIn(text)) {
    const value = shift === "words" ? word : numberIn(word, shift);
    if (value === undefined) return { detail: `"${word}" is not a number; separate values by spaces` };
    values.push(value);
  }
  return { value: values };
}

type Targets = PlanRequestInput["targets"];

/** Lines of targets, each "esx-3.0@dell-2950-iii:10", several on a line joined by "+". */
export function targetListsIn(text: string): Read<readonly Targets[]> {
  const lists: Targets[] = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === "") continue;
    const rows = line.split("+").map((part) => rowOfText(part.trim()));
    const bad = rows.findIndex((row) => row === undefined);
    const { targets, problems } = targetsOf(rows.flatMap((row) => row ?? []));
    const [first] = problems;
    if (bad >= 0) return { detail: `"${line.slice(0, 80)}" is no target such as esx-3.0@dell-2950-iii:10` };
    if (first !== undefined) return { detail: `"${line.slice(0, 80)}": ${first.detail}` };
    lists.push([...targets]);
  }
  return { value: lists };
}

/** "15", or uncertain: "5 to 40" (uniform), "5 to 15 to 40" (triangular). */
export function growthIn(text: string): Read<unknown> {
  const numbers = text.split(/\s+to\s+/i).map((part) => numberIn(part.trim()));
  const [from, likely, to] = numbers;
  if (from === undefined || numbers.length > 3 || numbers.includes(undefined))
    return { detail: `"${text}" is not per cent per year such as 15, 5 to 40, or 5 to 15 to 40` };
  if (likely === undefined) return { value: from };
  if (to === undefined) return { value: { distribution: "uniform", from, to: likely } };
  return { value: { distribution: "triangular", from, likely, to } };
}
