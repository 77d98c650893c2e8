/**
 * The one place where this server builds a request from an inventory: form and API come through here, so the same file
 * and the same wishes give the same request, and the same plan to the byte.
 */
import type { Inventory, PlanContext, PlanDocument, PlanRequest } from "#planner";
import { decodeRequest, refuseOverMemory, requestLike, requestOf } from "#planner/asking/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";

/** What the inventory brings; a request beside an inventory must not bring it again. */
export const FROM_INVENTORY = ["workloads", "hosts", "series", "findings"] as const;

/** What a request is decoded against: the catalogues, and most bytes that its plan may take. */
export interface Room {
  readonly context: PlanContext;
  readonly memoryBytes: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A request for this inventory, not decoded yet.
 * @param rest targets, rules, goals …: a request without workloads, hosts, series and findings
 * @throws InvalidInput when it is no object, or brings what the inventory brings
 */
export function requestBeside(inventory: Inventory, rest: unknown): Record<string, unknown> {
  if (!isRecord(rest)) {
    throw new InvalidInput([{ pointer: "", code: "invalid", detail: "the request must be a JSON object" }]);
  }
  const twice = FROM_INVENTORY.filter((key) => key in rest);
  if (twice.length > 0) {
    throw new InvalidInput(
      twice.map((key) => ({
        pointer: `/${key}`,
        code: "given-twice",
        detail: `"${key}" comes from the inventory and must not be in the request beside it`,
      })),
    );
  }
  return { ...requestOf(inventory, rest as unknown as Parameters<typeof requestOf>[1]) };
}

/** A request for this inventory, as {@link requestBeside} makes it. @throws InvalidInput with every problem */
export function planRequest(inventory: Inventory, rest: unknown, room: Room): PlanRequest {
  return wholeRequest(requestBeside(inventory, rest), room);
}

/** A request that brings everything itself. @throws InvalidInput with every problem, or when it is too large to plan here */
export function wholeRequest(input: unknown, { context, memoryBytes }: Room): PlanRequest {
  const request = decodeRequest(input, context);
  refuseOverMemory(request, { bytes: memoryBytes });
  return request;
}

/**
 * An earlier plan's request again. @param inventory in place of its estate; left out = the same
 * @throws InvalidInput with every problem, or when it is too large to plan here
 */
export const requestAgain = (
  { id, document }: { readonly id: string; readonly document: PlanDocument },
  inventory: Inventory | undefined,
  room: Room,
): PlanRequest => wholeRequest(requestLike({ id, request: document.request }, inventory), room);
