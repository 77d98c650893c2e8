/** Front door of live migration: rules as data, the process by events, the closed form, the replay of measured rounds. */
export { type ConstantTask, type ExpectedMigration, type ExpectedRound, expectedMigration } from "./closed-form.ts";
export type { GuestMemory, WorkingSet } from "./dirty-pages.ts";
export {
  GIGABIT_PAYLOAD_MBITS,
  MBIT_PER_CPU_SECOND,
  MEASURED_GUESTS,
  type MeasuredGuest,
  measuredTask,
  PAGE_BYTES,
} from "./measured-guests.ts";
export { precopy, runMigration } from "./precopy.ts";
export { type MeasuredRound, type Replay, replay } from "./replay.ts";
export type { MigrationReport, RoundReport } from "./report.ts";
export type {
  AbandonRule,
  AdaptiveRate,
  MigrationRules,
  RateRule,
  SkipRule,
  StopReason,
  StopRule,
  ThrottleRule,
} from "./rules.ts";
export { SENDER } from "./sender.ts";
export { STOP_AND_COPY } from "./stop-and-copy.ts";
export {
  GIVE_UP_NS,
  MOST_ROUNDS,
  type MigrationHooks,
  type MigrationPath,
  type MigrationTask,
  type SenderCpu,
  STRETCH_NS,
} from "./task.ts";
