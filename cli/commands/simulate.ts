/** `hostwright simulate`: what the guests of one host would get, from a host file or from a host of a written plan. */
import type { Command } from "commander";
import { productContext, raise, simulateAll, stopFlag } from "#jobs";
import { type SimulationDocument, type SimulationRequest, decodeSimulation } from "#planner";
import { decimal } from "#planner/report/index.ts";
import { type Shell, collect, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { requestOfHost, requestsOfHosts } from "../files/host-of-plan.ts";
import { readDocument, within } from "../files/read.ts";
import { interruptible } from "../interrupts.ts";
import { numberIn } from "../options/numbers.ts";
import { SIMULATION_WRITERS, checkOutputs, writeOutputs } from "../options/output.ts";
import { simulatedHostsText } from "../print/simulated-hosts.ts";
import { simulationText } from "../print/simulation.ts";
import { progressLine } from "../tasks/progress.ts";
import { work } from "../tasks/work.ts";

interface SimulateOptions {
  readonly plan?: string;
  readonly host?: string;
  readonly hour?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly scheduler?: string;
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly progress?: boolean;
}

const MOST_SECONDS = 86_400;
/** Stands for every host of a plan. */
const ALL = "all";

const END_CODES = {
  finished: EXIT.ok,
  "event-budget": EXIT.unfinished,
  stopped: EXIT.interrupted,
} as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function ofFile(file: string, options: SimulateOptions): Promise<SimulationRequest> {
  const content = await readDocument(file);
  const { seconds, seed, scheduler } = options;
  const said = {
    ...(seconds === undefined ? {} : { durationSeconds: seconds }),
    ...(seed === undefined ? {} : { seed }),
    ...(scheduler === undefined ? {} : { scheduler }),
  };
  return within(file, () => decodeSimulation(isRecord(content) ? { ...content, ...said } : content, productContext()));
}

async function ofPlan(plan: string, options: SimulateOptions): Promise<SimulationRequest> {
  const { host, scheduler } = options;
  if (host === undefined) throw new UsageError("--plan needs --host ID, a host of the plan");
  const request = await requestOfHost(plan, { ...options, host });
  return scheduler === undefined
    ? request
    : within(plan, () => decodeSimulation({ ...request, scheduler }, productContext()));
}

async function requestOf(file: string | undefined, options: SimulateOptions): Promise<SimulationRequest> {
  const { plan } = options;
  if (file !== undefined && plan !== undefined) throw new UsageError("give a host file or --plan, not both");
  if (plan !== undefined) return await ofPlan(plan, options);
  if (options.host !== undefined || options.hour !== undefined)
    throw new UsageError("--host and --hour choose from a plan: give --plan FILE too");
  if (file === undefined) throw new UsageError("nothing to simulate: give a host file, or --plan FILE and --host ID");
  return await ofFile(file, options);
}

/** All hosts of a plan, side by side on all cores. */
async function simulateHosts(plan: string, options: SimulateOptions, { terminal }: Shell): Promise<ExitCode> {
  if (options.output !== undefined) throw new UsageError("--host all writes no file: name one host for -o");
  const hosts = await requestsOfHosts(plan, options);
  const progress = progressLine(terminal, options.progress === true);
  const results = await simulateAll(
    hosts.map(({ request }) => request),
    { progress: (done, of) => progress.report({ stage: "simulating", doneRatio: done / of }) },
  ).finally(progress.end);
  const all = hosts.flatMap(({ host }, i) => {
    const result = results[i];
    return result === undefined ? [] : [{ host, result }];
  });
  terminal.out(options.json === true ? `${JSON.stringify(all)}\n` : simulatedHostsText(all, terminal.paint));
  return EXIT.ok;
}

async function simulate(file: string | undefined, options: SimulateOptions, shell: Shell): Promise<ExitCode> {
  const { terminal } = shell;
  if (options.plan !== undefined && options.host === ALL) return await simulateHosts(options.plan, options, shell);
  const outputs = options.output ?? [];
  checkOutputs(outputs, SIMULATION_WRITERS);
  const request = await requestOf(file, options);
  const progress = progressLine(terminal, options.progress === true);
  const stop = stopFlag();
  const result = await interruptible(
    () => raise(stop),
    () => work({ kind: "simulate", request }, progress.report, stop),
  ).finally(progress.end);
  const document: SimulationDocument = { request, result };
  await writeOutputs(document, outputs, SIMULATION_WRITERS);
  terminal.out(options.json === true ? `${JSON.stringify(document)}\n` : simulationText(result, terminal.paint));
  if (result.end === "stopped") {
    const [done, asked] = [decimal(result.simulatedSeconds, 2), decimal(request.durationSeconds, 2)];
    terminal.err(`interrupted: the result is partial, of ${done} s instead of ${asked} s\n`);
  }
  return END_CODES[result.end];
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright simulate host.yaml",
    "hostwright simulate host.yaml --scheduler sedf --seconds 120 --seed 7 -o run.json -o run.html",
    "hostwright simulate --plan plan.json --host esx-3.0@hp-dl585-g1/1 --hour 14",
    "hostwright simulate --plan plan.json --host all",
    "cat host.yaml | hostwright simulate - --json | jq '.result.guests[] | {id, heldCpus}'",
  ])
    .argument("[host]", "host file (.yaml, .yml, .json), or - for standard input")
    .option("--plan <file>", "plan document (.json) that a host is taken from")
    .option("--host <id>", "host of the plan; all = every host, side by side on all cores")
    .option("--hour <n>", "hour of the plan's time; left out = the host's hottest", numberIn({ min: 0, max: 1e6 }))
    .option("--seconds <n>", "seconds to simulate", numberIn({ min: 0.01, max: MOST_SECONDS }))
    .option(
      "--seed <n>",
      "seed of all that is random",
      numberIn({ min: 0, max: Number.MAX_SAFE_INTEGER, isWhole: true }),
    )
    .option("--scheduler <name>", "scheduler of the platform, instead of its default")
    .option("-o, --output <file>", "write question and answer as .json, or the report as .html; repeatable", collect)
    .option("--json", "print the document (request and result) as JSON")
    .option("--progress", "say on standard error how far it is")
    .addHelpText(
      "after",
      `
The host file names a platform, a host type or its figures, guests with what they do, and events:

  platform: xen-3.0.4
  host: hp-dl585-g1
  durationSeconds: 60
  guests:
    - { id: web, count: 4, vcpus: 1, memoryMiB: 512, behaviour: web, terms: { weight: 512 } }
    - { id: db, vcpus: 2, memoryMiB: 2048, behaviour: oltp }
  events:
    - { kind: migrate, atSeconds: 10, guest: web-1, linkMbps: 1000 }

Ctrl-C ends the run and prints what it has come to; a second one ends the program.`,
    )
    .action(async (file: string | undefined, options: SimulateOptions) =>
      shell.exit(await simulate(file, options, shell)),
    );
}
