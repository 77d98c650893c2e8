/** What the page of a new what-if shows of what it is about: a plan, or an inventory with the goals set before. */
import { counted, listed } from "#planner/report/index.ts";
import type { StoredInventory, StoredPlan } from "#store";
import { FROM_INVENTORY, requestBeside } from "./decode/plan-request.ts";

type Raw = Readonly<Record<string, unknown>>;

/** What a page shows of a base. */
export interface BasePage {
  /** Hidden fields that name it when the page is sent. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly title: string;
  /** One sentence. */
  readonly says: string;
  /** What its request says beside the estate. */
  readonly wishes: Raw;
}

/** A request without what an inventory brings. */
const wishesOf = (request: Raw): Raw =>
  Object.fromEntries(Object.entries(request).filter(([key]) => !FROM_INVENTORY.some((one) => one === key)));

const idsOf = (request: Raw): readonly string[] =>
  (Array.isArray(request["targets"]) ? request["targets"] : []).map((target: unknown) => {
    const { platform, hostType } = (target ?? {}) as Record<string, unknown>;
    return `${String(platform)}@${String(hostType)}`;
  });

const saysOf = (workloads: number, request: Raw) => `${counted(workloads, "workload")} on ${listed(idsOf(request), 3)}`;

/** What a page shows of a plan as a base. */
export function planBasePage({ id, document: { request } }: StoredPlan): BasePage {
  return {
    hidden: [{ name: "plan", value: id }],
    title: request.name,
    says: `The request of the plan “${request.name}”: ${saysOf(request.workloads.length, request)}.`,
    wishes: wishesOf(request),
  };
}

/** What a page shows of an inventory as a base. @throws InvalidInput when `rest` is no request without an estate */
export function inventoryBasePage({ id, inventory }: StoredInventory, rest: unknown): BasePage {
  const request = requestBeside(inventory, rest);
  return {
    hidden: [
      { name: "inventory", value: id },
      { name: "rest", value: JSON.stringify(rest) },
    ],
    title: typeof request["name"] === "string" ? request["name"] : "plan",
    says: `The inventory ${listed(inventory.files, 3)} with the goals set before: ${saysOf(inventory.workloads.length, request)}.`,
    wishes: wishesOf(request),
  };
}
