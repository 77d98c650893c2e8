/** `hostwright what-if`: one request under a matrix of changes. */
import { type Command, Option } from "commander";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { readScenario } from "../files/scenario.ts";
import { whatIfCsv, whatIfText } from "../print/what-if.ts";
import { progressLine } from "../tasks/progress.ts";
import { work } from "../tasks/work.ts";

interface WhatIfOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly progress?: boolean;
}

async function ask(file: string, options: WhatIfOptions, { terminal }: Shell): Promise<ExitCode> {
  const scenario = await readScenario(file);
  const progress = progressLine(terminal, options.progress === true);
  const rows = await work({ kind: "what-if", scenario }, progress.report).finally(progress.end);
  if (options.json === true) terminal.out(`${JSON.stringify(rows)}\n`);
  else terminal.out(options.csv === true ? whatIfCsv(scenario, rows) : whatIfText(scenario, rows));
  if (rows.every((row) => row.result === undefined)) return EXIT.invalid;
  return rows.some((row) => (row.result?.unplaced.length ?? 0) > 0) ? EXIT.unplaced : EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright what-if examples/what-if.yaml",
    "hostwright what-if examples/what-if.yaml --csv > rows.csv",
  ])
    .argument("<scenario>", "scenario (.yaml, .yml, .json), or - for standard input")
    .addOption(new Option("--json", "print the rows with their results as JSON").conflicts("csv"))
    .option("--csv", "print the rows as CSV")
    .option("--progress", "say on standard error how far it is")
    .action(async (file: string, options: WhatIfOptions) => shell.exit(await ask(file, options, shell)));
}
