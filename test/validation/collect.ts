/** Collects the checks of every file of this folder that exports `checks()`, in the order of the file names. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Check } from "./check.ts";

/** Files that run or print the checks and hold none: importing the runner would run it. */
const WITHOUT_CHECKS = new Set(["run.ts"]);

interface CheckFile {
  readonly checks?: () => readonly Check[];
}

/** All checks. Runs every comparison: seconds, more as simulations join. */
export async function collectChecks(): Promise<readonly Check[]> {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !WITHOUT_CHECKS.has(name));
  const all: Check[] = [];
  for (const name of names.toSorted()) {
    const file = (await import(pathToFileURL(join(import.meta.dirname, name)).href)) as CheckFile;
    all.push(...(file.checks?.() ?? []));
  }
  return all;
}
