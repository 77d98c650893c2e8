/** What feeds a rack, as people type it: 208V30A3ph, 230V16A1ph, or 8.6kW. */
import { InvalidArgumentError } from "commander";
import { type Circuit, circuitOf } from "#planner";

/** Parser of a circuit. @throws InvalidArgumentError naming the bound */
export function circuitIn(text: string): Circuit {
  const read = circuitOf(text);
  if ("problem" in read) throw new InvalidArgumentError(`${read.problem}.`);
  return read.circuit;
}
