/**
 * Page sharing by content: pages that equal a page of another guest lose their own backing as a scan finds them. Left out:
 * which guests match (the caller says how many pages of each are sharable), large pages that must be broken first, the copy
 * at a write.
 */
import { fact, seen } from "../../fact.ts";
import type { HostMemory, MemoryTargets } from "./state.ts";

/** Figures of sharing; which of them a platform has is its own statement. */
export const SHARING = {
  identicalLabRatio: fact(0.67, "of memory", seen("WALD02"), "ten guests of the same system and load"),
  identicalRatio: fact(0.3, "of memory", seen("V41-mem"), "guidance for nearly identical guests: over 30 %"),
  diverseRatio: fact(0.05, "of memory", seen("V41-mem"), "guidance for different guests: under 5 %"),
  productionLowRatio: fact(0.1, "of memory", seen("WALD02"), "production sites reclaimed 10 to 33 %"),
  productionHighRatio: fact(0.33, "of memory", seen("WALD02")),
  betweenGuestsSince2014: fact(false, "", seen("TPS-off"), "off by default: plan with 0"),
  perGuestPagesPerSecond: fact(50, "pages/s", seen("ESX2-adm"), "scan of one guest"),
  perHostPagesPerSecond: fact(200, "pages/s", seen("ESX2-adm"), "scan of all guests"),
  metadataRatio: fact(0.005, "of memory", seen("WALD02"), "less than"),
} as const;

/** How fast a scan finds equal pages, pages per second. */
export interface ScanRate {
  readonly perGuest: number;
  readonly perHost: number;
}

/**
 * One step of the scan: fills `out.shared`, takes the found pages off `out.resident` and keeps `out.goal` within what is then
 * still wanted; both must be set already.
 */
export function shareStep(state: HostMemory, dtSeconds: number, scan: ScanRate, out: MemoryTargets): void {
  const perGuest = Math.floor(scan.perGuest * dtSeconds);
  let left = Math.floor(scan.perHost * dtSeconds);
  for (let guest = 0; guest < out.shared.length; guest++) {
    const before = state.shared[guest] ?? 0;
    const sharable = Math.min(state.sharable[guest] ?? 0, state.wanted[guest] ?? 0);
    const resident = out.resident[guest] ?? 0;
    const found = Math.max(0, Math.min(sharable - before, perGuest, left, resident));
    out.shared[guest] = before + found;
    out.resident[guest] = resident - found;
    out.goal[guest] = Math.min(out.goal[guest] ?? 0, (state.wanted[guest] ?? 0) - before - found);
    left -= found;
  }
}
