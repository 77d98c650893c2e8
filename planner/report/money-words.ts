/** Words for lines of money and steps of the waterfall. */
import type { CostKind, PlanMoney } from "../contract/index.ts";
import { counted, decimal, listed } from "./numbers.ts";

export type CostStep = NonNullable<PlanMoney["waterfall"]>[number]["step"];

const KINDS: Readonly<Record<CostKind, string>> = {
  hardware: "Hardware",
  "hardware-support": "Hardware support",
  electricity: "Electricity",
  space: "Space",
  licences: "Licences",
  ports: "Ports",
  admin: "Administration",
  migration: "Migration",
  training: "Training",
  decommission: "Decommissioning",
  today: "Upkeep of today's hosts",
};

/** A kind of cost: "Electricity". */
export const costKindText = (kind: CostKind): string => KINDS[kind];

/** A step of the waterfall: a kind of cost, or one of its two ends. */
export function costStepText(step: CostStep): string {
  if (step === "today-total") return "Today";
  return step === "plan-total" ? "Plan" : KINDS[step];
}

/** "5 years, discounted at 8% a year" */
export function yearsText({ years, discountPercent }: Pick<PlanMoney, "years" | "discountPercent">): string {
  const over = counted(years, "year");
  return discountPercent === 0
    ? `${over}, not discounted`
    : `${over}, discounted at ${decimal(discountPercent, 2)}% a year`;
}

const MOST_OPEN = 12;

/** What a total leaves out: "without hardware and licences", or "". @param most names told one by one */
export const withoutText = (without: readonly string[], most = MOST_OPEN): string =>
  without.length === 0 ? "" : `without ${listed(without, most)}`;
