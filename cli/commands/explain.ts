/** `hostwright explain`: why a workload of a written plan is where it is, or what the plan assumes, or why it needs so many licences. */
import type { Command } from "commander";
import { productContext } from "#jobs";
import { type PlanDocument, explain } from "#planner";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { readPlan } from "../files/plan-file.ts";
import { within } from "../files/read.ts";
import { licencesText } from "../print/licences.ts";
import { assumptionsText, explanationText } from "../print/explanation.ts";

interface ExplainOptions {
  readonly assumptions?: boolean;
  readonly licences?: boolean;
  readonly json?: boolean;
}

const kindsOf = ({ request }: PlanDocument) => new Map(request.rules.map(({ id, kind }) => [id, kind]));

interface Question extends ExplainOptions {
  readonly file: string;
  readonly workload: string | undefined;
}

/** A list that the plan holds, as JSON or as text. */
function listing(document: PlanDocument, { licences, json }: ExplainOptions): string {
  const { result } = document;
  const list = licences === true ? (result.licences ?? { after: [] }) : result.assumptions;
  if (json === true) return `${JSON.stringify(list, undefined, 2)}\n`;
  if (licences !== true) return assumptionsText(document);
  return licencesText(result, { isVerbose: true }) || "The plan counts no licences.\n";
}

async function answer({ file, workload, ...options }: Question, { terminal }: Shell): Promise<ExitCode> {
  const { assumptions, licences, json } = options;
  const asked = [workload !== undefined, assumptions === true, licences === true].filter(Boolean);
  if (asked.length !== 1)
    throw new UsageError("ask one thing: name a workload of the plan, or give --assumptions or --licences");
  const document = await readPlan(file);
  if (workload === undefined) {
    terminal.out(listing(document, options));
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
  examples(command, [
    "hostwright explain plan.json web-001",
    "hostwright explain plan.json --assumptions",
    "hostwright explain plan.json --licences",
  ])
    .argument("<plan>", "plan document (.json), or - for standard input")
    .argument("[workload]", "id or name of a workload of the plan")
    .option("--assumptions", "list what the plan takes as given without a document")
    .option("--licences", "list the licences the plan counts: how many, where, and by which rule")
    .option("--json", "print as JSON")
    .action(async (file: string, workload: string | undefined, options: ExplainOptions) =>
      shell.exit(await answer({ ...options, file, workload }, shell)),
    );
}
