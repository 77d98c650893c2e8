/** `hostwright import`: read inventory files, say what was found in them, write one file in the house form. */
import type { Command } from "commander";
import { anonymise, namesCsv, writeHouse } from "#inventory";
import { PLATFORMS } from "#models";
import type { Inventory } from "#planner";
import { type Shell, collect, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { checkFolderOf, writeWhole } from "../files/write.ts";
import { findingsText, inventoryText } from "../print/findings.ts";

interface ImportOptions {
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly all?: boolean;
  readonly anonymise?: boolean;
  readonly names?: string;
}

function checkOutputs(files: readonly string[]): void {
  for (const file of files) {
    if (!file.toLowerCase().endsWith(".json")) throw new UsageError(`-o ${file}: the house form is written as .json`);
    checkFolderOf(file);
  }
}

function checkNames({ anonymise: isWanted, names, output = [] }: ImportOptions): void {
  if (names === undefined) return;
  if (isWanted !== true) throw new UsageError(`--names ${names}: there are names to table only with --anonymise`);
  if (!names.toLowerCase().endsWith(".csv"))
    throw new UsageError(`--names ${names}: the table of names is written as .csv`);
  if (output.includes(names)) throw new UsageError(`--names ${names}: the same file is written by -o`);
  checkFolderOf(names);
}

/** Without names, if that is asked for; the table of names goes to its file and nowhere else. */
function withoutNames(read: Inventory, { anonymise: isWanted, names: file }: ImportOptions): Inventory {
  if (isWanted !== true) return read;
  const { inventory, names } = anonymise(
    read,
    PLATFORMS.map(({ id }) => id),
  );
  if (file !== undefined) writeWhole(file, namesCsv(names));
  return inventory;
}

async function importFiles(files: readonly string[], options: ImportOptions, { terminal }: Shell): Promise<ExitCode> {
  const outputs = options.output ?? [];
  checkOutputs(outputs);
  checkNames(options);
  const inventory = withoutNames(await readInventory(files), options);
  for (const file of outputs) writeWhole(file, writeHouse(inventory));
  if (options.json === true) terminal.out(`${JSON.stringify(inventory)}\n`);
  else {
    terminal.out(inventoryText(inventory));
    terminal.out(`\n${terminal.paint("bold", "Findings")}\n`);
    terminal.out(findingsText(inventory.findings, terminal.paint, options.all === true));
  }
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright import estate.xlsx",
    "hostwright import vms.csv cpu-week.csv -o house.json",
    "hostwright import estate.xlsx --anonymise --names names.csv -o nameless.json",
    "hostwright import estate.xlsx --json | jq '.findings[].code'",
  ])
    .argument("<file...>", "inventory files, read together")
    .option("-o, --output <file>", "write the inventory in the house form (.json)", collect)
    .option("--all", "every finding with its place, not only the first of each kind")
    .option("--json", "print the inventory as JSON")
    .option("--anonymise", "replace names of workloads, hosts, clusters, sites, tags and files by pseudonyms")
    .option("--names <file>", "with --anonymise: write which pseudonym stands for which name (.csv)")
    .action(async (files: readonly string[], options: ImportOptions) =>
      shell.exit(await importFiles(files, options, shell)),
    );
}
