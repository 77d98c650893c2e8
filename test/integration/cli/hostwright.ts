/** Runs the command line: the real launcher in a process of its own, or, for many small cases, its answer in this one. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { answer } from "../../../cli/main.ts";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const LAUNCHER = path.join(ROOT, "bin", "hostwright.mjs");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Node to start the launcher with; left out = this one. */
  readonly node?: string;
  /** Called once the process has started. */
  readonly started?: (child: ReturnType<typeof spawn>) => void;
}

/** Run `hostwright …args` and wait for its end; standard input is empty unless given. */
export function hostwright(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(options.node ?? process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
  });
  const parts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (parts.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (parts.stderr += text));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  options.started?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...parts }));
  });
}

export type Answered = Pick<Ended, "stdout" | "stderr"> & { readonly code: number };

/** The same without a process: arguments in, exit code and both streams out. There is no web server in it. */
export async function answered(args: readonly string[]): Promise<Answered> {
  const parts = { stdout: "", stderr: "" };
  const code = await answer(
    args,
    { serve: () => Promise.reject(new Error("no web server here")) },
    {
      out: (text) => (parts.stdout += text),
      err: (text) => (parts.stderr += text),
      isErrTty: false,
      isInTty: false,
      paint: (_tone, text) => text,
    },
  );
  return { code, ...parts };
}

/** A fresh folder, removed by the returned function. */
export function scratch(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "hostwright-cli-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
