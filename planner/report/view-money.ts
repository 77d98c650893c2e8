/**
 * Money in words: both totals with what they leave out, line by line, today beside the plan, and, where the plan was
 * asked to be cheap, which licences drive it.
 */
import type { CostSide, PlanDocument, PlanMoney, PlanResult } from "../contract/index.ts";
import type { Mark, Footnotes } from "./footnotes.ts";
import { costKindText, withoutText, yearsText } from "./money-words.ts";
import { grouped, listed, moneyText, percentText } from "./numbers.ts";
import { type TableView, tableView } from "./table-view.ts";
import { unitsText } from "./view-licences.ts";

export interface MoneyView {
  readonly marks: readonly Mark[];
  readonly over: string;
  /** Each total, both ways, and what it leaves out; "" for nothing. */
  readonly totals: readonly { readonly text: string; readonly without: string }[];
  readonly tables: readonly TableView[];
  /** Why cost decided; "" where it was not asked for or no licence has a price. */
  readonly why: string;
}

type CostLine = CostSide["lines"][number];

const MOST_DRIVERS = 4;

/** Lines of today's hosts that cannot go say so themselves. */
const STAYING = "hosts that stay";

function lineName({ kind, what }: CostLine): string {
  if (what === "") return costKindText(kind);
  return what.startsWith(STAYING) ? `H${what.slice(1)}` : `${costKindText(kind)}: ${what}`;
}

/** Total of a side, both ways, and what is missing from it. */
function totalOf(whose: string, side: CostSide, { currency, discountPercent }: PlanMoney) {
  const today = discountPercent === 0 ? "" : ` (${moneyText(side.discounted, currency)} in today's money)`;
  return { text: `${whose}: ${moneyText(side.total, currency)}${today}`, without: withoutText(side.without) };
}

function sideTable(caption: string, side: CostSide, { currency }: PlanMoney): TableView {
  const money = (value: number) => moneyText(value, currency);
  return tableView(
    caption,
    ["Line", "Once", "Per year", "Total", "In today's money"],
    [
      ...side.lines.map((line) => [
        lineName(line),
        money(line.once),
        money(line.perYear),
        money(line.total),
        money(line.discounted),
      ]),
      [
        side.without.length === 0 ? "Total" : "Total of what is known",
        "",
        "",
        money(side.total),
        money(side.discounted),
      ],
    ],
  );
}

/** Is cost among what the plan was asked to be good at? */
const asksForCost = ({ summary: { objective } }: PlanResult) => objective.terms.some(({ name }) => name === "cost");

/** A licence's line: its name, its units where they can be told, its money. */
function driverText(line: CostLine, { licences, money }: PlanResult): string {
  const licence = licences?.after.find(({ id, title, product }) => [id, title, product].includes(line.what));
  const units = licence === undefined ? "" : ` (${unitsText(licence.units, licence.unit)})`;
  return `${licence?.title ?? line.what}${units} ${moneyText(line.discounted, money?.currency ?? "")}`;
}

/** Why the cheapest plan is not the one with the fewest hosts: the licences by their money. */
function whyText(result: PlanResult, money: PlanMoney): string {
  if (!asksForCost(result)) return "";
  const lines = money.after.lines
    .filter(({ kind, discounted }) => kind === "licences" && discounted > 0)
    .toSorted((a, b) => b.discounted - a.discounted);
  if (lines.length === 0 || money.after.discounted <= 0) return "";
  const sum = lines.reduce((total, { discounted }) => total + discounted, 0);
  const { hostsUsed, bound } = result.summary;
  const hosts =
    hostsUsed > bound.hosts
      ? ` It uses ${grouped(hostsUsed)} hosts where the bound on hosts is ${grouped(bound.hosts)}: the money decides, not the number of hosts.`
      : "";
  return `The plan was chosen by its cost, and licences are ${percentText(sum / money.after.discounted)} of it: ${listed(
    lines.map((line) => driverText(line, result)),
    MOST_DRIVERS,
  )}.${hosts}`;
}

/** The section on money, or undefined when the plan has none. */
export function moneyView({ result }: PlanDocument, notes: Footnotes): MoneyView | undefined {
  const { money } = result;
  if (money === undefined) return undefined;
  const { after, before } = money;
  return {
    marks: notes.of("draw", "space", "cooling", "licences", "money"),
    over: yearsText(money),
    totals: [
      ...(before === undefined ? [] : [totalOf("Today, left as it is", before, money)]),
      totalOf("The plan", after, money),
    ],
    tables: [
      sideTable("Cost of the plan, line by line", after, money),
      ...(before === undefined ? [] : [sideTable("Cost of today, left as it is", before, money)]),
    ],
    why: whyText(result, money),
  };
}
