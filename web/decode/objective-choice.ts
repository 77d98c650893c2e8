/** The objectives that the goals page offers, and what its field says as part of a request. */
import { OBJECTIVES } from "#planner/contract/index.ts";

/** Values of the field with the words of the page; a list is written with commas, most important first. */
export const OBJECTIVE_CHOICES: readonly { readonly value: string; readonly text: string }[] = [
  { value: "hosts", text: "Fewest hosts" },
  { value: "hosts,energy", text: "Fewest hosts, and of such plans the one that draws least" },
  { value: "hosts,cost", text: "Fewest hosts, and of such plans the cheapest" },
  { value: "energy", text: "Least energy" },
  { value: "cost", text: "Least cost: hosts, licences and electricity" },
  { value: "moves", text: "Fewest hosts by the fewest moves, from where everything stands today" },
  { value: "cost,energy", text: "Least cost, and of such plans the one that draws least" },
];

/** The field as a request says it: one name, or a list; the contract judges names it does not know. */
export function objectiveIn(text: string): string | readonly string[] | undefined {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length > 1 ? names : names[0];
}

/** What the field holds before anybody has touched it. */
export const FIRST_OBJECTIVE: string = OBJECTIVES[0];
