/** Money of a plan for a terminal: line by line, the total, and what the total is without. */
import type { PlanMoney, PlanResult } from "#planner";
import { costKindText, grouped, listed, yearsText } from "#planner/report/index.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

const INDENT = "  ";
const MOST_NAMES = 8;

type Side = PlanMoney["after"];

const COLUMNS: readonly Column[] = [
  { header: "", maxWidth: 18 },
  { header: "What", maxWidth: 44 },
  { header: "Once", isNumber: true },
  { header: "Per year", isNumber: true },
  { header: "Total", isNumber: true },
  { header: "Discounted", isNumber: true },
];

function sideText(title: string, { lines, total, discounted, without }: Side): string {
  const rows = lines.map((line) => [
    costKindText(line.kind),
    line.what,
    grouped(line.once),
    grouped(line.perYear),
    grouped(line.total),
    grouped(line.discounted),
  ]);
  const sum = [title, "", "", "", grouped(total), grouped(discounted)];
  const open = without.length === 0 ? "" : wrapped(`${title} is without ${listed(without, MOST_NAMES)}.`, INDENT);
  return table(COLUMNS, [...rows, sum], INDENT) + open;
}

function savedText({ after, before, currency }: PlanMoney): string {
  if (before === undefined) return "";
  const saved = before.discounted - after.discounted;
  const open = after.without.length + before.without.length > 0 ? ", as far as prices are known" : "";
  const word = saved >= 0 ? "saves" : "costs more by";
  return wrapped(
    `Against leaving today's estate as it is, the plan ${word} ${grouped(Math.abs(saved))} ${currency}${open}.`,
    INDENT,
  );
}

/** The section's body; "" when the plan has no money. */
export function moneyText({ money }: PlanResult): string {
  if (money === undefined) return "";
  const { currency, after, before } = money;
  return [
    wrapped(`In ${currency}, over ${yearsText(money)}.`, INDENT),
    sideText("Plan", after),
    before === undefined ? "" : `\n${sideText("Today", before)}`,
    savedText(money),
  ].join("");
}

/** A total with what it is without: "123,456", "123,456 without hardware", "–" for no total at all. */
export function totalText(side: Side | undefined): string {
  if (side === undefined) return "–";
  const { discounted, without } = side;
  return without.length === 0 ? grouped(discounted) : `${grouped(discounted)} without ${listed(without, MOST_NAMES)}`;
}
