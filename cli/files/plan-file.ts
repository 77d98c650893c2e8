/** Plan documents as `plan -o plan.json` writes them. */
import { PlanDocument, parseInput } from "#planner";
import { readDocument, within } from "./read.ts";

/** Read and check a plan. @throws InvalidInput naming the file and every place that is not as a plan should be */
export async function readPlan(file: string): Promise<PlanDocument> {
  const content = await readDocument(file);
  return within(file, () => parseInput(PlanDocument, content));
}
