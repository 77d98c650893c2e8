/** The real worker as a process of its own that can be killed at any moment. */
import { spawn } from "node:child_process";
import path from "node:path";

const LAUNCHER = path.join(import.meta.dirname, "../../bin/hostwright.mjs");

/** A worker process that works. */
export interface WorkerProcess {
  readonly pid: number;
  /** Entries of its log so far. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Resolves with the first entry of this event, at once when there is one already. */
  readonly heard: (event: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Send a signal and wait for the end; its exit code, null when the signal ended it. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
}

/** Start a worker on this database and wait until it works. @throws Error with its last words when it ends before */
export async function workerProcess(address: string, options: readonly string[] = []): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [LAUNCHER, "worker", ...options], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, DATABASE_URL: address },
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
  const log: Readonly<Record<string, unknown>>[] = [];
  const listeners = new Set<() => void>();
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const lines = (said + text).split("\n");
    said = lines.pop() ?? "";
    for (const line of lines)
      log.push(line.startsWith("{") ? (JSON.parse(line) as { event: string }) : { event: "said", line });
    for (const listener of listeners) listener();
  });
  const heard: WorkerProcess["heard"] = (event) =>
    new Promise((resolve) => {
      const look = () => {
        const entry = log.find((one) => one["event"] === event);
        if (entry === undefined) return;
        listeners.delete(look);
        resolve(entry);
      };
      listeners.add(look);
      look();
    });
  const isEarly = ended.then((code) => {
    throw new Error(`the worker ended with ${code}: ${JSON.stringify(log.slice(-5))}`);
  });
  await Promise.race([heard("worker-started"), isEarly]);
  isEarly.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    log,
    heard,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
