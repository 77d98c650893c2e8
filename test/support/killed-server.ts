/** The real server as a process of its own that can be killed at any moment, and started again on the same folder or database. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const LAUNCHER = path.join(import.meta.dirname, "../../bin/hostwright.mjs");

/** A server process that listens. */
export interface ServerProcess {
  /** Without a slash at the end. */
  readonly url: string;
  /** Send a signal and wait for the end; its exit code, null when the signal ended it. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
  /** Its log so far, the last 20,000 characters. */
  readonly said: () => string;
}

/** Where a server keeps what it stores. */
export type Place = { readonly dataDir: string } | { readonly databaseUrl: string };

/** Start the server on this store and wait until it listens. @throws Error with its last words when it ends before */
export function serverProcess(place: Place): Promise<ServerProcess> {
  const inFolder = "dataDir" in place ? ["--data", place.dataDir] : [];
  const child = spawn(process.execPath, [LAUNCHER, "serve", "--port", "0", ...inFolder], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...("databaseUrl" in place ? { DATABASE_URL: place.databaseUrl } : {}) },
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-20_000);
      const url = /Hostwright is at (http:\S+?)\/ /.exec(said)?.[1];
      if (url !== undefined) resolve({ url, end: (signal) => endOf(child, signal, ended), said: () => said });
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

function endOf(child: ChildProcess, signal: "SIGKILL" | "SIGTERM", ended: Promise<number | null>) {
  child.kill(signal);
  return ended;
}
