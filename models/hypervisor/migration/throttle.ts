/** Slowing the guest so that a migration ends: the speed of the next round from the round before. */
import type { ThrottleRule } from "./rules.ts";

/** How the guest is slowed, and how often in a row the rule has counted. */
export interface Throttle {
  /** 1 = full speed, towards 0. */
  readonly speedRatio: number;
  readonly counted: number;
}

/** Full speed, nothing counted. */
export const NO_THROTTLE: Throttle = { speedRatio: 1, counted: 0 };

/** What a throttle rule looks at: bytes (or pages) sent and dirtied in the round. */
export interface ThrottleSeen {
  readonly sent: number;
  readonly dirtied: number;
}

/** The throttle of the next round; without a rule the guest keeps its speed. */
export function nextThrottle(rule: ThrottleRule | undefined, now: Throttle, seen: ThrottleSeen): Throttle {
  switch (rule?.kind) {
    case undefined:
      return now;
    case "match-send-rate": {
      if (seen.dirtied <= rule.shareOfSendRate.value * seen.sent) return now;
      return { speedRatio: (now.speedRatio * rule.shareOfSendRate.value * seen.sent) / seen.dirtied, counted: 0 };
    }
    case "staircase": {
      if (seen.dirtied <= rule.dirtyOverSent.value * seen.sent) return now;
      if (now.counted + 1 < rule.rounds.value) return { ...now, counted: now.counted + 1 };
      const slowed = now.speedRatio === 1 ? rule.firstRatio.value : 1 - now.speedRatio + rule.stepRatio.value;
      return { speedRatio: 1 - Math.min(slowed, rule.mostRatio.value), counted: 0 };
    }
  }
}
