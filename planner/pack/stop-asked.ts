/**
 * How long loops notice that somebody wants them to stop: they tell what they do as they go, and every few milliseconds of
 * counted work the question is put; a yes ends the whole stage by an exception, like an abort signal. Whoever began the
 * stage catches it and answers with what it has.
 */
import { TOUCH } from "./meter.ts";

/** Between two questions, in seconds of the reference machine. */
const ASK_EVERY = 0.005;

/** Thrown out of a stage that was asked to stop. */
export class StopAsked extends Error {
  override readonly name = "StopAsked";
}

/** Told of work done, in touches. @throws StopAsked when it is time to stop */
export type Ask = (touches: number) => void;

/** For stages that always run to their end. */
export const NEVER_ASK: Ask = () => {};

/** Asks `stopped` after every few milliseconds of work it is told of, and at the very first. */
export function askerOf(stopped: () => boolean): Ask {
  let left = 0;
  return (touches) => {
    left -= touches;
    if (left > 0) return;
    left = ASK_EVERY / TOUCH;
    if (stopped()) throw new StopAsked("asked to stop");
  };
}

/** What the stage returns, or "stopped" when it was asked to stop in between. Other errors pass. */
export function orStopped<T>(stage: () => T): T | "stopped" {
  try {
    return stage();
  } catch (error) {
    if (error instanceof StopAsked) return "stopped";
    throw error;
  }
}
