/**
 * Threads beside a server's own give way to it where cores are short: who asks for a page waits for that thread, who asked
 * for a plan waits seconds anyway. On Linux every thread has a priority of its own, which the threads that it starts
 * inherit; elsewhere priority is the process' and stays as it is.
 */
import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

/** The last of the nice values. */
const LAST = 19;

/** How far, in nice values: with each step a fifth less of a core that is fought for. */
const GIVES_WAY = {
  /** Plans, simulations, what-ifs: a third of what the server's own thread gets. */
  job: 5,
  /** Somebody waits, but for something large: half of it. */
  question: 3,
} as const;

/** The calling thread gives way from here on. Ask once. */
export function giveWay(how: keyof typeof GIVES_WAY): void {
  if (process.platform !== "linux") return;
  const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  // from where it is: towards the front it may not go
  setPriority(thread, Math.min(LAST, getPriority(thread) + GIVES_WAY[how]));
}
