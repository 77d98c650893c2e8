/** The team of one, for callers without threads, and what a team's round takes. */
import { repairGroup } from "./fleet-repair.ts";
import type { PackTeam, RepairReport } from "./team.ts";

/** The team of one: the calling thread does it all. */
export const ALONE: PackTeam = {
  size: 1,
  isShared: false,
  repair: ({ flat, placing, jobs }, stopped) => jobs.map((job) => repairGroup(flat, placing, job, stopped)),
};

/** Work that passes until the slowest member is done, in seconds of the reference machine. */
export function longestShare(reports: readonly RepairReport[], size: number): number {
  const shares = new Float64Array(size);
  reports.forEach((report, at) => (shares[at % size]! += report.spent));
  return shares.reduce((most, share) => Math.max(most, share), 0);
}
