/** The option that says what a plan is to be good at: one objective, a list, or weights. */
import { InvalidArgumentError } from "commander";
import { OBJECTIVES, Objective } from "#planner";

/** Help text of the option. */
export const OBJECTIVE_HELP = `what the plan is to be good at: ${OBJECTIVES.join(", ")}, moves (save hosts from where everything stands today), a list like hosts,energy (first things first), or weights like hosts=1,energy=0.2 (${OBJECTIVES[0]})`;

/** Reads "hosts", "hosts,energy" or "hosts=1,cost=0.5". @throws InvalidArgumentError naming what is wrong */
export function objectiveIn(text: string): Objective {
  const parts = text.split(",").map((part) => part.trim());
  const isWeighed = parts.some((part) => part.includes("="));
  const single = parts.length === 1 ? parts[0] : parts;
  const parsed = Objective.safeParse(isWeighed ? weightsIn(parts) : single);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(
    `"${text}" is no objective: one of ${OBJECTIVES.join(", ")}, moves, a list of them, each once, or weights like hosts=1,energy=0.2 with one above 0.`,
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
