/** The objectives that the goals page offers, and what its field says as part of a request. */
/** Values of the field with the words of the page; a list is written with commas, most important first. */
export const OBJECTIVE_CHOICES: readonly { readonly value: string; readonly text: string }[] = [
  { value: "hosts", text: "Fewest hosts" },
  { value: "hosts,energy", text: "Fewest hosts, and of such plans the one that draws least" },
  { value: "hosts,cost", text: "Fewest hosts, and of such plans the cheapest" },
  { value: "energy", text: "Least energy" },
  { value: "cost", text: "Least cost: hosts, licences and electricity" },
  { value: "cost,energy", text: "Least cost, and of such plans the one that draws least" },
  { value: "moves", text: "Fewest moves from where everything runs today, as long as they save hosts" },
];

/** What the field holds before anybody has touched it, and what a request without an objective means. */
export const FIRST_OBJECTIVE = "hosts";

/** The field as a request says it: nothing for the first, one name, or a list; names are the contract's to judge. */
export function objectiveIn(text: string): string | readonly string[] | undefined {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length > 1) return names;
  return names[0] === FIRST_OBJECTIVE ? undefined : names[0];
}
