/** `hostwright worker`: does jobs from the queue of a PostgreSQL database until it is asked to end. */
import { type Command, Option } from "commander";
import { MOST_THREADS } from "#jobs/running/index.ts";
import { openWorker } from "#queue";
import { type Shell, examples } from "../command.ts";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import { databaseIn, databaseOfEnvironment } from "../options/database.ts";
import { numberIn } from "../options/numbers.ts";
import { timeIn } from "../options/times.ts";

interface Typed {
  readonly database?: string;
  readonly concurrency?: number;
  readonly threads?: number;
  /** Seconds. */
  readonly grace?: number;
}

const GRACE_SECONDS = 5;
const MOST_GRACE_SECONDS = 3600;
const MS_PER_SECOND = 1000;
/** More than any machine has cores. */
const MOST_JOBS = 512;

/** Declares the command. */
export function define(command: Command, shell: Shell): void {
  examples(command, [
    "DATABASE_URL=postgresql://hostwright@db.example/plans hostwright worker",
    "hostwright worker --database postgresql://db.example/plans --concurrency 8",
  ])
    .addOption(
      new Option(
        "--database <url>",
        "database of the servers whose jobs to do; without password (DATABASE_URL)",
      ).argParser(databaseIn),
    )
    .addOption(
      new Option("-c, --concurrency <n>", "jobs at once (as many as there are cores)").argParser(
        numberIn({ min: 1, max: MOST_JOBS, isWhole: true }),
      ),
    )
    .addOption(
      new Option(
        "--threads <n>",
        "threads that pack one big plan together; plans depend on it, so the same for all (1)",
      ).argParser(numberIn({ min: 1, max: MOST_THREADS, isWhole: true })),
    )
    .addOption(
      new Option(
        "--grace <time>",
        "how long running jobs may end in on SIGTERM; then another worker does them (5s)",
      ).argParser(timeIn({ maxSeconds: MOST_GRACE_SECONDS })),
    )
    .action(async (typed: Typed) => shell.exit(await work(typed, shell)));
}

async function work({ database, concurrency, threads, grace = GRACE_SECONDS }: Typed, shell: Shell): Promise<ExitCode> {
  const address = database ?? databaseOfEnvironment();
  if (address === undefined)
    throw new UsageError("worker needs the database of a server: --database URL, or DATABASE_URL");
  let code: ExitCode = EXIT.ok;
  const asked = Promise.withResolvers<void>();
  process.once("SIGINT", asked.resolve);
  process.once("SIGTERM", asked.resolve);
  const worker = await openWorker({
    address,
    log: (entry) => shell.terminal.err(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`),
    closeGraceMs: grace * MS_PER_SECOND,
    ...(concurrency !== undefined && { concurrency }),
    ...(threads !== undefined && { threadsPerJob: threads }),
    onOtherVersion: () => {
      code = EXIT.failure;
      asked.resolve();
    },
  });
  await asked.promise;
  await worker.close();
  return code;
}
