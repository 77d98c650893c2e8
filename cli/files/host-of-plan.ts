/** A host of a written plan as a simulation request. */
import { productContext } from "#jobs";
import {
  InvalidInput,
  type PlanDocument,
  type SimulationRequest,
  decodeSimulation,
  simulationOfHost,
  simulationsOfPlan,
} from "#planner";
import { readPlan } from "./plan-file.ts";
import { within } from "./read.ts";

const MINUTES_PER_HOUR = 60;

/** Which host, when, and for how long; left out = the host's hottest slot, and what the plan's own goals say. */
export interface HostChoice {
  readonly host: string;
  /** Hours from the begin of the plan's time, ≥ 0. */
  readonly hour?: number | undefined;
  readonly seconds?: number | undefined;
  readonly seed?: number | undefined;
}

function slotAt(hour: number, { result }: PlanDocument): number {
  const { count, minutes } = result.slots;
  const slot = Math.floor((hour * MINUTES_PER_HOUR) / minutes);
  if (slot < count) return slot;
  const hours = (count * minutes) / MINUTES_PER_HOUR;
  throw new InvalidInput([
    { pointer: "--hour", code: "invalid", detail: `hour ${hour}: the plan's time ends at hour ${hours}` },
  ]);
}

const optionsOf = (choice: Omit<HostChoice, "host">, document: PlanDocument) => ({
  slot: choice.hour === undefined ? undefined : slotAt(choice.hour, document),
  seconds: choice.seconds ?? document.request.goals.simulatedSeconds,
  seed: choice.seed ?? document.request.seed,
});

/** Every host of a plan that carries something, each at its own hottest slot unless an hour is named. */
export async function requestsOfHosts(planFile: string, choice: Omit<HostChoice, "host">) {
  const document = await readPlan(planFile);
  return within(planFile, () => simulationsOfPlan(document, optionsOf(choice, document), productContext()));
}

/** @throws InvalidInput for a plan that is none, a host it does not have, an hour beyond its time, a platform nobody can simulate */
export async function requestOfHost(planFile: string, choice: HostChoice): Promise<SimulationRequest> {
  const document = await readPlan(planFile);
  const context = productContext();
  const options = optionsOf(choice, document);
  return within(planFile, () => decodeSimulation(simulationOfHost(document, choice.host, options, context), context));
}
