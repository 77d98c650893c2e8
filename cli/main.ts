/**
 * The command line door. Only the command that was asked for is loaded: a cold `plan` reads no importer it does not
 * need, `--help` reads next to nothing. Every way out ends here, with the exit codes of exit.ts.
 */
import { Command, CommanderError } from "commander";
import type { CommandModule, Doors, Shell } from "./command.ts";
import { reportError } from "./report-error.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { heedInterrupts } from "./interrupts.ts";
import { startEarly } from "./tasks/working-thread.ts";
import { type Terminal, processTerminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

interface Entry {
  readonly summary: string;
  readonly group: string;
  /** Its work may take long and goes to a thread, which is then started before anything else. */
  readonly mayTakeLong?: true;
  readonly load: () => Promise<CommandModule>;
}

const PLANNING = "Planning:";
const ANSWERS = "Reading a plan:";
const KNOWN = "What is known:";
const SERVER = "Server:";

const COMMANDS: Readonly<Record<string, Entry>> = {
  plan: {
    summary: "put an estate on as few hosts as possible, and say how good that is",
    group: PLANNING,
    load: () => import("./commands/plan.ts"),
    mayTakeLong: true,
  },
  compare: {
    summary: "one estate on many platforms, side by side",
    group: PLANNING,
    load: () => import("./commands/compare.ts"),
    mayTakeLong: true,
  },
  "what-if": {
    summary: "one request under a matrix of changes",
    group: PLANNING,
    load: () => import("./commands/what-if.ts"),
  },
  simulate: {
    summary: "what the guests of one host would get under its hypervisor's own scheduler",
    group: PLANNING,
    load: () => import("./commands/simulate.ts"),
    mayTakeLong: true,
  },
  demo: {
    summary: "plan the sample estate of 2005 and write its report",
    group: PLANNING,
    load: () => import("./commands/demo.ts"),
  },
  explain: {
    summary: "why a workload is where it is, or why it is nowhere",
    group: ANSWERS,
    load: () => import("./commands/explain.ts"),
  },
  verify: {
    summary: "judge a written plan from scratch",
    group: ANSWERS,
    load: () => import("./commands/verify.ts"),
  },
  diff: { summary: "what differs between two plans", group: ANSWERS, load: () => import("./commands/diff.ts") },
  import: {
    summary: "read inventory files and say what was found in them",
    group: KNOWN,
    load: () => import("./commands/import.ts"),
  },
  validate: {
    summary: "say what a file is and everything that is wrong with it",
    group: KNOWN,
    load: () => import("./commands/validate.ts"),
  },
  platforms: {
    summary: "partitioning platforms: grains, limits and rules, each with its source",
    group: KNOWN,
    load: () => import("./commands/platforms.ts"),
  },
  hosts: { summary: "host types of the catalogue", group: KNOWN, load: () => import("./commands/hosts.ts") },
  licences: {
    summary: "licence rules and list prices of products",
    group: KNOWN,
    load: () => import("./commands/licences.ts"),
  },
  grids: {
    summary: "carbon of electricity by grid",
    group: KNOWN,
    load: () => import("./commands/grids.ts"),
  },
  accounts: {
    summary: "who may use the server, and as what",
    group: SERVER,
    load: () => import("./commands/accounts.ts"),
  },
  serve: { summary: "serve the form and the HTTP interface", group: SERVER, load: () => import("./commands/serve.ts") },
  worker: {
    summary: "do the jobs of a server on a PostgreSQL database, on this machine",
    group: SERVER,
    load: () => import("./commands/worker.ts"),
  },
};

const EXIT_HELP = `
Exit codes: 0 ok, 1 failure, 2 called wrongly, 3 invalid input, 4 something unplaced,
5 out of time without a proof or out of event budget, 130 interrupted.
Data goes to standard output, everything else to standard error.`;

const MAIN_EXAMPLES = `Examples:
  hostwright demo
  hostwright plan --inventory estate.xlsx --target vsphere-8@dell-r740-8180 -o report.html
  hostwright platforms esx-3.0 --fact vm.maxVcpu
`;

/** Help is for people on ordinary terminals; wider lines are hard to read. */
const HELP_WIDTH = 100;

function program(terminal: Terminal): Command {
  return new Command("hostwright")
    .description(
      "On which hosts, under which partitioning technology, does an estate fit, and how good is that answer.",
    )
    .version(VERSION, "-V, --version")
    .option("--no-color", "plain text (NO_COLOR does the same)")
    .helpCommand("help [command]", "show the help of a command")
    .showHelpAfterError("(--help shows how)")
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
    })
    .addHelpText("before", MAIN_EXAMPLES)
    .addHelpText("after", EXIT_HELP);
}

/** `help plan` is `plan --help`; `--no-color` may stand anywhere. */
function normalized(argv: readonly string[]): readonly string[] {
  const rest = argv.filter((word) => word !== "--no-color");
  if (rest.length < argv.length) process.env["NO_COLOR"] = "1";
  return rest[0] === "help" && rest[1] !== undefined && rest[1] in COMMANDS ? [rest[1], "--help"] : rest;
}

async function dispatch(argv: readonly string[], shell: Shell): Promise<void> {
  const main = program(shell.terminal);
  for (const [name, entry] of Object.entries(COMMANDS)) {
    const command = main.command(name).description(entry.summary).helpGroup(entry.group);
    if (argv[0] === name) (await entry.load()).define(command, shell);
  }
  if (argv.length === 0) main.outputHelp();
  else await main.parseAsync([...argv], { from: "user" });
}

/**
 * Answer one command line on this terminal.
 * @param argv arguments after the program's name
 * @returns the exit code; never throws
 */
export async function answer(argv: readonly string[], doors: Doors, terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    await dispatch(normalized(argv), { terminal, doors, exit: (given) => (code = given) });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return await reportError(error, terminal);
  }
}

/** Answer one command line on the process's own streams; {@link answer} with everything that is the process's. */
export async function run(argv: readonly string[], doors: Doors): Promise<ExitCode> {
  const [name = "", ...rest] = normalized(argv);
  if (name !== "serve" && name !== "worker") heedInterrupts();
  if (COMMANDS[name]?.mayTakeLong === true && !rest.includes("--help")) startEarly();
  return await answer(argv, doors, processTerminal());
}
