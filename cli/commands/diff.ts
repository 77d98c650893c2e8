/** `hostwright diff`: what differs between two written plans, figure by figure and workload by workload. */
import type { Command } from "commander";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { readPlan } from "../files/plan-file.ts";
import { differencesOf, differencesText } from "../print/differences.ts";

async function diff(
  a: string,
  b: string,
  options: { readonly isJson: boolean; readonly shell: Shell },
): Promise<ExitCode> {
  const differences = differencesOf(await readPlan(a), await readPlan(b));
  const { terminal } = options.shell;
  terminal.out(options.isJson ? `${JSON.stringify(differences)}\n` : differencesText(differences, a, b));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright diff before.json after.json"])
    .argument("<a>", "plan document")
    .argument("<b>", "plan document")
    .option("--json", "print the differences as JSON")
    .action(async (a: string, b: string, options: { readonly json?: boolean }) =>
      shell.exit(await diff(a, b, { isJson: options.json === true, shell })),
    );
}
