/** `hostwright explain`: why a workload of a written plan is where it is, or what the plan assumes. */
import type { Command } from "commander";
import { productContext } from "#jobs";
import { type PlanDocument, explain } from "#planner";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { readPlan } from "../files/plan-file.ts";
import { within } from "../files/read.ts";
import { assumptionsText, explanationText } from "../print/explanation.ts";

interface ExplainOptions {
  readonly assumptions?: boolean;
  readonly json?: boolean;
}

const kindsOf = ({ request }: PlanDocument) => new Map(request.rules.map(({ id, kind }) => [id, kind]));

interface Question extends ExplainOptions {
  readonly file: string;
  readonly workload: string | undefined;
}

async function answer({ file, workload, assumptions, json }: Question, { terminal }: Shell): Promise<ExitCode> {
  if ((workload === undefined) === (assumptions !== true)) {
    throw new UsageError("name one workload of the plan, or give --assumptions");
  }
  const document = await readPlan(file);
  if (workload === undefined) {
    const { assumptions: list } = document.result;
    terminal.out(json === true ? `${JSON.stringify(list, undefined, 2)}\n` : assumptionsText(document));
    return EXIT.ok;
  }
  const explanation = within(file, () => explain(document, workload, productContext()));
  terminal.out(
    json === true
      ? `${JSON.stringify(explanation, undefined, 2)}\n`
      : explanationText(explanation, kindsOf(document), terminal.paint),
  );
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright explain plan.json web-001", "hostwright explain plan.json --assumptions"])
    .argument("<plan>", "plan document (.json), or - for standard input")
    .argument("[workload]", "id or name of a workload of the plan")
    .option("--assumptions", "list what the plan takes as given without a document")
    .option("--json", "print as JSON")
    .action(async (file: string, workload: string | undefined, options: ExplainOptions) =>
      shell.exit(await answer({ ...options, file, workload }, shell)),
    );
}
