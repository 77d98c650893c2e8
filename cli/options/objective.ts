/** The option that says what a plan is to be good at: one objective, a list, weights, or a formula. */
import { InvalidArgumentError } from "commander";
import { OBJECTIVES, Objective } from "#planner";

/** Help text of the option. */
export const OBJECTIVE_HELP = `what the plan is to be good at: ${OBJECTIVES.join(", ")}, moves (save hosts from where everything stands today), a list like hosts,energy (first things first), weights like hosts=1,energy=0.2, or formula:EXPR of named quantities (${OBJECTIVES[0]})`;

const FORMULA = "formula:";

/** What the text asks the contract for: a name, a list, weights, or `{formula}`; still to be judged. */
export function objectiveAsked(text: string): unknown {
  if (text.trim().startsWith(FORMULA)) return { formula: text.trim().slice(FORMULA.length).trim() };
  const parts = text.split(",").map((part) => part.trim());
  const single = parts.length === 1 ? parts[0] : parts;
  return parts.some((part) => part.includes("=")) ? weightsIn(parts) : single;
}

/** Reads "hosts", "hosts,energy", "hosts=1,cost=0.5" or "formula:cost + 2 * racks". @throws InvalidArgumentError naming what is wrong */
export function objectiveIn(text: string): Objective {
  const parsed = Objective.safeParse(objectiveAsked(text));
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(
    `"${text}" is no objective: one of ${OBJECTIVES.join(", ")}, moves, a list of them, each once, weights like hosts=1,energy=0.2 with one above 0, or formula:EXPR.`,
  );
}

function weightsIn(parts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf("=");
      const weight = part.slice(at + 1).trim();
      return [part.slice(0, Math.max(0, at)).trim(), weight === "" ? Number.NaN : Number(weight)] as const;
    }),
  );
}
