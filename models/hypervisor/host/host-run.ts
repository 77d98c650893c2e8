/** Everything of one run that its report is made from. */
import type { Simulator } from "../kernel/index.ts";
import type { EnergyMeter } from "./energy.ts";
import type { MoveRecord } from "./moves.ts";
import type { Pool } from "./pool.ts";
import type { Recorder } from "./recorder.ts";
import type { ResponseLog } from "./response-log.ts";
import type { HostScenario } from "./scenario.ts";

/** One run, before or after. */
export interface HostRun {
  readonly scenario: HostScenario;
  readonly root: Pool;
  readonly simulator: Simulator;
  readonly recorder: Recorder;
  readonly responses: ReadonlyMap<Pool, readonly ResponseLog[]>;
  readonly moves: readonly MoveRecord[];
  readonly energy: EnergyMeter | undefined;
}
