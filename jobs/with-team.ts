/** A team of threads for one plan: made before it, ended after it, whatever comes of it. */
import type { PlanContext } from "#planner";
import { threadTeam } from "./team.ts";

/**
 * Do something with a team of that many threads, the calling one among them; with one there is no team.
 * @param threads whole, 1 to MOST_THREADS
 */
export async function withTeam<T>(threads: number, use: (given: Pick<PlanContext, "team">) => T): Promise<T> {
  if (threads <= 1) return use({});
  const team = threadTeam(threads);
  try {
    return use({ team });
  } finally {
    await team.close();
  }
}
