/** The way in which a program asks for a simulation: one JSON request. */
import type { Request } from "express";
import type { SimulationRequest } from "#planner";
import { decodeSimulation } from "#planner/asking/index.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { jsonBody, saysJson } from "./json-body.ts";

/** The decoded request of this message. @throws Problem and InvalidInput */
export function simulationRequestOf(request: Request, { context }: Parts): SimulationRequest {
  if (!saysJson(request)) throw new Problem("unsupported-media-type", "Send application/json.");
  return decodeSimulation(jsonBody(request), context);
}
