/** z/VM's scheduler as a kit: the figures of a release, the fluid counterpart and how far the two may lie apart. */
import { type Sourced, assumed, derived } from "../fact.ts";
import type { SchedulerKit } from "../hypervisor/cpu/index.ts";
import { zvmShares } from "./zvm-fluid.ts";
import { zvmOps } from "./zvm-scheduler.ts";
import type { ZvmMode, ZvmState } from "./zvm-state.ts";
import type { ZvmTerms } from "./zvm-terms.ts";

const NS_PER_MS = 1e6;

/** Interval over which a maximum share holds. */
export const LIMIT_INTERVAL_MS: Sourced<number> = {
  value: 100,
  source: assumed("not published; twenty minor slices"),
};

/** Elapsed slice of class 1. */
export const ELAPSED_MS: Sourced<number> = {
  value: 100,
  source: assumed("CP adjusts it to the transactions it sees; classes 2 and 3 have 6 and 48 times as much"),
};

export interface ZvmKitParts {
  readonly id: string;
  readonly title: string;
  readonly sliceMs: Sourced<number>;
  readonly testIdleMs: Sourced<number>;
  readonly elapsedRatios: readonly [number, number];
  /** Machines in the dispatch list at once; left out = no bound. */
  readonly openings?: number;
  readonly defaults: ZvmTerms;
}

/** The scheduler of one release. */
export function zvmKit(parts: ZvmKitParts): SchedulerKit<ZvmTerms, ZvmState> {
  const { id, title, sliceMs, testIdleMs, elapsedRatios, openings, defaults } = parts;
  const first = ELAPSED_MS.value * NS_PER_MS;
  const second = first * elapsedRatios[0];
  const mode: ZvmMode = {
    sliceNs: sliceMs.value * NS_PER_MS,
    limitNs: LIMIT_INTERVAL_MS.value * NS_PER_MS,
    openings: openings ?? Number.POSITIVE_INFINITY,
    elapsedNs: [first, second, second * elapsedRatios[1]],
    testIdleNs: testIdleMs.value * NS_PER_MS,
  };
  return {
    id,
    title,
    ops: zvmOps(mode),
    defaults,
    workConserving: "unless-capped",
    capPeriodNs: { value: mode.limitNs, source: LIMIT_INTERVAL_MS.source },
    fluid: {
      form: "absolute-first",
      scope: "host",
      shares: zvmShares,
      tolerance: {
        value: 0.006,
        source: derived(
          "a minor slice of 5 ms per virtual CPU at both ends of ten seconds is 0.002 on four CPUs; the rest is that a " +
            "machine that may use all of a CPU loses a moment when several with a guarantee or a maximum fall due at once",
        ),
      },
    },
  };
}
