/**
 * Requests that are made of what is stored, decoded: what a plan or a what-if is asked with. They may be as large as the
 * estate, so they cross a thread's boundary as JSON, which is read back in a fifth of the time of a copy.
 */
import { InvalidInput, type Inventory } from "#planner/contract/index.ts";
import type { StoredInventory, StoredPlan } from "#store";
import type { FormFields } from "../decode/form-fields.ts";
import { questionsIn } from "../decode/goals-questions.ts";
import { planRequest, requestAgain, requestBeside } from "../decode/plan-request.ts";
import { decodeScenario } from "../decode/scenario.ts";
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
  /** A request beside an inventory. @throws InvalidInput */
  planRequest: ([{ inventory }]: readonly [StoredInventory], rest: unknown, room: DeskRoom) =>
    planRequest(inventory, rest, room),

  goalsPosted: ([{ inventory }]: readonly [StoredInventory], { fields, hasRequests }: GoalsPosted, room: DeskRoom) => {
    const decoded = questionsIn(fields, inventory, room);
    return "problems" in decoded || hasRequests ? decoded : { ...decoded, requests: [] };
  },

  /** A plan's request again, with the same estate or one that was just read. @throws InvalidInput */
  requestAgain: ([plan]: readonly [StoredPlan], estate: Inventory | undefined, room: DeskRoom) =>
    requestAgain(plan, estate, room),

  /** The same with a stored estate. @throws InvalidInput */
  requestAgainWith: (
    [plan, { inventory }]: readonly [StoredPlan, StoredInventory],
    _given: undefined,
    room: DeskRoom,
  ) => requestAgain(plan, inventory, room),

  /** What the page of a new what-if shows of its base. @throws InvalidInput when `rest` is no request without estate */
  planBasePage: ([plan]: readonly [StoredPlan], _given: undefined) => planBasePage(plan),
  inventoryBasePage: ([stored]: readonly [StoredInventory], rest: unknown) => inventoryBasePage(stored, rest),

  /** A scenario about a plan's request. @throws InvalidInput */
  scenarioOfPlan: ([{ document }]: readonly [StoredPlan], scenario: Raw, room: DeskRoom) =>
    decodeScenario({ ...scenario, request: document.request }, room),

  /** A scenario about an inventory, with the rest of its request. @throws InvalidInput */
  scenarioOfInventory: (
    [stored]: readonly [StoredInventory],
    { scenario, rest }: { readonly scenario: Raw; readonly rest: unknown },
    room: DeskRoom,
  ) => decodeScenario({ ...scenario, request: requestIn(stored, rest) }, room),
};
