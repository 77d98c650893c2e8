/** `hostwright plan`: a request file, or inventory files and targets, to a plan. */
import { type Command, Option } from "commander";
import { MOST_THREADS, productContext, raise, stopFlag } from "#jobs";
import {
  DEFAULT_MEMORY_BYTES,
  MOST_EFFORT_SECONDS,
  type PlanDocument,
  type PlanRequest,
  type PlanRequestInput,
  type PlanResult,
  decodeRequest,
  refuseOverMemory,
  requestOf,
} from "#planner";
import { type Shell, collect, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { readInventory } from "../files/inventory.ts";
import { readPlan } from "../files/plan-file.ts";
import { readDocument, within } from "../files/read.ts";
import { isRecord } from "../files/records.ts";
import { targetsOf } from "../options/estate.ts";
import { type GoalOptions, addGoalOptions, withGoals } from "../options/goals.ts";
import { type MoveOptions, addMoveOptions, withMoves } from "../options/moves.ts";
import { interruptible } from "../interrupts.ts";
import { numberIn } from "../options/numbers.ts";
import { PLAN_WRITERS, checkOutputs, writeOutputs } from "../options/output.ts";
import { memoryIn } from "../options/sizes.ts";
import { timeIn } from "../options/times.ts";
import { planText } from "../print/plan.ts";
import { progressLine } from "../tasks/progress.ts";
import { work } from "../tasks/work.ts";

interface PlanOptions extends GoalOptions, MoveOptions {
  readonly inventory?: readonly string[];
  readonly target?: readonly string[];
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly progress?: boolean;
  /** Seconds. */
  readonly time?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly threads?: number;
}

/** Ids of the host types a request file brings along, as far as they can be read. */
function ownHostTypes(content: Record<string, unknown>): readonly string[] {
  const types = Array.isArray(content["hostTypes"]) ? (content["hostTypes"] as readonly unknown[]) : [];
  return types.flatMap((type) => (isRecord(type) && typeof type["id"] === "string" ? [type["id"]] : []));
}

async function fromFile(file: string, options: PlanOptions): Promise<unknown> {
  const content = await readDocument(file);
  return isRecord(content) ? await fromRecord(content, options) : content;
}

async function fromRecord(content: Record<string, unknown>, options: PlanOptions): Promise<Record<string, unknown>> {
  const targets = options.target === undefined ? {} : { targets: targetsOf(options.target, ownHostTypes(content)) };
  return await withGoals({ ...content, ...targets }, options);
}

async function fromInventory(files: readonly string[], options: PlanOptions): Promise<PlanRequestInput> {
  const rest = await withGoals({ targets: targetsOf(options.target ?? []) }, options);
  return requestOf(await readInventory(files), rest);
}

/** The question without what is said of moves; an earlier plan alone asks its own question again. */
async function askedOf(file: string | undefined, options: PlanOptions, current: PlanDocument | undefined) {
  const { inventory } = options;
  if (file !== undefined && inventory !== undefined)
    throw new UsageError("give a request file or --inventory, not both");
  if (file !== undefined) return await fromFile(file, options);
  if (inventory !== undefined) return await fromInventory(inventory, options);
  if (current !== undefined) return await fromRecord({ ...current.request }, options);
  throw new UsageError("nothing to plan: give a request file, or --inventory FILE and --target PLATFORM@HOSTTYPE");
}

async function inputOf(file: string | undefined, options: PlanOptions): Promise<unknown> {
  const current = options.current === undefined ? undefined : await readPlan(options.current);
  const asked = await askedOf(file, options, current);
  return isRecord(asked) ? withMoves(asked, options, current) : asked;
}

/** A time limit without an effort allows all the effort that the time has room for. */
function effortFor(options: PlanOptions): PlanOptions {
  const { time, effort } = options;
  if (time === undefined || effort !== undefined) return options;
  return { ...options, effort: time === 0 ? 0 : MOST_EFFORT_SECONDS };
}

/** Plan; the first Ctrl-C ends the search with its best so far, a second one the program. */
async function planned(request: PlanRequest, options: PlanOptions, { terminal }: Shell) {
  const progress = progressLine(terminal, options.progress === true);
  const stop = stopFlag();
  let isInterrupted = false;
  const cut = () => {
    isInterrupted = true;
    raise(stop);
  };
  const task = { kind: "plan", request, timeSeconds: options.time, threads: options.threads } as const;
  const result = await interruptible(cut, () => work(task, progress.report, stop)).finally(progress.end);
  if (isInterrupted) terminal.err("interrupted: this is the best plan so far\n");
  return { result, isInterrupted };
}

/** Out of time is only what the clock cut: neither proved best, nor interrupted by hand, nor out of effort. */
function exitOf(
  { result, isInterrupted }: { result: PlanResult; isInterrupted: boolean },
  hasLimit: boolean,
): ExitCode {
  if (result.unplaced.length > 0 || (result.room?.unracked.length ?? 0) > 0) return EXIT.unplaced;
  return hasLimit && !isInterrupted && result.search.ended === "stopped" ? EXIT.unfinished : EXIT.ok;
}

async function plan(file: string | undefined, given: PlanOptions, shell: Shell): Promise<ExitCode> {
  const { terminal } = shell;
  const options = effortFor(given);
  const outputs = options.output ?? [];
  checkOutputs(outputs, PLAN_WRITERS);
  const input = await inputOf(file, options);
  const request = within(file ?? "request", () => {
    const decoded = decodeRequest(input, productContext());
    refuseOverMemory(decoded, { bytes: options.memory ?? DEFAULT_MEMORY_BYTES });
    return decoded;
  });
  const made = await planned(request, options, shell);
  const document: PlanDocument = { request, result: made.result };
  await writeOutputs(document, outputs, PLAN_WRITERS);
  const planFile = outputs.find((name) => name.toLowerCase().endsWith(".json"));
  if (options.json === true) terminal.out(`${JSON.stringify(document)}\n`);
  else {
    const isVerbose = options.verbose === true;
    terminal.out(planText(document, { paint: terminal.paint, isVerbose, ...(planFile !== undefined && { planFile }) }));
  }
  return exitOf(made, options.time !== undefined);
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright plan examples/request.yaml",
    "hostwright plan --inventory estate.xlsx --target vsphere-8@dell-r740-8180 -o plan.json -o report.html",
    "hostwright plan --inventory vms.csv cpu.csv --target esx-3.0@hp-dl585-g1:12 --growth 20% --spare 1",
    "hostwright plan --current plan.json --objective moves --max-moves 20",
    "hostwright plan examples/request.yaml --time 30s --progress",
    "cat request.yaml | hostwright plan - --json | jq .result.summary",
  ])
    .argument("[request]", "request file (.yaml, .yml, .json), or - for standard input")
    .option("-i, --inventory <file...>", "inventory files: RVTools workbook, CSV, house JSON, measurements")
    .option(
      "-t, --target <target>",
      "PLATFORM@HOSTTYPE[:MAX], repeatable; over a request file it replaces its targets",
      collect,
    )
    .option("-o, --output <file>", "write the plan as .json, .html, .csv, .xlsx or .pdf; repeatable", collect)
    .option("--json", "print the plan document (request and result) as JSON")
    .option("--verbose", "print why every licence is needed, place by place")
    .option("--progress", "say on standard error how far the plan is, once a second")
    .option(
      "--time <time>",
      "most time for the search: 10s, 5m, 1h; when it is up the plan is the best so far",
      timeIn({ maxSeconds: MOST_EFFORT_SECONDS }),
    )
    .option(
      "--memory <amount>",
      "most memory for the plan, 512MiB or 4GiB; a larger request is refused (2GiB)",
      memoryIn,
    )
    .addOption(
      new Option("--threads <n>", "threads that pack a big estate together; the plan depends on it (1)").argParser(
        numberIn({ min: 1, max: MOST_THREADS, isWhole: true }),
      ),
    );
  addGoalOptions(command).addHelpText(
    "after",
    `
The first Ctrl-C ends the search: the best plan so far is checked, printed and written. A second one ends the program.
With --effort the same request and --threads give the same plan on every machine; --time depends on the machine.`,
  );
  addMoveOptions(command);
  command.action(async (file: string | undefined, options: PlanOptions) =>
    shell.exit(await plan(file, options, shell)),
  );
}
