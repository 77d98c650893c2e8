/**
 * The licences that a plan needs, and those that today's estate needs, each with its arithmetic and its money. Of today's
 * licences only what is due every year costs: they are bought.
 */
import type { PlanContext } from "../../context.ts";
import type { CountedLicence, PlanHost, PlanLicences } from "../../contract/index.ts";
import { amount } from "../../rounding.ts";
import type { Estate } from "../../size/index.ts";
import { type AskedLicence, askedLicences } from "./asked.ts";
import { countRule } from "./count-rule.ts";
import type { CountLine, Counted, RuleInput } from "./input.ts";
import { planHostsFor } from "./plan-hosts.ts";
import { moneyOf } from "./price.ts";
import { todayHostsFor } from "./today-hosts.ts";

type Side = "after" | "before";

function told(asked: AskedLicence, counted: Counted, side: Side): CountedLicence {
  const { id, rule, price } = asked;
  // What stands there today is owned.
  const held = side === "before" ? counted.units : asked.held;
  const { units, lines, rule: text, source } = counted;
  const base = {
    id,
    product: rule.id,
    title: rule.title,
    unit: rule.unit,
    units: amount(units),
    lines: lines.map((line) => ({ ...line, units: amount(line.units) })),
    rule: text,
    source,
    toBuy: amount(Math.max(0, units - held)),
  };
  // What could not be counted has no money either.
  if (price === undefined || (side === "before" && rule.hypervisor !== undefined)) return base;
  const { supportPercent: _, ...shown } = price;
  // A yearly price is due today as well.
  const money = moneyOf(price, units, side === "before" && price.isYearly ? asked.held : held);
  return { ...base, price: shown, once: amount(money.once), perYear: amount(money.perYear) };
}

/** Inventories do not say which hypervisor a host of today runs, so what is licensed by it is not counted there. */
const unknownHypervisor = ({ rule }: AskedLicence): readonly CountLine[] =>
  rule.hypervisor === undefined
    ? []
    : [{ scope: "today", units: 0, why: "not counted: which hypervisor runs on today's hosts is not known" }];

/**
 * Licences of the plan's hosts and of today's.
 * @param hosts all hosts of the plan, spares included
 * @returns undefined when the request names no licence; `before` only where it names hosts
 */
export function countLicences(
  estate: Estate,
  hosts: readonly PlanHost[],
  context: PlanContext,
): PlanLicences | undefined {
  const asked = askedLicences(estate.request, context);
  if (asked.length === 0) return undefined;
  const count = (one: AskedLicence, input: RuleInput, side: Side) =>
    told(one, countRule(one.rule, input, one.options), side);
  const plan = planHostsFor(estate, hosts);
  const after = asked.map((one) => count(one, { hosts: plan(one.isLicensed) }, "after"));
  if (estate.request.hosts.length === 0) return { after };
  const today = todayHostsFor(estate);
  const before = asked.map((one): CountedLicence => {
    const { hosts: known, unknown } = today(one.isLicensed);
    const licence = count(one, { hosts: known }, "before");
    return { ...licence, lines: [...licence.lines, ...unknown, ...unknownHypervisor(one)] };
  });
  return { after, before };
}
