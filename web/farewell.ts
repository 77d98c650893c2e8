/** A page that is closed says farewell to the job it started, and has a moment to come back: a reload is no farewell. */
import { setTimeout as pause } from "node:timers/promises";

/** A reloading page listens again well within this, also by a slow line and from a busy server. */
const FAREWELL_MS = 5000;

/** Resolves when a page that has just said farewell to a job has had its moment. */
export type Farewell = (jobId: string) => Promise<unknown>;

/** By the clock; keeps no process alive. */
export const farewellByClock: Farewell = () => pause(FAREWELL_MS, undefined, { ref: false });
