/** G14: draw at load against the published SPECpower curves, at all eleven points of each. */
import { wattsAt } from "#planner/energy/index.ts";
import type { HostPower } from "#planner/contract/index.ts";
import { measuredRows, numberIn, textOf } from "../support/measurements.ts";
import type { Check } from "./check.ts";

const LOADS = ["idle", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"] as const;
/** The gate's tolerance, in W: the last digit of the published watts. */
const TOLERANCE_W = 0.1;

/** Per curve, the point that deviates most: its published watts beside ours. */
export function checks(): readonly Check[] {
  return measuredRows("specpower-curves.csv").map((row) => {
    const watts = LOADS.map((load) => numberIn(row, `w_${load}`));
    const power: HostPower = { kind: "curve", watts: { value: watts, source: "seen: specpower-csv" } };
    const points = watts.map((published, i) => ({ published, ours: wattsAt(power, i / 10), load: LOADS[i] ?? "" }));
    const deviation = (point: { published: number; ours: number }) => Math.abs(point.published - point.ours);
    const worst = points.reduce((most, point) => (deviation(point) > deviation(most) ? point : most));
    const at = worst.load === "idle" ? "active idle" : `${worst.load} % load`;
    return {
      gate: "G14",
      what: `${textOf(row, "vendor")} ${textOf(row, "model")}, ${textOf(row, "published")}: 11 points, worst at ${at}`,
      source: "specpower-curves.csv (seen)",
      published: worst.published,
      ours: worst.ours,
      unit: "W",
      tolerance: TOLERANCE_W,
      toleranceKind: "absolute",
      gates: true,
    };
  });
}
