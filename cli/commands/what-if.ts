/** `hostwright what-if`: one request under a matrix of changes and under uncertainty. */
import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { MOST_THREADS, packingContext, planVariants, raise, stopFlag } from "#jobs";
import { type Scenario, type WhatIfResult, rowDifference, variantPlanner, variantsOf } from "#planner";
import { whatIfCsv, whatIfCurrency } from "#planner/report/index.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { within } from "../files/read.ts";
import { readScenario } from "../files/scenario.ts";
import { interruptible } from "../interrupts.ts";
import { numberIn } from "../options/numbers.ts";
import { differenceText } from "../print/what-if-difference.ts";
import { whatIfText } from "../print/what-if.ts";
import { progressLine } from "../tasks/progress.ts";

interface WhatIfOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly progress?: boolean;
  readonly threads?: number;
  /** From 1. */
  readonly plan?: number;
  /** From 1. */
  readonly diff?: readonly [number, number];
}

/** Variants times workloads from which on threads are worth their start: about a second of work. */
const MOST_WORKLOADS_HERE = 2000;

function threadsFor(scenario: Scenario, variants: number): number {
  const { workloads } = scenario.request;
  const size = Array.isArray(workloads) ? workloads.length : 1;
  return size * variants <= MOST_WORKLOADS_HERE ? 0 : Math.min(availableParallelism(), MOST_THREADS);
}

function twoRows(text: string): readonly [number, number] {
  const [a, b, ...rest] = text.split(",").map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : 0));
  if (a === undefined || b === undefined || rest.length > 0 || a < 1 || b < 1)
    throw new InvalidArgumentError("Expected two row numbers from 1, such as 1,4.");
  return [a, b];
}

function checkRows(rows: readonly (number | undefined)[], count: number): void {
  for (const row of rows)
    if (row !== undefined && row > count) throw new UsageError(`there is no row ${row}: the scenario has ${count}`);
}

/** Plan; the first Ctrl-C ends it with the rows that are done. */
async function planned(scenario: Scenario, options: WhatIfOptions, { terminal }: Shell): Promise<WhatIfResult> {
  const progress = progressLine(terminal, options.progress === true);
  const flag = stopFlag();
  const threads = options.threads ?? threadsFor(scenario, variantsOf(scenario).length);
  const told = (done: number, of: number) => progress.report({ stage: `plan ${done} of ${of}`, doneRatio: done / of });
  const work = () => planVariants(scenario, { threads, flag, progress: told });
  const result = await interruptible(() => raise(flag), work).finally(progress.end);
  if (!result.isComplete) terminal.err(`interrupted: ${result.rows.length} rows were done\n`);
  return result;
}

async function onePlan(scenario: Scenario, row: number, { terminal }: Shell): Promise<ExitCode> {
  const document = variantPlanner(scenario, await packingContext()).document(row - 1);
  terminal.out(`${JSON.stringify(document)}\n`);
  return document.result.unplaced.length > 0 ? EXIT.unplaced : EXIT.ok;
}

function differences(scenario: Scenario, { rows }: WhatIfResult, [a, b]: readonly [number, number]): string {
  const [rowA, rowB] = [a, b].map((number) => rows.find(({ index }) => index === number - 1));
  if (rowA === undefined || rowB === undefined) return "";
  return differenceText(rowDifference(rowA, rowB), [a, b], whatIfCurrency(scenario));
}

function exitOf({ rows, isComplete }: WhatIfResult): ExitCode {
  if (!isComplete) return EXIT.interrupted;
  if (rows.every(({ status }) => status === "invalid")) return EXIT.invalid;
  return rows.some(({ figures }) => (figures.unplaced ?? 0) > 0) ? EXIT.unplaced : EXIT.ok;
}

async function ask(file: string, options: WhatIfOptions, shell: Shell): Promise<ExitCode> {
  const { terminal } = shell;
  const scenario = await readScenario(file);
  const { length } = within(file, () => variantsOf(scenario));
  checkRows([options.plan, ...(options.diff ?? [])], length);
  if (options.plan !== undefined) return await onePlan(scenario, options.plan, shell);
  const result = await planned(scenario, options, shell);
  if (options.json === true) terminal.out(`${JSON.stringify(result)}\n`);
  else if (options.csv === true) terminal.out(whatIfCsv(scenario, result));
  else terminal.out(whatIfText(scenario, result));
  if (options.diff !== undefined) terminal.out(differences(scenario, result, options.diff));
  return exitOf(result);
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright what-if examples/what-if.yaml",
    "hostwright what-if examples/what-if-sample.yaml --csv > rows.csv",
    "hostwright what-if examples/what-if.yaml --diff 1,4",
    "hostwright what-if examples/what-if.yaml --plan 4 > plan.json",
  ])
    .argument("<scenario>", "scenario (.yaml, .yml, .json), or - for standard input")
    .addOption(new Option("--json", "print rows and findings as JSON").conflicts("csv"))
    .option("--csv", "print the rows as CSV")
    .addOption(
      new Option("--diff <rows>", "say how two rows differ, such as 1,4; they are numbered from 1")
        .argParser(twoRows)
        .conflicts(["csv", "json", "plan"]),
    )
    .addOption(
      new Option("--plan <row>", "print the plan of one row as a plan document (JSON), and plan no other")
        .argParser(numberIn({ min: 1, max: Number.MAX_SAFE_INTEGER, isWhole: true }))
        .conflicts(["csv", "json"]),
    )
    .addOption(
      new Option(
        "--threads <n>",
        "threads that share the rows; the answer does not depend on it (all processors)",
      ).argParser(numberIn({ min: 1, max: MOST_THREADS, isWhole: true })),
    )
    .option("--progress", "say on standard error how far it is")
    .addHelpText(
      "after",
      `
Ctrl-C ends it with the rows that are done, and exit code 130.`,
    )
    .action(async (file: string, options: WhatIfOptions) => shell.exit(await ask(file, options, shell)));
}
