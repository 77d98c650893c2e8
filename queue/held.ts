/** What a worker has in hand: the wishes and the stops that reach it while it works on a job. */
import { type WorkingThread, raise, stopFlag } from "#jobs/running/index.ts";

/** Why work on a job stops before it has an answer. */
export type Stop =
  /** This worker is to end: another one shall do the job from its beginning. */
  | "given back"
  /** The claim ran out and may be another worker's by now. */
  | "lost"
  /** Somebody cancelled the job, or another worker ended it. */
  | "ended elsewhere";

/** A job in hand. */
export interface Held {
  /** Raised, it asks for the best so far. */
  readonly flag: SharedArrayBuffer;
  /** The answer is there or the work has stopped: nothing reaches it any more. */
  isOver: boolean;
  /** Called when the best so far is asked for. */
  onFinish: () => void;
  /** The best so far was asked for. */
  readonly isFinishing: () => boolean;
  /** Why it was stopped, if it was; the first reason counts. */
  readonly stopped: () => Stop | undefined;
  /** Have it answer with the best so far. */
  readonly finish: () => void;
  /** Stop it; resolves when its thread has ended. */
  readonly stop: (why: Stop) => Promise<void>;
}

/** A job in the hands of this thread. */
export function heldBy(thread: WorkingThread): Held {
  let why: Stop | undefined;
  let isFinishing = false;
  const held: Held = {
    flag: stopFlag(),
    isOver: false,
    onFinish: () => {},
    isFinishing: () => isFinishing,
    stopped: () => why,
    finish: () => {
      if (held.isOver) return;
      isFinishing = true;
      raise(held.flag);
      held.onFinish();
    },
    stop: async (reason) => {
      if (held.isOver) return;
      why ??= reason;
      await thread.end();
    },
  };
  return held;
}
