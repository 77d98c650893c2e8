/**
 * The real server as a process of its own, on loopback, with a folder of its own, and what the system says it has used.
 * Linux only: CPU and memory are read from /proc. Its log goes to a file, as it would in service.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const LAUNCHER = path.join(import.meta.dirname, "../../bin/hostwright.mjs");
const LISTENS = /Hostwright is at (http:\S+?)\/ /;
const MOST_START_MS = 60_000;
const LOOK_EVERY_MS = 20;
const MOST_LAST_LINES = 30;
const KIB_PER_MIB = 1024;
/** What `getconf CLK_TCK` says on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** A server that listens. */
export interface MeasuredServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** CPU seconds since it began: of the thread that answers, and of all threads. */
  readonly cpuSeconds: () => { readonly answering: number; readonly all: number };
  /** Resident memory in MiB, now and at most. */
  readonly memoryMiB: () => { readonly now: number; readonly peak: number };
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>;
}

function cpuSecondsIn(stat: string): number {
  // the name in brackets may hold spaces: count from behind it; user and system time are fields 14 and 15 of the line
  const fields = readFileSync(stat, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** A process' first thread has its number; there the event loop runs. */
const cpuSecondsOf = (pid: number) => ({
  answering: cpuSecondsIn(`/proc/${pid}/task/${pid}/stat`),
  all: cpuSecondsIn(`/proc/${pid}/stat`),
});

function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / KIB_PER_MIB;
  return { now: mib("VmRSS"), peak: mib("VmHWM") };
}

/** What it said last beside its requests. */
const lastWords = (log: string): string =>
  readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => !line.includes('"event":"request"'))
    .slice(-MOST_LAST_LINES)
    .join("\n");

/** What the server is started with. */
export interface StartedWith {
  /** Address of a PostgreSQL database that it keeps everything in; left out = a folder of its own. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the compile cache; the launcher's own when left out. */
  readonly cache?: string | undefined;
}

/** Start a server. @throws Error with its last words when it does not listen within a minute */
export async function measuredServer({ databaseUrl, cache }: StartedWith = {}): Promise<MeasuredServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "hostwright-load-"));
  const log = path.join(folder, "log");
  const out = openSync(log, "w");
  const child = spawn(process.execPath, [LAUNCHER, "serve", "--port", "0", "--data", path.join(folder, "data")], {
    stdio: ["ignore", "ignore", out],
    env: {
      ...process.env,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }),
    },
  });
  closeSync(out);
  let isClosing = false;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      if (!isClosing) process.stderr.write(`the server ended (${code ?? signal}): ${lastWords(log)}\n`);
      resolve();
    });
  });
  const close = async () => {
    isClosing = true;
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const until = performance.now() + MOST_START_MS;
  let said = "";
  while (performance.now() < until && child.exitCode === null) {
    said = readFileSync(log, "utf8");
    const url = LISTENS.exec(said)?.[1];
    const { pid } = child;
    if (url !== undefined && pid !== undefined) {
      return { url, cpuSeconds: () => cpuSecondsOf(pid), memoryMiB: () => memoryOf(pid), close };
    }
    await sleep(LOOK_EVERY_MS);
  }
  await close();
  throw new Error(`the server did not start: ${said}`);
}
