/**
 * `hostwright demo`: the sample estate of 2005 planned on today's hosts, beside the plan that was possible then, with the
 * report to open. Part of the estate runs on other processors and stays out, with its reasons: that is what a demo is to
 * show, so it ends with 0 all the same.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { productContext } from "#jobs";
import { type PlanDocument, decodeRequest, requestOf } from "#planner";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { readRules } from "../options/goals.ts";
import { PLAN_WRITERS, checkOutputs, writeOutputs } from "../options/output.ts";
import { withPrices } from "../options/prices.ts";
import { parseTarget } from "../options/target.ts";
import { compareText } from "../print/compare.ts";
import { planText } from "../print/plan.ts";
import { progressLine } from "../tasks/progress.ts";
import { work } from "../tasks/work.ts";

const sample = (name: string) => fileURLToPath(new URL(`../../data/samples/${name}`, import.meta.url));
const ESTATE = sample("estate-2005.json");
const RULES = sample("estate-2005.rules.json");
const LICENCES = sample("estate-2005.licences.json");
const MONEY = sample("estate-2005.money.json");

const NOW = "vsphere-8@dell-r740-8180";
const THEN = "esx-3.0@hp-dl585-g1";
const FORM_ADDRESS = "http://127.0.0.1:8080/";

function howToGoOn(report: string, plan: string): string {
  return [
    `\nThe report:  ${report}  (open it in a browser; it is one file)`,
    `The plan:    ${plan}  (hostwright explain ${plan} web-001)`,
    `The form:    npm start, then ${FORM_ADDRESS}`,
    "",
  ].join("\n");
}

async function demo(folder: string, { terminal }: Shell): Promise<ExitCode> {
  mkdirSync(folder, { recursive: true });
  const outputs = ["report.html", "plan.json"].map((name) => path.join(folder, name));
  const [report = "", planFile = ""] = outputs;
  checkOutputs(outputs, PLAN_WRITERS);
  const [inventory, rules] = await Promise.all([readInventory([ESTATE]), readRules(RULES)]);
  const wishes = { name: "Sample estate of 2005", targets: [parseTarget(NOW)], rules: [...rules] };
  const base = requestOf(inventory, await withPrices(wishes, { licences: LICENCES, money: MONEY }));
  const progress = progressLine(terminal, false);
  const request = decodeRequest(base, productContext());
  const result = await work({ kind: "plan", request }, progress.report);
  const [then] = await work({ kind: "compare", base, targets: [[parseTarget(THEN)]] }, progress.report).finally(
    progress.end,
  );
  const document: PlanDocument = { request, result };
  await writeOutputs(document, outputs, PLAN_WRITERS);
  terminal.out(planText(document, { paint: terminal.paint, planFile }));
  terminal.out(`\n${terminal.paint("bold", "The same estate on what could be bought then")}\n`);
  const now = { label: NOW, targets: base.targets, result };
  terminal.out(compareText([now, ...(then === undefined ? [] : [then])], terminal.paint));
  terminal.out(howToGoOn(report, planFile));
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright demo", "hostwright demo --out /tmp/hostwright"])
    .option("--out <folder>", "folder for report.html and plan.json", "out")
    .action(async ({ out }: { readonly out: string }) => shell.exit(await demo(out, shell)));
}
