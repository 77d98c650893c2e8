/** Licences of a plan for a terminal: a table, and the counts behind it when somebody asks. */
import type { CountedLicence, PlanResult } from "#planner";
import { decimal, grouped } from "#planner/report/index.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

const INDENT = "  ";
const NONE = "–";
/** Places of one licence that are told before the rest is summed up. */
const MOST_LINES = 40;

const COLUMNS: readonly Column[] = [
  { header: "Licence", maxWidth: 48 },
  { header: "Units", isNumber: true },
  { header: "of", maxWidth: 20 },
  { header: "To buy", isNumber: true },
  { header: "Price each", isNumber: true },
  { header: "Once", isNumber: true },
  { header: "Per year", isNumber: true },
];

/** Money, "–" where nobody knows it. */
const moneyOf = (value: number | undefined, currency: string | undefined) =>
  value === undefined ? NONE : `${grouped(value)}${currency === undefined ? "" : ` ${currency}`}`;

function row({ title, units, unit, toBuy, price, once, perYear }: CountedLicence): readonly string[] {
  const each = price === undefined ? NONE : `${decimal(price.each, 2)} ${price.currency}`;
  const isPriced = once !== undefined || perYear !== undefined;
  return [
    title,
    decimal(units, 2),
    unit,
    decimal(toBuy, 2),
    each,
    isPriced ? moneyOf(once ?? 0, price?.currency) : NONE,
    isPriced ? moneyOf(perYear ?? 0, price?.currency) : NONE,
  ];
}

/** Why so many: the rule, its source, and every place that was counted. */
function whyText({ title, rule, source, price, lines }: CountedLicence): string {
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const priced = price === undefined ? [] : [`Price of ${price.asOf}: ${price.source}.`];
  return [
    `${INDENT}${title}\n`,
    ...[`${rule} (${source})`, ...priced].map((text) => wrapped(text, INDENT.repeat(2))),
    ...shown.map(({ scope, units, why }) => wrapped(`${scope}: ${decimal(units, 2)}, ${why}`, INDENT.repeat(2))),
    ...(more > 0 ? [`${INDENT.repeat(2)}… ${grouped(more)} more\n`] : []),
  ].join("");
}

export interface LicencesTextOptions {
  /** With the count of every place, the rules and the prices' sources. */
  readonly isVerbose: boolean;
}

/** The section's body; "" when the plan has no licences. */
export function licencesText({ licences }: PlanResult, { isVerbose }: LicencesTextOptions): string {
  if (licences === undefined || licences.after.length === 0) return "";
  const today =
    licences.before === undefined ? "" : `\n${INDENT}Today\n${table(COLUMNS, licences.before.map(row), INDENT)}`;
  const why = isVerbose
    ? `\n${licences.after.map(whyText).join("\n")}`
    : wrapped("--verbose, or explain --licences of the written plan, tells why so many, place by place.", INDENT);
  return table(COLUMNS, licences.after.map(row), INDENT) + today + why;
}
