/**
 * docs/LICENCES.md: every licence rule with its sentence, its options and its figures, the list prices as examples, and
 * which platforms are a border for licences by core.
 */
import { type Facts, type Platform, sourceText } from "#models/index.ts";
import { LICENCE_RULES, LICENCE_SOURCES, type LicenceRule } from "#planner/cost/licences/index.ts";
import { PRICE_SOURCES, PRODUCT_PRICES } from "#prices";
import * as z from "zod";
import { page, table } from "./markdown.ts";

interface OptionSchema {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly anyOf?: readonly OptionSchema[];
  readonly const?: unknown;
}

/** What an option may be, in words. */
function told(schema: OptionSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(told).join(", ");
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return schema.type ?? "";
}

function optionRows(rule: LicenceRule): readonly (readonly string[])[] {
  const { properties = {} } = z.toJSONSchema(rule.options, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => {
    const { default: byDefault, ...rest } = schema as OptionSchema;
    return [`\`${name}\``, told(rest), byDefault === undefined ? "–" : JSON.stringify(byDefault)];
  });
}

const factRows = (facts: Facts): readonly (readonly string[])[] =>
  Object.entries(facts).map(([key, fact]) => [
    key,
    String(fact.value),
    fact.unit,
    sourceText(fact.source),
    fact.note ?? "",
  ]);

function ruleBlocks(rule: LicenceRule): readonly string[] {
  const options = optionRows(rule);
  const price = rule.isYearly ? "Due every year unless told otherwise." : "Due once unless told otherwise.";
  return [
    `### ${rule.title} (\`${rule.id}\`)`,
    `${rule.rule} Counted by ${rule.unit}. ${price}`,
    ...(options.length === 0 ? [] : [table(["option", "may be", "default"], options)]),
    table(["figure", "value", "unit", "source", "note"], factRows(rule.facts)),
  ];
}

function priceTable(): string {
  const rows = PRODUCT_PRICES.map(({ product, price, currency, asOf, isYearly, supportPercent, source, note }) => [
    `\`${product}\``,
    `${price} ${currency}${isYearly ? " a year" : ""}`,
    supportPercent === 0 ? "–" : `${supportPercent} %`,
    asOf,
    source,
    note ?? "",
  ]);
  return table(["product", "price of a unit", "support a year", "as of", "source", "note"], rows);
}

/** What the layers of a platform say of licences by core; none where they say nothing. */
function borderRows(platform: Platform): readonly (readonly string[])[] {
  return platform.layers.flatMap(({ id, description: { facts } }) => {
    const hard = facts["lic.hardPartition"];
    if (hard === undefined) return [];
    const ceiling = facts["lic.capSetting"]?.value ?? "";
    const only = facts["lic.cappedIf"]?.value ?? "";
    return [[`\`${platform.id}\``, id, String(hard.value), `${ceiling}${only === "" ? "" : ` (${only})`}`]];
  });
}

const bibliography = (titles: Readonly<Record<string, string>>) =>
  table(
    ["key", "what was read"],
    Object.entries(titles).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Keys of `seen` sources of rules and prices that no bibliography holds. */
export function unknownSources(): readonly string[] {
  const rules = LICENCE_RULES.flatMap(({ facts }) => Object.values(facts).map(({ source }) => sourceText(source)));
  const keys = (texts: readonly string[]) =>
    texts.flatMap((text) => (text.startsWith("seen: ") ? text.slice("seen: ".length).split(", ") : []));
  return [
    ...keys(rules).filter((key) => !(key in LICENCE_SOURCES)),
    ...keys(PRODUCT_PRICES.map(({ source }) => source)).filter((key) => !(key in PRICE_SOURCES)),
  ];
}

/** The page as text. */
export function licencesPage(platforms: readonly Platform[]): string {
  return page("Licences", [
    "A licence of a request names a product, its workloads (a list, or all that match) and options; the product's rule counts it on the hosts of the plan and on today's. `spares`: are spare hosts licensed like the fullest used one? `mobility`: do guests move between hosts while a licence must stay with its server? Then every host in reach is sized for all of them. In reach are the hosts of the target, spares included, that pin, fence, ban, drain, quarantine and contain leave open to the licensed workloads.",
    "`stance` (Oracle): `vendor` takes Oracle's stated position, a policy and not contract text: a guest counts every host in reach unless a hard partition holds it; `host` counts the guest's own host; `partition` counts what its partition can use. Which one holds is for the user and the contract to say.",
    "Licences without a product (`perHost`, `perCore`, `perSocket`) are due once for each host that holds any of their workloads.",
    "## Rules",
    ...LICENCE_RULES.flatMap(ruleBlocks),
    "## List prices",
    "Dated examples in the data; a request's own `prices` and a licence's own `price` win over them. Nobody pays list.",
    priceTable(),
    "## Hard partitions by platform",
    "By Oracle's stated position; whatever is not listed is soft. The ceiling is the setting of a partition that bounds it.",
    table(["platform", "layer", "a border", "ceiling"], platforms.flatMap(borderRows)),
    "## Bibliography of the rules",
    bibliography(LICENCE_SOURCES),
    "## Bibliography of the prices",
    bibliography(PRICE_SOURCES),
  ]);
}
