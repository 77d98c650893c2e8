/** `hostwright compare`: one estate planned on many targets, a row each. */
import { type Command, Option } from "commander";
import { requestOf } from "#planner";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { type GoalOptions, addGoalOptions, withGoals } from "../options/goals.ts";
import { chooseTargets } from "../options/targets-list.ts";
import { compareCsv, compareText } from "../print/compare.ts";
import { progressLine } from "../tasks/progress.ts";
import { work } from "../tasks/work.ts";

interface CompareOptions extends GoalOptions {
  readonly inventory: readonly string[];
  readonly targets: string;
  readonly hostTypes?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly verbose?: boolean;
  readonly progress?: boolean;
}

async function compare(options: CompareOptions, { terminal }: Shell): Promise<ExitCode> {
  const inventory = await readInventory(options.inventory);
  const { lists, without } = chooseTargets(options.targets, options.hostTypes, inventory.workloads);
  for (const id of without) terminal.err(`warning: ${id}: no host type of the catalogue can carry it; left out\n`);
  const base = requestOf(inventory, await withGoals({ targets: [] }, options));
  const progress = progressLine(terminal, options.progress === true);
  const rows = await work({ kind: "compare", base, targets: lists }, progress.report).finally(progress.end);
  if (options.json === true) terminal.out(`${JSON.stringify(rows)}\n`);
  else if (options.csv === true) terminal.out(compareCsv(rows));
  else terminal.out(compareText(rows, terminal.paint, { isVerbose: options.verbose === true }));
  const [first] = rows;
  if (rows.length === 1 && first?.problems !== undefined) return EXIT.invalid;
  return rows.some((row) => (row.result?.unplaced.length ?? 0) > 0) ? EXIT.unplaced : EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright compare --inventory estate.xlsx --targets all",
    "hostwright compare --inventory estate.xlsx --targets esx-3.0@hp-dl585-g1,vsphere-8@dell-r740-8180",
    "hostwright compare --inventory estate.xlsx --targets all --licences licences.yaml --money money.yaml --tariff 0.12 --grid germany",
    "hostwright compare --inventory house.json --targets xen-3.0.2,esx-3.0 --host-types hp-dl585-g1,dell-2950-iii",
  ])
    .requiredOption("-i, --inventory <file...>", "inventory files")
    .requiredOption("--targets <list>", "all, or platforms and PLATFORM@HOSTTYPE separated by commas")
    .option("--host-types <list>", "host types to try each platform on; left out = one of the platform's time")
    .addOption(new Option("--json", "print the rows as JSON, each with its whole result").conflicts("csv"))
    .option("--csv", "print the figures of the rows as CSV")
    .option("--verbose", "list every recalled or assumed number, those of sizing, too")
    .option("--progress", "say on standard error how far it is");
  addGoalOptions(command);
  command.action(async (options: CompareOptions) => shell.exit(await compare(options, shell)));
}
