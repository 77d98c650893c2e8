/** Tags as people write them into a form: one on a line, "key=value" or a bare key. */
import type { InputProblem } from "#planner";

/** Tags as lines, by key. */
export const tagLines = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([key, value]) => (value === "" ? key : `${key}=${value}`))
    .join("\n");

/** Tags of these lines; the first "=" ends the key, empty lines are nothing. */
export function tagsIn(text: string, pointer: string, problems: InputProblem[]): Readonly<Record<string, string>> {
  const pairs = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? ([line, ""] as const) : ([line.slice(0, at).trim(), line.slice(at + 1).trim()] as const);
    });
  const keyless = pairs.find(([key]) => key === "");
  if (keyless !== undefined) {
    problems.push({ pointer, code: "invalid", detail: `"=${keyless[1]}" has no key before the "="` });
  }
  return Object.fromEntries(pairs);
}
