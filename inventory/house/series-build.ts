/** Collected measurements as the contract's series, with a finding for everything the grid had to settle. */
import type { Series } from "#planner/contract/index.ts";
import type { Findings } from "../findings.ts";
import { type Regular, type Sample, toGrid } from "./regular.ts";
import type { SeriesReader } from "./series-csv.ts";

function samplesOf(points: readonly number[]): readonly Sample[] {
  const samples: Sample[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) samples.push({ at: points[i] ?? 0, value: points[i + 1] ?? 0 });
  return samples;
}

function report(grid: Regular, file: string, subject: string, findings: Findings): void {
  const slot = `${grid.slotMinutes} minutes`;
  if (grid.doubles > 0) findings.add("duplicate-time", { file }, { raw: grid.doubles, subject });
  if (grid.isSingle) findings.add("single-sample", { file }, { bound: slot, subject });
  else if (grid.isIrregular) findings.add("irregular-step", { file }, { bound: slot, subject });
  if (grid.gaps > 0) findings.add("series-gap", { file }, { raw: `${grid.gaps} of ${grid.values.length}`, subject });
}

/** All series of a reader, in the order their workloads and metrics were first met. */
export function buildSeries(reader: SeriesReader, findings: Findings): Series[] {
  const all: Series[] = [];
  for (const { workload, metric, file, points } of reader.collected()) {
    const grid = toGrid(samplesOf(points));
    const subject = `${workload} ${metric}`;
    if (grid.kind === "impossible") {
      findings.add("series-dropped", { file }, { bound: grid.why, subject });
      continue;
    }
    report(grid, file, subject, findings);
    const start = new Date(grid.start).toISOString();
    all.push({ workload, metric, start, slotMinutes: grid.slotMinutes, values: [...grid.values] });
  }
  return all;
}
