/** Migrations for tests: a guest of a thousand pages on a plain path, changed where a test cares. */
import { assumed, fact } from "#models/fact.ts";
import type {
  ConstantTask,
  MigrationRules,
  RateRule,
  StopRule,
  WorkingSet,
} from "#models/hypervisor/migration/index.ts";

const TEST = assumed("stated by the test");
export const PAGE = 1000;

export const figure = (value: number, unit = "") => fact(value, unit, TEST);
export const rounds = (atMost: number): StopRule => ({ kind: "rounds", atMost: figure(atMost) });

/** Rules that stop after so many rounds, without a limit, changed as given. */
export function rulesOf(atMost: number, change: Partial<MigrationRules> = {}): MigrationRules {
  return { name: "test", rate: { kind: "unlimited" }, stops: [rounds(atMost)], ...change };
}

/** A limit that follows the dirty rate: 1 to 5 Mbit/s in steps of 0.5. */
export function adaptive(kind: "follow-dirty-rate" | "raise-when-outrun", keepsUnused = false): RateRule {
  return {
    kind,
    minimumMbitS: figure(1),
    stepMbitS: figure(0.5),
    maximumMbitS: figure(5),
    bitsPerMbit: figure(1e6),
    keepsUnused: fact(keepsUnused, "", TEST),
  };
}

export const setOf = (pages: number, pagesPerSecond: number, pattern: "random" | "sweep" = "random"): WorkingSet => ({
  name: pattern,
  bytes: pages * PAGE,
  bytesPerSecond: pagesPerSecond * PAGE,
  pattern,
});

/** 1000 pages of 1000 bytes over 8 Mbit/s = 1000 pages a second: a second for all of it. */
export function taskOf(change: Partial<ConstantTask> & { readonly sets?: readonly WorkingSet[] } = {}): ConstantTask {
  const { sets = [], ...rest } = change;
  return {
    memory: { bytes: 1000 * PAGE, pageBytes: PAGE, sets },
    rules: rulesOf(1),
    path: { linkMbitS: 8, mbitPerCpuSecond: 1000 },
    senderCpu: { running: 1, paused: 1 },
    ...rest,
  };
}
