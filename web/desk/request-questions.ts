/**
 * Requests that are decoded: what a plan or a what-if is asked with, by itself or beside what is stored. They may be as
 * large as the estate, so they come back in writing, as jobs take them.
 */
import { written } from "#jobs/running/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import type { StoredInventory, StoredPlan } from "#store";
import type { FormFields } from "../decode/form-fields.ts";
import { questionsIn } from "../decode/goals-questions.ts";
import { planRequest, requestAgain, requestBeside, wholeRequest } from "../decode/plan-request.ts";
import { decodeScenario } from "../decode/scenario.ts";
import { parseJson } from "../intake/parse-json.ts";
import { inventoryBasePage, planBasePage } from "../what-if-base-page.ts";
import type { DeskRoom } from "./room.ts";

type Raw = Readonly<Record<string, unknown>>;

/** The request beside an inventory; problems are places in the scenario. */
function requestIn({ inventory }: StoredInventory, rest: unknown): Raw {
  try {
    return requestBeside(inventory, rest);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(error.problems.map((one) => ({ ...one, pointer: `/request${one.pointer}` })));
  }
}

/** The posted goals page: what it asks, or what is wrong with it. */
interface GoalsPosted {
  readonly fields: FormFields;
  /** Whether the requests are wanted, or only what they say beside the inventory. */
  readonly hasRequests: boolean;
}

export const REQUEST_QUESTIONS = {
  /** The JSON of a request that brings everything itself. @throws Problem malformed-request @throws InvalidInput */
  wholeRequest: (_about: readonly [], json: Uint8Array, room: DeskRoom) =>
    written(wholeRequest(parseJson(json, "The body"), room)),

  /** The same for a scenario. @throws Problem malformed-request @throws InvalidInput */
  wholeScenario: (_about: readonly [], json: Uint8Array, room: DeskRoom) =>
    written(decodeScenario(parseJson(json, "The body"), room)),

  /** A request beside an inventory. @throws InvalidInput */
  planRequest: ([{ inventory }]: readonly [StoredInventory], rest: unknown, room: DeskRoom) =>
    written(planRequest(inventory, rest, room)),

  goalsPosted: ([{ inventory }]: readonly [StoredInventory], { fields, hasRequests }: GoalsPosted, room: DeskRoom) => {
    const decoded = questionsIn(fields, inventory, room);
    if ("problems" in decoded) return decoded;
    return { ...decoded, requests: hasRequests ? decoded.requests.map(written) : [] };
  },

  /** A plan's request again, with the same estate. @throws InvalidInput */
  requestAgain: ([plan]: readonly [StoredPlan], _given: undefined, room: DeskRoom) =>
    written(requestAgain(plan, undefined, room)),

  /** The same with another estate. @throws InvalidInput */
  requestAgainWith: (
    [plan, { inventory }]: readonly [StoredPlan, StoredInventory],
    _given: undefined,
    room: DeskRoom,
  ) => written(requestAgain(plan, inventory, room)),

  /** What the page of a new what-if shows of its base. @throws InvalidInput when `rest` is no request without estate */
  planBasePage: ([plan]: readonly [StoredPlan], _given: undefined) => planBasePage(plan),
  inventoryBasePage: ([stored]: readonly [StoredInventory], rest: unknown) => inventoryBasePage(stored, rest),

  /** A scenario about a plan's request. @throws InvalidInput */
  scenarioOfPlan: ([{ document }]: readonly [StoredPlan], scenario: Raw, room: DeskRoom) =>
    written(decodeScenario({ ...scenario, request: document.request }, room)),

  /** A scenario about an inventory, with the rest of its request. @throws InvalidInput */
  scenarioOfInventory: (
    [stored]: readonly [StoredInventory],
    { scenario, rest }: { readonly scenario: Raw; readonly rest: unknown },
    room: DeskRoom,
  ) => written(decodeScenario({ ...scenario, request: requestIn(stored, rest) }, room)),
};
