/**
 * Published figures beside our closed forms, for reference: the closed forms leave out what the measurement had (balancing,
 * network, timer phases), so no bound is stated; the event core is gated on the same figures.
 */
import { roundRobinWait, usefulRatio } from "#models/hypervisor/queueing/index.ts";
import { type MeasuredRow, measuredRows, textOf } from "../support/measurements.ts";
import type { Check } from "./check.ts";

/** 128 saturated domains on 2 CPUs. */
const DOMAINS_PER_CPU = 64;
const SLICES_MS = { default: 5, long: 50 };

const ROWS = measuredRows("sosp2003-xen.csv");

/** The value of the row of section 4.5 that starts so, or of the row after it. */
function published(start: string, after = 0): string {
  const index = ROWS.findIndex((row: MeasuredRow) => textOf(row, "workload").startsWith(start));
  const row = ROWS[index + after];
  if (index < 0 || row === undefined) throw new Error(`no SOSP row starts with "${start}"`);
  return textOf(row, "value");
}

/** Scalability of Xen 1.0 by round robin with one cost per switch, which the loss at 5 ms gives. */
export function checks(): readonly Check[] {
  const lossAtDefault = Number(published("throughput loss, 128 domains")) / 100;
  // c / (c + 5 ms) is the loss: c = 0.405 ms
  const switchTime = (SLICES_MS.default * lossAtDefault) / (1 - lossAtDefault);
  const turns = (quantum: number) => ({ guests: DOMAINS_PER_CPU, quantum, switchTime });
  const wait = roundRobinWait(turns(SLICES_MS.default));
  const line = (what: string, theirs: number | string, ours: number, unit: string): Check => ({
    gate: "reference",
    what: `128 domains on 2 CPUs, closed form: ${what}`,
    source: "sosp2003-xen.csv, section 4.5 (seen)",
    published: theirs,
    ours,
    unit,
    tolerance: 0,
    toleranceKind: "absolute",
    gates: false,
  });
  return [
    line(
      "throughput lost with 50 ms slices",
      published("same, 50 ms slice"),
      (1 - usefulRatio(turns(SLICES_MS.long))) * 100,
      "%",
    ),
    line("mean UDP response of a loaded domain", Number(published("UDP response of a loaded")), wait.mean, "ms"),
    line("its standard deviation", Number(published("UDP response of a loaded", 1)), wait.deviation, "ms"),
  ];
}
