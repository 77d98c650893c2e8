/** Who makes the peak of a host: each partition at the host's hottest slot, and at its own; the sum of peaks against the peak of the sum. */
import type { PlanDocument, PlanHost } from "../contract/index.ts";
import { cpuOf, indexOfHighest } from "./columns.ts";
import type { HostPart } from "./figures.ts";
import { percentText } from "./numbers.ts";
import { slotLabel } from "./slots.ts";

export interface HostPeakView {
  readonly sentence: string;
  readonly rows: readonly {
    readonly name: string;
    /** Of the whole host, at its peak. */
    readonly atPeak: string;
    /** Of that peak. */
    readonly share: string;
    readonly own: string;
    readonly ownAt: string;
  }[];
}

/** Partitions from the largest at the peak down. @param parts of this host */
export function hostPeakView({ result }: PlanDocument, host: PlanHost, parts: readonly HostPart[]): HostPeakView {
  const { peakRatio, peakSlot } = cpuOf(host);
  const known = parts.map(({ label, ratios }) => {
    const slot = indexOfHighest(ratios);
    return { label, atPeak: ratios[peakSlot] ?? 0, own: ratios[slot] ?? 0, slot };
  });
  const sumOfPeaks = known.reduce((sum, { own }) => sum + own, 0);
  const saved = sumOfPeaks > 0 ? 1 - peakRatio / sumOfPeaks : 0;
  const together = `The host's peak is ${percentText(peakRatio, 1)} of its CPU, at ${slotLabel(result.slots, peakSlot)}. The peaks of its partitions add up to ${percentText(sumOfPeaks, 1)}`;
  return {
    sentence:
      result.slots.model === "peak"
        ? `${together}: peaks are taken as if they fell together.`
        : `${together}: not falling together saves ${percentText(saved)} of that.`,
    rows: known
      .toSorted((a, b) => b.atPeak - a.atPeak)
      .map(({ label, atPeak, own, slot }) => ({
        name: label,
        atPeak: percentText(atPeak, 1),
        share: peakRatio > 0 ? percentText(atPeak / peakRatio) : "–",
        own: percentText(own, 1),
        ownAt: own > 0 ? slotLabel(result.slots, slot) : "–",
      })),
  };
}
