/**
 * The options of re-planning: where everything stands today, and what moves may cost. Today is an earlier plan's placement,
 * or, without one, where the inventory says that workloads run.
 */
import { type Command, Option } from "commander";
import {
  DEFAULT_MOVES_PER_HOST,
  type CurrentPlace,
  type Objective,
  type PlanDocument,
  type PlanRequestInput,
} from "#planner";
import { numberIn } from "./numbers.ts";

/** The options as commander hands them over. */
export interface MoveOptions {
  /** File of an earlier plan. */
  readonly current?: string;
  readonly objective?: Objective;
  readonly maxMoves?: number;
  readonly movePrice?: number;
  readonly movesPerHost?: number;
  readonly moveRate?: number;
}

const GROUP = "Moves:";
const MOST_MOVES = 1_000_000;

const option = (flags: string, text: string) => new Option(flags, text).helpGroup(GROUP);

/** Add the options of re-planning to a command. */
export function addMoveOptions(command: Command): Command {
  const options = [
    option(
      "--current <plan>",
      "where everything stands today: an earlier plan (.json); without it, where the inventory's workloads run",
    ),
    option("--max-moves <n>", "most moves to save hosts by; 0 = only what must move").argParser(
      numberIn({ min: 0, max: MOST_MOVES, isWhole: true }),
    ),
    option("--move-price <MiB>", "what a move counts beside the memory it copies (0)").argParser(
      numberIn({ min: 0, max: 1e15 }),
    ),
    option("--moves-per-host <n>", `moves of one host at a time (${DEFAULT_MOVES_PER_HOST})`).argParser(
      numberIn({ min: 1, max: 1000, isWhole: true }),
    ),
    option("--move-rate <Mbit/s>", "network of one host for moves; gives the length of each wave").argParser(
      numberIn({ min: 0.001, max: 1e9 }),
    ),
  ];
  for (const one of options) command.addOption(one);
  return command;
}

/** The placement of a plan, as where everything stands today. */
export const currentOf = ({ result }: PlanDocument): readonly CurrentPlace[] =>
  result.hosts.flatMap((host) => host.partitions.map(({ workload }) => ({ workload, host: host.id })));

/**
 * What the options say, over what a request may already say. A current plan asks for few moves, unless told otherwise.
 * @param current the earlier plan, when one was named
 */
export function withMoves<T extends Partial<PlanRequestInput>>(
  base: T,
  options: MoveOptions,
  current: PlanDocument | undefined,
): T {
  const { maxMoves, movePrice, movesPerHost, moveRate } = options;
  const objective = options.objective ?? (current === undefined ? undefined : "moves");
  const goals = {
    ...base.goals,
    ...(objective !== undefined && { objective }),
    ...(maxMoves !== undefined && { maxMoves }),
    ...(movePrice !== undefined && { movePrice }),
    ...(movesPerHost !== undefined && { movesPerHost }),
    ...(moveRate !== undefined && { moveMbps: moveRate }),
  };
  return {
    ...base,
    goals,
    ...(current !== undefined && { current: [...currentOf(current)] }),
  };
}
