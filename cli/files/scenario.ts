/**
 * What-if scenarios. Beside a request written out, a scenario file may name a request file or inventory files; names are
 * relative to the scenario's own folder.
 */
import path from "node:path";
import { InvalidInput, Scenario, parseInput } from "#planner";
import { readDocument, within } from "./read.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const beside = (scenarioFile: string, name: string) =>
  scenarioFile === "-" ? name : path.join(path.dirname(scenarioFile), name);

async function requestIn(content: Record<string, unknown>, file: string): Promise<unknown> {
  const { request } = content;
  if (typeof request !== "string") return request;
  const named = beside(file, request);
  const found = await readDocument(named);
  if (isRecord(found)) return found;
  throw new InvalidInput([{ pointer: named, code: "invalid", detail: "is no plan request: an object is expected" }]);
}

/** Read and check a scenario. @throws InvalidInput naming the file and the place */
export async function readScenario(file: string): Promise<Scenario> {
  const content = await readDocument(file);
  const full = isRecord(content) ? { ...content, request: await requestIn(content, file) } : content;
  return within(file, () => parseInput(Scenario, full));
}
