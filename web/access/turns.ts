/**
 * Turns at work that is dear: a few at once, of one address one at a time, a short queue behind. Whoever sends much from
 * one address waits behind themselves; others go past. Nothing is dropped that was taken into the queue.
 */

/** Bounds of the queue. */
export interface TurnBounds {
  readonly atOnce: number;
  /** Waiting from one address. */
  readonly waitingOfOne: number;
  /** Waiting in all. */
  readonly waiting: number;
}

interface Waiting {
  readonly address: string;
  readonly begin: () => void;
}

/** Runs work in turn. */
export interface Turns {
  /** The work's answer; undefined when the queue is full, and then it never begins. */
  take<T>(address: string, work: () => Promise<T>): Promise<T> | undefined;
}

/** Nobody at work, nobody waiting. */
export function turns({ atOnce, waitingOfOne, waiting: most }: TurnBounds): Turns {
  const working = new Set<string>();
  const waiting: Waiting[] = [];
  const goOn = () => {
    while (working.size < atOnce) {
      const at = waiting.findIndex(({ address }) => !working.has(address));
      const [next] = at < 0 ? [] : waiting.splice(at, 1);
      if (next === undefined) return;
      working.add(next.address);
      next.begin();
    }
  };
  return {
    take: (address, work) => {
      const own = waiting.filter((one) => one.address === address).length;
      if (own >= waitingOfOne || waiting.length >= most) return undefined;
      const turn = new Promise<void>((begin) => waiting.push({ address, begin }));
      const answer = turn.then(work).finally(() => {
        working.delete(address);
        goOn();
      });
      goOn();
      return answer;
    },
  };
}
