/** What a what-if of the page is about: a stored plan's request, or a stored inventory with the goals of the form before it. */
import type { WrittenRequest } from "#jobs";
import { type FormFields, fieldText } from "./decode/form-fields.ts";
import { findInventory, findPlan } from "./find.ts";
import { parseJson } from "./intake/parse-json.ts";
import type { Parts } from "./parts.ts";
import type { Sealed, StoredInventory } from "#store";
import type { BasePage } from "./what-if-base-page.ts";

type Raw = Readonly<Record<string, unknown>>;

/** The base, and how a scenario about it is decoded. */
export interface WhatIfBase extends BasePage {
  /** @throws InvalidInput */
  readonly decode: (scenario: Raw) => Promise<WrittenRequest>;
}

/** @throws Problem not-found */
export async function planBase(parts: Parts, id: string): Promise<WhatIfBase> {
  const plan = await findPlan(parts, id);
  const page = await parts.desk.ask("planBasePage", [plan], undefined);
  return { ...page, decode: (scenario) => parts.desk.ask("scenarioOfPlan", [plan], scenario) };
}

/** @param rest a request without workloads, as the goals page makes it @throws InvalidInput when it is none */
export async function inventoryBase(
  parts: Parts,
  stored: StoredInventory | Sealed,
  rest: unknown,
): Promise<WhatIfBase> {
  const page = await parts.desk.ask("inventoryBasePage", [stored], rest);
  return { ...page, decode: (scenario) => parts.desk.ask("scenarioOfInventory", [stored], { scenario, rest }) };
}

/** The base that a posted page names; undefined = its file brings everything. @throws Problem @throws InvalidInput */
export async function postedBase(parts: Parts, fields: FormFields): Promise<WhatIfBase | undefined> {
  const [plan, inventory] = [fieldText(fields, "plan"), fieldText(fields, "inventory")];
  if (plan !== "") return await planBase(parts, plan);
  if (inventory === "") return undefined;
  const found = await findInventory(parts, inventory);
  const rest = parseJson(new TextEncoder().encode(fieldText(fields, "rest")), "The base");
  return await inventoryBase(parts, found, rest);
}
