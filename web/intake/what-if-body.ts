/**
 * The ways in which a program asks for a what-if: a scenario with its request written out; a scenario whose request has no
 * workloads, beside the id of a stored inventory (?inventory=ID); a scenario without request, beside the id of a stored
 * plan whose request it is about (?plan=ID). JSON, or YAML of at most a MiB.
 */
import express, { type Request, type RequestHandler } from "express";
import { type WrittenRequest, written } from "#jobs/running/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { decodeScenario } from "../decode/scenario.ts";
import { valueOfText } from "../decode/simulation-text.ts";
import { findInventory, findPlan } from "../find.ts";
import { queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { MOST_FORM_BYTES } from "./bounds.ts";
import { jsonBody, jsonBytes, saysJson } from "./json-body.ts";

const YAML_TYPES = ["application/yaml", "application/x-yaml", "text/yaml"];

/** Reads YAML bodies as bytes into request.body; other types are left alone. */
export const readYamlBytes: RequestHandler = express.raw({ type: YAML_TYPES, limit: MOST_FORM_BYTES });

type Raw = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

function yamlBody(request: Request): unknown {
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0) throw new Problem("malformed-request", "The body is empty.");
  try {
    return valueOfText(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof TypeError) throw new Problem("malformed-request", "The body is not UTF-8.");
    throw error;
  }
}

function bodyOf(request: Request): unknown {
  if (saysJson(request)) return jsonBody(request);
  if (request.is(YAML_TYPES)) return yamlBody(request);
  throw new Problem("unsupported-media-type", `Send application/json or ${YAML_TYPES[0]}.`);
}

/** The decoded scenario of this message, in writing. @throws Problem and InvalidInput */
export async function scenarioOf(request: Request, parts: Parts): Promise<WrittenRequest> {
  const [inventory, plan] = [queryText(request, "inventory"), queryText(request, "plan")];
  if (inventory !== undefined && plan !== undefined)
    throw new Problem("malformed-request", "Either ?inventory= or ?plan= names the base, not both.");
  if (inventory === undefined && plan === undefined && saysJson(request))
    return await parts.desk.ask("wholeScenario", [], jsonBytes(request));
  const scenario = bodyOf(request);
  if (!isRecord(scenario)) return written(decodeScenario(scenario, parts));
  if (inventory !== undefined) {
    const stored = await findInventory(parts, inventory);
    return await parts.desk.ask("scenarioOfInventory", [stored], { scenario, rest: scenario["request"] });
  }
  if (plan === undefined) return written(decodeScenario(scenario, parts));
  if ("request" in scenario) {
    const detail = '"request" comes from the plan and must not be in the scenario beside it';
    throw new InvalidInput([{ pointer: "/request", code: "given-twice", detail }]);
  }
  return await parts.desk.ask("scenarioOfPlan", [await findPlan(parts, plan)], scenario);
}
