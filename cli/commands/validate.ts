/** `hostwright validate`: say what a file is, and everything that is wrong with it. */
import type { Command } from "commander";
import { productContext } from "#jobs";
import {
  PlanDocument,
  type Scenario,
  SimulationDocument,
  decodeRequest,
  decodeSimulation,
  parseInput,
  variantsOf,
} from "#planner";
import { counted } from "#planner/report/index.ts";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { readDocument, within } from "../files/read.ts";

const DOCUMENT = /\.(json|ya?ml)$/i;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What only a scenario has. */
const isScenario = (content: Record<string, unknown>) =>
  ["vary", "sample", "growth", "fail"].some((name) => name in content);

/** What the file is, as a sentence. @throws InvalidInput with everything that is wrong with it */
async function judged(file: string): Promise<string> {
  if (file !== "-" && !DOCUMENT.test(file)) return await judgedInventory(file);
  const content = await readDocument(file);
  if (!isRecord(content)) return await judgedInventory(file);
  if ("guests" in content) {
    const request = within(file, () => decodeSimulation(content, productContext()));
    const guests = request.guests.reduce((sum, { count }) => sum + count, 0);
    return `a host to simulate: ${request.platform}, ${counted(guests, "guest")}, ${request.durationSeconds} s`;
  }
  if (isRecord(content["result"]) && "simulatedSeconds" in content["result"]) {
    const { result } = within(file, () => parseInput(SimulationDocument, content));
    return `a simulated host (${result.end}, ${result.simulatedSeconds} s, ${counted(result.guests.length, "guest")})`;
  }
  if ("result" in content) {
    const { result } = within(file, () => parseInput(PlanDocument, content));
    return `a plan document (${result.status}, ${counted(result.summary.hostsUsed, "host")}); "hostwright verify" judges whether it holds`;
  }
  if (isScenario(content)) {
    const { readScenario } = await import("../files/scenario.ts");
    const scenario: Scenario = await readScenario(file);
    const fields = counted(Object.keys(scenario.vary).length, "field");
    const variants = counted(within(file, () => variantsOf(scenario)).length, "variant");
    return `a what-if scenario over ${fields}: ${variants}`;
  }
  if ("format" in content) return await judgedInventory(file);
  const request = within(file, () => decodeRequest(content, productContext()));
  return `a plan request: ${counted(request.workloads.length, "workload")}, ${counted(request.targets.length, "target")}, ${counted(request.rules.length, "rule")}`;
}

async function judgedInventory(file: string): Promise<string> {
  const inventory = await readInventory([file]);
  const found = `${counted(inventory.workloads.length, "workload")}, ${counted(inventory.hosts.length, "host")}, ${counted(inventory.findings.length, "finding")}`;
  return `an inventory (${inventory.format}): ${found}; "hostwright import" lists the findings`;
}

async function validate(file: string, { terminal }: Shell): Promise<ExitCode> {
  terminal.out(`${file === "-" ? "standard input" : file}: ${await judged(file)}\n`);
  return EXIT.ok;
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, ["hostwright validate request.yaml", "hostwright validate estate.xlsx"])
    .argument("<file>", "request, scenario, host to simulate, plan or simulation document, or inventory file")
    .action(async (file: string) => shell.exit(await validate(file, shell)));
}
