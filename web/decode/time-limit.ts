/** The time limit of a plan as a text of a form or of an address: seconds of the clock, beside the request, for it is no part of the question. */
import { type InputProblem, MOST_EFFORT_SECONDS } from "#planner/contract/index.ts";
import { numberIn } from "./number-text.ts";

/** The limit in seconds, 0 to 86,400; neither value nor problem = none was given. */
export function timeLimit(text: string): { readonly value?: number; readonly problem?: InputProblem } {
  if (text === "") return {};
  const value = numberIn(text, 0);
  if (value !== undefined && value >= 0 && value <= MOST_EFFORT_SECONDS) return { value };
  const detail = `the time limit is "${text}", expected seconds from 0 to ${MOST_EFFORT_SECONDS}`;
  return { problem: { pointer: "/timeSeconds", code: "invalid", detail } };
}
