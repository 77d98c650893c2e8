/** The time limit that a request for a plan or a what-if has in its address. */
import type { Request } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import { timeLimit } from "../decode/time-limit.ts";
import { queryText } from "../methods.ts";

/** ?timeSeconds=N as part of a task. @throws InvalidInput */
export function timeAsked(request: Request): { readonly timeSeconds?: number } {
  const { value, problem } = timeLimit((queryText(request, "timeSeconds") ?? "").trim());
  if (problem !== undefined) throw new InvalidInput([problem]);
  return value === undefined ? {} : { timeSeconds: value };
}
