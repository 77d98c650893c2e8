/** One line of JSON per instance solved: written as soon as it is known, so that a long run can be broken off and resumed. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Known } from "./instances/index.ts";

/** What came of one instance in one run. */
export interface Result {
  /** Key of the run in runs.ts. */
  readonly run: string;
  readonly name: string;
  readonly items: number;
  readonly packer: string;
  readonly bins: number;
  readonly cost: number;
  readonly unplaced: number;
  /** Our proved lower bound, in the run's unit (bins, or cost where types are priced). */
  readonly bound: number;
  readonly boundKind: string;
  /** Do the prices of a bound by columns prove it, checked without the solver? */
  readonly certificate?: "holds" | "fails";
  /** "proved", "effort", "stopped", or "untold". */
  readonly ended: string;
  readonly known: Known;
  readonly faults: readonly string[];
  readonly seconds: number;
  /** Highest resident memory of the process so far, MiB. */
  readonly peakMiB: number;
  /** Energy of the packing over its slots, where hosts have a power curve. */
  readonly kWh?: number;
}

/** Results in a file, none when there is no file; a line cut off by a kill is left out. */
export function readResults(path: string): readonly Result[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line): Result => JSON.parse(line));
}

/** Add one result. */
export const writeResult = (path: string, result: Result): void => appendFileSync(path, `${JSON.stringify(result)}\n`);

/** Name under which a result is looked for when a run is resumed. */
export const keyOf = ({ run, name }: { readonly run: string; readonly name: string }): string => `${run} ${name}`;
