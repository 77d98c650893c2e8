/** The catalogue as the server has it: at hand, or to be loaded by the first who needs it. */
import type { PlanContext } from "#planner";

/** A context, or what loads it. */
export type GivenContext = PlanContext | (() => Promise<PlanContext>);

/** The context itself. */
export const contextIn = async (given: GivenContext): Promise<PlanContext> =>
  typeof given === "function" ? await given() : given;
