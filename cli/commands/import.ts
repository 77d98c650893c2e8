/** `hostwright import`: read inventory files, say what was found in them, write one file in the house form. */
import type { Command } from "commander";
import { writeHouse } from "#inventory";
import { type Shell, collect, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { checkFolderOf, writeWhole } from "../files/write.ts";
import { findingsText, inventoryText } from "../print/findings.ts";

interface ImportOptions {
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly all?: boolean;
}

function checkOutputs(files: readonly string[]): void {
  for (const file of files) {
    if (!file.toLowerCase().endsWith(".json")) throw new UsageError(`-o ${file}: the house form is written as .json`);
    checkFolderOf(file);
  }
}

async function importFiles(files: readonly string[], options: ImportOptions, { terminal }: Shell): Promise<ExitCode> {
  const outputs = options.output ?? [];
  checkOutputs(outputs);
  const inventory = await readInventory(files);
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
    "hostwright import estate.xlsx --json | jq '.findings[].code'",
  ])
    .argument("<file...>", "inventory files, read together")
    .option("-o, --output <file>", "write the inventory in the house form (.json)", collect)
    .option("--all", "every finding with its place, not only the first of each kind")
    .option("--json", "print the inventory as JSON")
    .action(async (files: readonly string[], options: ImportOptions) =>
      shell.exit(await importFiles(files, options, shell)),
    );
}
