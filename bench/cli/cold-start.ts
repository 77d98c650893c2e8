/**
 * How long a person waits for `hostwright plan` of the sample estate from a cold start of the command line, and for the
 * commands that should feel immediate. Goal: the plan in less than two seconds.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RUNS = 5;
const GOAL_MS = 2000;
const SAMPLE = "data/samples/estate-2005.json";
const RULES = "data/samples/estate-2005.rules.json";

const COMMANDS: readonly (readonly [name: string, args: readonly string[], goalMs?: number])[] = [
  ["--version", ["--version"]],
  ["platforms (list)", ["platforms"]],
  ["platforms, one fact", ["platforms", "esx-3.0", "--fact", "vm.maxVcpu"]],
  [
    "plan of the sample estate",
    ["plan", "--inventory", SAMPLE, "--rules", RULES, "--target", "vsphere-8@dell-r740-8180"],
    GOAL_MS,
  ],
  [
    "the same without compile cache",
    ["plan", "--inventory", SAMPLE, "--rules", RULES, "--target", "vsphere-8@dell-r740-8180"],
  ],
];

function once(args: readonly string[], isCached: boolean): number {
  const started = performance.now();
  const env = { ...process.env, ...(isCached ? {} : { NODE_DISABLE_COMPILE_CACHE: "1" }) };
  const ended = spawnSync(process.execPath, ["bin/hostwright.mjs", ...args], { cwd: ROOT, env });
  if (ended.status !== 0 && ended.status !== 4)
    throw new Error(`exit code ${ended.status}: ${ended.stderr.toString()}`);
  return performance.now() - started;
}

const ms = (value: number) => `${value.toFixed(0).padStart(6)} ms`;

for (const [name, args, goalMs] of COMMANDS) {
  const isCached = !name.includes("without");
  if (isCached) once(args, true);
  const times = Array.from({ length: RUNS }, () => once(args, isCached)).sort((a, b) => a - b);
  const median = times[Math.floor(RUNS / 2)] ?? 0;
  const verdict =
    goalMs === undefined
      ? ""
      : median < goalMs
        ? `  under the goal of ${goalMs} ms`
        : `  OVER the goal of ${goalMs} ms`;
  console.log(`${name.padEnd(32)} median ${ms(median)}  fastest ${ms(times[0] ?? 0)}${verdict}`);
}
