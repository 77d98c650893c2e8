/** What the planner assumed of its own accord for want of a measurement or a rating, as sentences for the head of a report. */
import { parseSource } from "#models/fact.ts";
import type { PlanResult } from "../contract/index.ts";
import { counted } from "./numbers.ts";

/** Ids of the planner's own assumptions begin with this; all others come from a platform or a host type. */
const PLANNER = "planner/";

/** One sentence each: how many workloads, what was assumed, what would do better. */
export function plannerNotes(result: Pick<PlanResult, "assumptions">): readonly string[] {
  return result.assumptions.flatMap(({ id, value, source }) => {
    const parsed = parseSource(source);
    if (!id.startsWith(PLANNER) || typeof value !== "number" || parsed.kind !== "assumed") return [];
    return [`${counted(value, "workload")}: ${parsed.why}.`];
  });
}
