/**
 * Simulate one host: what its guests would get under its platform's own scheduler, traps, memory and I/O path. Pure: same
 * request, same bytes, whatever order the guests are written in.
 */
import { runHost } from "#models/hypervisor/host/index.ts";
import { innermost } from "#models/partitioning/index.ts";
import { hashOf } from "../canonical.ts";
import type { PlanContext } from "../context.ts";
import {
  InvalidInput,
  SIMULATION_RESULT_VERSION,
  SimulationRequest,
  type SimulationResult,
  parseInput,
} from "../contract/index.ts";
import { ENGINE } from "../contract/engine.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type Built, buildScenario } from "./build.ts";
import { copiesOf } from "./guests.ts";
import { tellReport } from "./tell.ts";

function namesOf(request: SimulationRequest): void {
  const seen = new Map<string, string>();
  const visit = (guests: readonly Parameters<typeof copiesOf>[0][], at: string) =>
    guests.forEach((guest, i) => {
      for (const { id } of copiesOf(guest)) {
        const before = seen.get(id);
        const pointer = `${at}/${i}/id`;
        if (before !== undefined)
          throw new InvalidInput([{ pointer, code: "duplicate", detail: `guest "${id}" is already ${before}` }]);
        seen.set(id, `${at}/${i}`);
      }
    });
  visit(request.guests, "/guests");
  request.guests.forEach((guest, i) => visit(guest.guests ?? [], `/guests/${i}/guests`));
}

/** Core errors at building time are the user's figures. */
function built(request: SimulationRequest, context: PlanContext): Built {
  try {
    return buildScenario(request, context);
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidInput([{ pointer: "", code: "invalid", detail: error.message }]);
    throw error;
  }
}

/**
 * Accept a request or say what is wrong with it.
 * @param input anything: parsed JSON or YAML, or an object made in code
 * @throws InvalidInput
 */
export function decodeSimulation(input: unknown, context: PlanContext): SimulationRequest {
  const request = parseInput(SimulationRequest, input);
  namesOf(request);
  built(request, context);
  return request;
}

/**
 * Run a decoded request. A stop that the context asks for ends the run where it is; the result says so in `end`.
 * @throws InvalidInput for what decodeSimulation refuses
 */
export function simulate(request: SimulationRequest, context: PlanContext): SimulationResult {
  const run = built(request, context);
  const report = runHost(run.scenario, {
    progress: (doneRatio) => context.progress?.({ stage: "simulating", doneRatio }),
    ...(context.stopped === undefined ? {} : { stopped: context.stopped }),
  });
  const inner = innermost(run.platform);
  return {
    version: SIMULATION_RESULT_VERSION,
    engine: ENGINE,
    name: request.name,
    platform: run.platform.id,
    platformTitle: run.platform.title,
    hostTitle: run.machine.title,
    scheduler: run.scenario.pool.kit.title,
    innerSchedulers: Object.fromEntries(
      run.scenario.pool.guests.flatMap(({ name, inside }) => (inside === undefined ? [] : [[name, inside.kit.title]])),
    ),
    noun: inner.noun,
    seed: request.seed,
    inputHash: hashOf(request),
    ...tellReport(report),
    assumptions: [...assumptionsOf(run, request)],
  };
}
