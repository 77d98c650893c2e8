/** `hostwright grids`: carbon of the electricity grids that --grid may name, each with its source. */
import type { Command } from "commander";
import { productContext } from "#jobs";
import type { Grid } from "#planner";
import { decimal } from "#planner/report/index.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Column } from "../print/column.ts";
import { table } from "../print/table.ts";

const COLUMNS: readonly Column[] = [
  { header: "Grid" },
  { header: "Title", maxWidth: 44 },
  { header: "gCO2e/kWh", isNumber: true },
  { header: "Source", maxWidth: 40 },
];

const DIGITS = 1;

/** The grids as a table. */
export const gridsText = (grids: readonly Grid[]): string =>
  grids.length === 0
    ? "No grid is known: name grams of CO2e per kWh instead.\n"
    : table(
        COLUMNS,
        grids.map(({ id, title, gramsPerKWh: { value, source } }) => [id, title, decimal(value, DIGITS), source]),
      );

function grids(isJson: boolean, { terminal }: Shell): ExitCode {
  const { grids: known = [] } = productContext();
  terminal.out(isJson ? `${JSON.stringify(known, undefined, 2)}\n` : gridsText(known));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright grids", "hostwright grids --json | jq '.[].id'"])
    .option("--json", "print as JSON")
    .action((options: { readonly json?: boolean }) => shell.exit(grids(options.json === true, shell)));
}
