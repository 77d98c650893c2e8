/**
 * The bench table of packing: every public set, our hosts, bound, gap, time and memory beside the peers' figures and the
 * bar. `npm run bench -- packing --instances FOLDER`; see --help. Results are kept as lines of JSON, so that a long run
 * can be broken off and resumed, and the table printed from the file alone.
 */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MARKDOWN_HEAD, markdownRow, printRun } from "./print.ts";
import { readResults } from "./results.ts";
import { type BenchRun, RUNS } from "./runs.ts";
import type { Share } from "./work.ts";

/** Not a run over instances, but a plan judged by the next day. */
const DAY_AHEAD = "planetlab-day-ahead";

const HELP = `usage: table.ts --instances FOLDER [options]
  --instances FOLDER  folder of all instance sets
  --sets a,b          runs or beginnings of their names (${RUNS.map(({ key }) => key).join(", ")}, ${DAY_AHEAD})
  --packer NAME       one of the product's packers (default: the first)
  --seconds N         per instance instead of the run's own
  --patience N        the clock allows N times the seconds; the effort stays (default 1)
  --threads N         threads that pack one big instance together (default: the run's own, mostly 1)
  --check-prices      check the prices that prove bounds by columns, without the solver
  --sample N          N instances of each set, spread evenly
  --processes N       instances side by side (default 1)
  --results FILE      where results are kept; those in it are not run again
  --print FILE        run nothing, print the table from a results file
  --markdown          with --print: one table in Markdown instead`;

const { values: given } = parseArgs({
  args: process.argv.slice(2).filter((word) => word.startsWith("-") || word !== "packing"),
  options: {
    instances: { type: "string" },
    sets: { type: "string" },
    packer: { type: "string" },
    seconds: { type: "string" },
    patience: { type: "string" },
    threads: { type: "string" },
    "check-prices": { type: "boolean" },
    sample: { type: "string" },
    processes: { type: "string" },
    results: { type: "string" },
    print: { type: "string" },
    markdown: { type: "boolean" },
    help: { type: "boolean" },
  },
});

/** A positive number given as text. @throws Error when it is none */
function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0, is "${text}"`);
  return value;
}

/** Run a program of this folder in a process of its own. @throws Error when it fails */
const started = (program: string, words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, program), ...words], { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with code ${code}`))));
  });

const work = (share: Share): Promise<void> => started("work.ts", [JSON.stringify(share)]);

/** Runs asked for: by name or its beginning; without names all that are not on request. */
function wantedRuns(sets: string | undefined): readonly BenchRun[] {
  if (sets === undefined) return RUNS.filter(({ isOnRequest }) => isOnRequest !== true);
  const words = sets.split(",").filter((word) => word !== DAY_AHEAD);
  const unknown = words.filter((word) => !RUNS.some(({ key }) => key.startsWith(word)));
  if (unknown.length > 0) throw new Error(`no set is called ${unknown.join(", ")}\n${HELP}`);
  return RUNS.filter(({ key }) => words.includes(key) || words.some((word) => !isKey(word) && key.startsWith(word)));
}

const isKey = (word: string): boolean => RUNS.some(({ key }) => key === word);

async function main(): Promise<void> {
  if (given.help === true || (given.print === undefined && given.instances === undefined)) {
    console.log(HELP);
    return;
  }
  if (given.print !== undefined && given.markdown === true) {
    const all = readResults(given.print);
    console.log([...MARKDOWN_HEAD, ...RUNS.flatMap((run) => markdownRow(run, all) ?? [])].join("\n"));
    return;
  }
  const runs = wantedRuns(given.sets);
  const results = given.print ?? given.results ?? join(mkdtempSync(join(tmpdir(), "packing-bench-")), "results.jsonl");
  const seconds = positive("seconds", given.seconds);
  const sample = positive("sample", given.sample);
  const threads = positive("threads", given.threads);
  const of = positive("processes", given.processes) ?? 1;
  let missed = 0;
  for (const run of runs) {
    if (given.print === undefined) {
      const share = {
        run: run.key,
        folder: given.instances ?? "",
        results,
        patience: positive("patience", given.patience) ?? 1,
        isChecked: given["check-prices"] === true,
        of,
        ...(given.packer === undefined ? {} : { packer: given.packer }),
        ...(seconds === undefined ? {} : { seconds }),
        ...(sample === undefined ? {} : { sample }),
        ...(threads === undefined ? {} : { threads }),
      };
      await Promise.all(Array.from({ length: of }, (_, part) => work({ ...share, part })));
    }
    missed += printRun(run, readResults(results));
  }
  if (given.print === undefined && (given.sets === undefined || given.sets.split(",").includes(DAY_AHEAD))) {
    await started("day-ahead.ts", [given.instances ?? ""]);
  }
  console.log(`\n${missed === 0 ? "every bar met" : `${missed} bars MISSED`}; results: ${results}`);
}

await main();
