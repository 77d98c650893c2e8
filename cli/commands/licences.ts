/** `hostwright licences`: the licence rules, or one with its figures, options and list price, each with its source. */
import type { Command } from "commander";
import { productContext } from "#jobs";
import { InvalidInput, type LicenceRuleListing, type ProductPrice, licenceRuleListings } from "#planner";
import { decimal } from "#planner/report/index.ts";
import { didYouMean } from "../closest.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Column } from "../print/column.ts";
import { pairs, table } from "../print/table.ts";

const COLUMNS: readonly Column[] = [
  { header: "Product" },
  { header: "Title", maxWidth: 48 },
  { header: "Counted", maxWidth: 24 },
  { header: "List price", isNumber: true },
  { header: "as of" },
];

const MOST_DIGITS = 4;
const NONE = "–";
type Priced = LicenceRuleListing & { readonly price?: ProductPrice };

/** The rules with the price list's price beside them. */
function priced(): readonly Priced[] {
  const { productPrices = [] } = productContext();
  return licenceRuleListings().map((rule) => {
    const price = productPrices.find(({ product }) => product === rule.id);
    return price === undefined ? rule : { ...rule, price };
  });
}

const priceText = ({ price, currency, isYearly, supportPercent }: ProductPrice) =>
  `${decimal(price, MOST_DIGITS)} ${currency}${isYearly ? " a year" : ""}${supportPercent > 0 ? `, support ${decimal(supportPercent)}% a year` : ""}`;

const listText = (rules: readonly Priced[]) =>
  table(
    COLUMNS,
    rules.map(({ id, title, unit, price }) => [
      id,
      title,
      unit,
      price === undefined ? NONE : `${decimal(price.price, 2)} ${price.currency}`,
      price?.asOf ?? "",
    ]),
  );

function ruleText({ id, title, unit, rule, isYearly, hypervisor, price, facts, options }: Priced): string {
  const rows: readonly (readonly [string, string])[] = [
    ["Product", id],
    ["Counted", unit],
    ["Rule", rule],
    ["Due", isYearly ? "every year" : "once"],
    ...(hypervisor === undefined ? [] : [["Hosts", `those that run ${hypervisor}`] as const]),
    ["List price", price === undefined ? "not known" : `${priceText(price)}, ${price.asOf} (${price.source})`],
    ...facts.map(({ id: name, value, unit: of, source }) => [name, `${String(value)} ${of} (${source})`] as const),
    ["Options", JSON.stringify((options as { readonly properties?: unknown }).properties ?? {})],
  ];
  return `${title}\n${pairs(rows)}`;
}

function ruleOf(id: string): Priced {
  const rules = priced();
  const found = rules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const hint = didYouMean(
    id,
    rules.map((rule) => rule.id),
    "hostwright licences",
  );
  throw new InvalidInput([{ pointer: "", code: "unknown-product", detail: `no product "${id}"${hint}` }]);
}

function licences(id: string | undefined, isJson: boolean, { terminal }: Shell): ExitCode {
  const shown = id === undefined ? priced() : ruleOf(id);
  if (isJson) terminal.out(`${JSON.stringify(shown, undefined, 2)}\n`);
  else terminal.out("id" in shown ? ruleText(shown) : listText(shown));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright licences", "hostwright licences oracle-database-ee"])
    .argument("[id]", "product to describe; left out = the list")
    .option("--json", "print as JSON")
    .action((id: string | undefined, options: { readonly json?: boolean }) =>
      shell.exit(licences(id, options.json === true, shell)),
    );
}
