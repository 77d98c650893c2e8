/** `hostwright serve`: hands over to the web server, which the launcher joins in. */
import { type Command, Option } from "commander";
import { type ServeOptions, type Shell, examples } from "../command.ts";
import { MOST_THREADS } from "#jobs/running/index.ts";
import { EXIT, UsageError } from "../exit.ts";
import { databaseIn, databaseOfEnvironment } from "../options/database.ts";
import { numberIn } from "../options/numbers.ts";
import { memoryIn } from "../options/sizes.ts";
import { timeIn } from "../options/times.ts";

const MOST_RATE = 1_000_000;
const MAX_PORT = 65_535;
/** More than any machine has cores. */
const MOST_WORKERS = 512;
/** As much as a request may ask for: a day. */
const MOST_JOB_SECONDS = 86_400;

interface Typed {
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
  readonly database?: string;
  readonly accounts?: string;
  readonly openToAnyone?: boolean;
  readonly behindProxy?: string | true;
  /** Seconds. */
  readonly jobTime?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly threadsPerJob?: number;
  readonly workers?: number;
  /** Requests a minute. */
  readonly rate?: number;
}

/** What was typed, as the server takes it; what is typed counts more than what is set around it. */
function optionsOf(typed: Typed): ServeOptions {
  const { port, host, data, database, accounts, openToAnyone, behindProxy, jobTime, memory } = typed;
  const { threadsPerJob, workers, rate } = typed;
  const databaseUrl = database ?? (data === undefined ? databaseOfEnvironment() : undefined);
  if (workers !== undefined && databaseUrl === undefined)
    throw new UsageError("--workers needs a database: only there can others do the jobs");
  return {
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    ...(data !== undefined && { dataDir: data }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(accounts !== undefined && { accountsFile: accounts }),
    ...(openToAnyone === true && { isOpenToAnyone: true }),
    ...(behindProxy !== undefined && { proxies: behindProxy === true ? "loopback" : behindProxy }),
    ...(memory !== undefined && { memoryBytes: memory }),
    ...(jobTime !== undefined && { jobTimeSeconds: jobTime }),
    ...(rate !== undefined && { ratePerMinute: rate }),
    ...(workers !== undefined && { workers }),
    ...(threadsPerJob !== undefined && { threadsPerJob }),
  };
}

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "hostwright serve",
    "hostwright serve --port 9000 --data /var/lib/hostwright",
    "DATABASE_URL=postgresql://hostwright@db.example/hostwright hostwright serve",
  ])
    .addOption(
      new Option("-p, --port <n>", "port to listen on (8080; 0 = any free one)").argParser(
        numberIn({ min: 0, max: MAX_PORT, isWhole: true }),
      ),
    )
    .option("--host <address>", "address to listen on (127.0.0.1); any that others can reach needs accounts")
    .option("-d, --data <folder>", "folder for stored plans (.hostwright)")
    .option("--accounts <file>", "who may do what (accounts.json in the data folder; see hostwright accounts)")
    .option("--open-to-anyone", "let everybody who reaches the server do everything")
    .option(
      "--behind-proxy [addresses]",
      "believe X-Forwarded headers from these addresses (loopback); needs accounts as well",
    )
    .addOption(
      new Option(
        "--database <url>",
        "PostgreSQL database for stored plans instead of a folder, shared by several servers; without password (DATABASE_URL)",
      )
        .argParser(databaseIn)
        .conflicts("data"),
    )
    .addOption(
      new Option("--job-time <time>", "most time for the search of one plan: 30s, 10m (1h)").argParser(
        timeIn({ maxSeconds: MOST_JOB_SECONDS }),
      ),
    )
    .option(
      "--memory <amount>",
      "most memory for one plan, 512MiB or 4GiB; a larger request is refused (2GiB)",
      memoryIn,
    )
    .addOption(
      new Option("--threads-per-job <n>", "threads that pack one big plan together; plans depend on it (1)").argParser(
        numberIn({ min: 1, max: MOST_THREADS, isWhole: true }),
      ),
    )
    .addOption(
      new Option(
        "--workers <n>",
        "with a database: jobs this server does itself at once, 0 = hostwright worker does them (cores − 1)",
      ).argParser(numberIn({ min: 0, max: MOST_WORKERS, isWhole: true })),
    )
    .addOption(
      new Option(
        "--rate <n/min>",
        "requests of one caller a minute, a tenth of them starting jobs; 0 = no limit (0 on loopback, else 600/min)",
      ).argParser((text: string) => numberIn({ min: 0, max: MOST_RATE, isWhole: true })(text.replace(/\/min$/, ""))),
    )
    .action(async (typed: Typed) => {
      await shell.doors.serve(optionsOf(typed));
      shell.exit(EXIT.ok);
    });
}
