/**
 * Licences in words: one table of all, today beside the plan, and for each its rule, where it was read, and how its units
 * come about line by line. A price nobody names is said to be open, never 0.
 */
import type { CountedLicence, PlanLicences } from "../contract/index.ts";
import type { Mark, Footnotes } from "./footnotes.ts";
import { counted, decimal, grouped, moneyText } from "./numbers.ts";
import { type TableView, tableView } from "./table-view.ts";

export interface LicenceView {
  readonly title: string;
  readonly rule: string;
  readonly source: string;
  readonly price: string;
  readonly lines: TableView;
}

export interface LicencesView {
  readonly marks: readonly Mark[];
  readonly table: TableView;
  readonly licences: readonly LicenceView[];
}

const MOST_LINES = 25;
const OPEN = "price not known";
/** Source of a price that the request itself names. */
const OWN_PRICE = "the request";

/** "24 cores", "1.5 PVUs" */
export const unitsText = (units: number, unit: string): string =>
  Number.isInteger(units) ? counted(units, unit) : `${decimal(units, 2)} ${unit}s`;

function priceText({ price, unit }: CountedLicence): string {
  if (price === undefined) return "Nobody named a price for it: its money stays open.";
  const due = price.isYearly ? "a year" : "once";
  if (price.source === OWN_PRICE)
    return `${moneyText(price.each, price.currency)} per ${unit}, ${due}, as the request names it.`;
  return `${moneyText(price.each, price.currency)} per ${unit}, ${due}, as of ${price.asOf} (${price.source}).`;
}

/** Money of a licence, or the word that it is open; what is not due at all is nothing. */
function moneyOf(licence: CountedLicence, value: number | undefined): string {
  if (licence.toBuy === 0 && licence.price === undefined) return "none";
  if (licence.price === undefined) return OPEN;
  return value === undefined ? "" : moneyText(value, licence.price.currency);
}

function rowOf(licence: CountedLicence, before: readonly CountedLicence[] | undefined): readonly string[] {
  const today = before?.find(({ id }) => id === licence.id);
  return [
    licence.title,
    ...(before === undefined ? [] : [today === undefined ? "none" : unitsText(today.units, today.unit)]),
    unitsText(licence.units, licence.unit),
    grouped(licence.toBuy),
    moneyOf(licence, licence.once),
    moneyOf(licence, licence.perYear),
  ];
}

function linesOf(licence: CountedLicence): TableView {
  const shown = licence.lines.slice(0, MOST_LINES);
  const rest = licence.lines.length - shown.length;
  return tableView(
    `${licence.title} (${licence.id}): how ${unitsText(licence.units, licence.unit)} come about`,
    ["Where", "Units", "~Why"],
    shown.map(({ scope, units, why }) => [scope, decimal(units, 2), why]),
    rest > 0 ? [`And ${counted(rest, "more line")}.`] : [],
  );
}

/** The licences' section, or undefined when the plan has none. */
export function licencesView(licences: PlanLicences | undefined, notes: Footnotes): LicencesView | undefined {
  if (licences === undefined || licences.after.length === 0) return undefined;
  const { after, before } = licences;
  return {
    marks: notes.of("licences"),
    table: tableView(
      before === undefined ? "Licences of the plan" : "Licences, today and in the plan",
      ["Licence", ...(before === undefined ? [] : ["Today"]), "Plan", "To buy", "Once", "Per year"],
      after.map((licence) => rowOf(licence, before)),
    ),
    licences: after.map((licence) => ({
      title: `${licence.title} (${licence.id})`,
      rule: licence.rule,
      source: licence.source,
      price: priceText(licence),
      lines: linesOf(licence),
    })),
  };
}
