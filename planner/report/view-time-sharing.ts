/** What packing by profile saves against packing every workload at its own peak, for the report. */
import type { PlanResult } from "../contract/index.ts";
import { counted, decimal, grouped, percentText } from "./numbers.ts";
import { slotLabel } from "./slots.ts";
import { resourceName } from "./words.ts";

export interface TimeSharingView {
  readonly sentence: string;
  readonly rows: readonly {
    readonly resource: string;
    readonly sumOfPeaks: string;
    readonly peakOfSum: string;
    readonly peakAt: string;
    readonly saved: string;
  }[];
  readonly hostsByPeaks: string;
  readonly hostsByProfile: string;
}

function sentenceOf({ timeSharing: t, slots }: PlanResult): string {
  if (slots.model === "peak")
    return "Peaks are taken as if they fell together, so time sharing saves nothing in this plan.";
  const left = t.unplacedByPeaks > 0 ? ` and would leave ${counted(t.unplacedByPeaks, "workload")} unplaced` : "";
  const by = `Packing every workload at its own peak would take ${counted(t.hostsByPeaks, "host")}${left}`;
  return `${by}; packing by profile takes ${grouped(t.hostsByProfile)}.`;
}

/** Sum of peaks beside peak of the sum, and the hosts each would need. */
export function timeSharingView(result: PlanResult): TimeSharingView {
  const { timeSharing } = result;
  const left = timeSharing.unplacedByPeaks;
  return {
    sentence: sentenceOf(result),
    rows: timeSharing.resources.map((row) => ({
      resource: resourceName(row.resource).replace(/^./, (first) => first.toUpperCase()),
      sumOfPeaks: `${decimal(row.sumOfPeaks, 1)} ${row.unit}`,
      peakOfSum: `${decimal(row.peakOfSum, 1)} ${row.unit}`,
      peakAt: slotLabel(result.slots, row.peakSlot),
      saved: row.sumOfPeaks > 0 ? percentText(1 - row.peakOfSum / row.sumOfPeaks) : "–",
    })),
    hostsByPeaks: `${counted(timeSharing.hostsByPeaks, "host")}${left > 0 ? `, ${grouped(left)} unplaced` : ""}`,
    hostsByProfile: counted(timeSharing.hostsByProfile, "host"),
  };
}
