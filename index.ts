/**
 * The front door for programs: `import { plan, whatIf, simulate } from "hostwright"`. Questions in, answers out, the same
 * answers as form, API and command line give; the catalogue, the price lists and the solver are brought along. Types and
 * schemas of questions and answers are exported beside the functions. Files and inventories of other formats are the
 * command line's and the server's; nothing here reads or writes one.
 */
import { availableParallelism } from "node:os";
import { MOST_THREADS, limitsOf, packingContext, planVariants, productContext, raise, stopFlag } from "./jobs/index.ts";
import {
  DEFAULT_MEMORY_BYTES,
  InvalidInput,
  type PlanRequestInput,
  type PlanResult,
  type Progress,
  Scenario,
  type ScenarioInput,
  type SimulationRequestInput,
  type SimulationResult,
  type WhatIfResult,
  decodeRequest,
  decodeSimulation,
  parseInput,
  plan as planDecoded,
  simulate as simulateDecoded,
} from "./planner/index.ts";

export {
  InvalidInput,
  type InputProblem,
  PlanDocument,
  PlanRequest,
  type PlanRequestInput,
  PlanResult,
  type Progress,
  type RowDifference,
  Scenario,
  type ScenarioInput,
  SimulationRequest,
  type SimulationRequestInput,
  SimulationResult,
  type WhatIfResult,
  type WhatIfRow,
  rowDifference,
} from "./planner/index.ts";

const badOption = (name: string, value: number, bound: string) =>
  new InvalidInput([{ pointer: "", code: "invalid", detail: `${name} is ${value}: it must be ${bound}` }]);

export interface PlanOptions {
  /** Told how far it is, on this thread. */
  readonly progress?: (progress: Progress) => void;
  /** Most seconds for the search, ≥ 0; left out = only the request's effort ends it. With it the plan depends on the machine. */
  readonly timeSeconds?: number;
  /** Most bytes that the plan may take; left out = 2 GiB. */
  readonly memoryBytes?: number;
}

/**
 * Plan a request: the same request and seed give the same plan. Works on this thread until it is done.
 * @throws InvalidInput with everything that is wrong with the request, each with its JSON pointer
 */
export async function plan(request: PlanRequestInput, options: PlanOptions = {}): Promise<PlanResult> {
  const { progress, timeSeconds, memoryBytes = DEFAULT_MEMORY_BYTES } = options;
  if (timeSeconds !== undefined && !(timeSeconds >= 0)) throw badOption("timeSeconds", timeSeconds, "at least 0");
  const context = await packingContext();
  return planDecoded(decodeRequest(request, context), {
    ...context,
    ...limitsOf({ timeSeconds }),
    memoryBytes,
    ...(progress === undefined ? {} : { progress }),
  });
}

export interface WhatIfOptions {
  /** Threads that share the rows, 1 to 64; left out = one per processor. The answer does not depend on it. */
  readonly threads?: number;
  /** Told after each row. */
  readonly progress?: (done: number, of: number) => void;
  /** Aborted, it ends the work: the answer has the rows that are done, and `isComplete` is false. */
  readonly signal?: AbortSignal;
}

function threadsIn({ threads = Math.min(availableParallelism(), MOST_THREADS) }: WhatIfOptions): number {
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw badOption("threads", threads, `a whole number from 1 to ${MOST_THREADS}`);
}

/**
 * Plan every variant of a scenario on threads of its own; a variant that is not valid is a row with its problems.
 * @param scenario its `request` is written out here, not the name of a file
 * @throws InvalidInput when the scenario itself is not valid
 * @throws Error when a thread is lost
 */
export async function whatIf(scenario: ScenarioInput, options: WhatIfOptions = {}): Promise<WhatIfResult> {
  const threads = threadsIn(options);
  const flag = stopFlag();
  const stop = () => raise(flag);
  const { progress, signal } = options;
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop);
  try {
    const asked = parseInput(Scenario, scenario);
    return await planVariants(asked, { threads, flag, ...(progress === undefined ? {} : { progress }) });
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * Simulate one host under its platform's own scheduler: the same request and seed give the same result. Works on this
 * thread until it is done.
 * @throws InvalidInput with everything that is wrong with the request
 */
export async function simulate(request: SimulationRequestInput): Promise<SimulationResult> {
  const context = productContext();
  return Promise.resolve(simulateDecoded(decodeSimulation(request, context), context));
}
