/** `hostwright verify`: a written plan judged from scratch. */
import type { Command } from "commander";
import { verify } from "#planner";
import { counted } from "#planner/report/index.ts";
import { type Shell, examples } from "../command.ts";
import { productContext } from "#jobs";
import { EXIT, type ExitCode } from "../exit.ts";
import { readPlan } from "../files/plan-file.ts";
import { within } from "../files/read.ts";

async function judge(file: string, isJson: boolean, { terminal }: Shell): Promise<ExitCode> {
  const document = await readPlan(file);
  const verdict = within(file, () => verify(document, productContext()));
  if (isJson) terminal.out(`${JSON.stringify(verdict)}\n`);
  else if (verdict.ok) {
    const { summary, name } = document.result;
    terminal.out(
      `${terminal.paint("green", "accepted")}: ${name}: ${counted(summary.placed, "workload")} on ${counted(summary.hostsUsed, "host")}, checked from scratch\n`,
    );
  } else {
    terminal.out(`${terminal.paint("red", "rejected")}: ${counted(verdict.violations.length, "violation")}\n`);
    for (const { code, subject, detail } of verdict.violations) terminal.out(`  ${code}  ${subject}: ${detail}\n`);
  }
  return verdict.ok ? EXIT.ok : EXIT.failure;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright verify plan.json", "hostwright plan request.yaml --json | hostwright verify -"])
    .argument("<plan>", "plan document (.json), or - for standard input")
    .option("--json", "print the verdict as JSON")
    .action(async (file: string, options: { readonly json?: boolean }) =>
      shell.exit(await judge(file, options.json === true, shell)),
    );
}
