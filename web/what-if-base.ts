/** What a what-if of the page is about: a stored plan's request, or a stored inventory with the goals of the form before it. */
import type { Inventory } from "#planner";
import { counted, listed } from "#planner/report/index.ts";
import { requestBeside } from "./decode/plan-request.ts";
import { type FormFields, fieldText } from "./decode/form-fields.ts";
import { findInventory, findPlan } from "./find.ts";
import { parseJson } from "./intake/json-body.ts";
import type { Parts } from "./parts.ts";

type Raw = Readonly<Record<string, unknown>>;

/** The base with what its page shows of it. */
export interface WhatIfBase {
  /** Hidden fields that name it when the page is sent. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly title: string;
  /** One sentence. */
  readonly says: string;
  /** Its request, not decoded. */
  readonly request: Raw;
}

const idsOf = (request: Raw): readonly string[] =>
  (Array.isArray(request["targets"]) ? request["targets"] : []).map((target: unknown) => {
    const { platform, hostType } = (target ?? {}) as Record<string, unknown>;
    return `${String(platform)}@${String(hostType)}`;
  });

const saysOf = (workloads: number, request: Raw) => `${counted(workloads, "workload")} on ${listed(idsOf(request), 3)}`;

/** @throws Problem not-found */
export async function planBase(parts: Parts, id: string): Promise<WhatIfBase> {
  const { document } = await findPlan(parts, id);
  const { request } = document;
  return {
    hidden: [{ name: "plan", value: id }],
    title: request.name,
    says: `The request of the plan “${request.name}”: ${saysOf(request.workloads.length, request)}.`,
    request,
  };
}

/** @param rest a request without workloads, as the goals page makes it */
export function inventoryBase(id: string, inventory: Inventory, rest: unknown): WhatIfBase {
  const request = requestBeside(inventory, rest);
  return {
    hidden: [
      { name: "inventory", value: id },
      { name: "rest", value: JSON.stringify(rest) },
    ],
    title: typeof request["name"] === "string" ? request["name"] : "plan",
    says: `The inventory ${listed(inventory.files, 3)} with the goals set before: ${saysOf(inventory.workloads.length, request)}.`,
    request,
  };
}

/** The base that a posted page names; undefined = its file brings everything. @throws Problem @throws InvalidInput */
export async function postedBase(parts: Parts, fields: FormFields): Promise<WhatIfBase | undefined> {
  const [plan, inventory] = [fieldText(fields, "plan"), fieldText(fields, "inventory")];
  if (plan !== "") return await planBase(parts, plan);
  if (inventory === "") return undefined;
  const found = await findInventory(parts, inventory);
  const rest = parseJson(new TextEncoder().encode(fieldText(fields, "rest")), "The base");
  return inventoryBase(inventory, found.inventory, rest);
}
