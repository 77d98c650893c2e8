/** The goal options shared by `plan` and `compare`, and what they say as parts of a request. */
import { type Command, Option } from "commander";
import {
  Goals,
  MOST_EFFORT_SECONDS,
  type Objective,
  PlaceGroup,
  type PlanRequestInput,
  Rule,
  TIME_MODELS,
  parseInput,
} from "#planner";
import { z } from "zod";
import { UsageError } from "../exit.ts";
import { readDocument, within } from "../files/read.ts";
import { type FacilityOptions, facilityOptions, facilityWith } from "./facility.ts";
import { numberIn, percentIn, ratioIn } from "./numbers.ts";
import { type PriceOptions, priceOptions, withPrices } from "./prices.ts";
import { OBJECTIVE_HELP, objectiveIn } from "./objective.ts";

/** The options as commander hands them over; absent = not given, so that a request file's own value stands. */
export interface GoalOptions extends PriceOptions, FacilityOptions {
  readonly name?: string;
  readonly timeModel?: (typeof TIME_MODELS)[number];
  readonly objective?: Objective;
  readonly years?: number;
  readonly percentile?: number;
  readonly growth?: number;
  readonly ceiling?: number;
  readonly memoryCeiling?: number;
  readonly overcommit?: number;
  readonly spare?: number;
  readonly replay?: number;
  readonly includePoweredOff?: boolean;
  readonly vcpusPerCore?: number;
  readonly keepVcpus?: boolean;
  readonly rules?: string;
  readonly seed?: number;
  readonly effort?: number;
}

const MAX_SEED = 2 ** 32 - 1;
const DEFAULTS = Goals.parse({});
const GROUP = "Goals:";
const ROOM = "Room, energy and carbon:";
const MONEY = "Prices, licences and money:";

const option = (flags: string, text: string) => new Option(flags, text).helpGroup(GROUP);

/** Add the goal options to a command. */
export function addGoalOptions(command: Command): Command {
  const options = [
    option("--name <text>", "name of the plan"),
    option("--time-model <model>", `how time is folded: ${TIME_MODELS.join(", ")} (${DEFAULTS.timeModel})`).choices(
      TIME_MODELS,
    ),
    option("--objective <list>", OBJECTIVE_HELP).argParser(objectiveIn),
    option("--years <n>", `years that the cost objective counts (${DEFAULTS.costYears})`).argParser(
      numberIn({ min: 0.01, max: 50 }),
    ),
    option("--percentile <n>", "percentile of the samples in a slot, 50 to 100 (100)").argParser(
      numberIn({ min: 50, max: 100 }),
    ),
    option("--growth <percent>", "growth of demand over the horizon (0)").argParser(
      percentIn({ min: -100, max: 10_000 }),
    ),
    option("--ceiling <ratio>", "most of a host's CPU, network and disk, 0.8 or 80%").argParser(
      ratioIn({ min: 0.01, max: 1 }),
    ),
    option("--memory-ceiling <ratio>", "most of the memory given out").argParser(ratioIn({ min: 0.01, max: 1 })),
    option("--overcommit <ratio>", "memory given out per MiB that is there, from 1").argParser(
      ratioIn({ min: 1, max: 4 }),
    ),
    option("--spare <n>", "hosts kept free per target, so that as many may fail").argParser(
      numberIn({ min: 0, max: 1000, isWhole: true }),
    ),
    option("--replay <n>", "hottest hosts simulated under the platform's own scheduler (3)").argParser(
      numberIn({ min: 0, max: 1000, isWhole: true }),
    ),
    option("--include-powered-off", "plan machines that are powered off, too"),
    option("--vcpus-per-core <n>", "for machines without measured CPU").argParser(numberIn({ min: 0.1, max: 64 })),
    option("--keep-vcpus", "give physical servers as many virtual CPUs as they had cores"),
    option("--rules <file>", "placement rules: a .json or .yaml list, or rules and places (docs/RULES.md)"),
    option(
      "--effort <seconds>",
      `work of the search in seconds of the reference machine, counted, not timed (${DEFAULTS.effortSeconds})`,
    ).argParser(numberIn({ min: 0, max: MOST_EFFORT_SECONDS })),
    option("--seed <n>", "seed of the search (1)").argParser(numberIn({ min: 0, max: MAX_SEED, isWhole: true })),
    ...facilityOptions(ROOM),
    ...priceOptions(MONEY),
  ];
  for (const one of options) command.addOption(one);
  return command;
}

function goalsOf(options: GoalOptions): NonNullable<PlanRequestInput["goals"]> {
  const { timeModel, percentile, growth, ceiling, memoryCeiling, overcommit, spare, replay, vcpusPerCore, effort } =
    options;
  return {
    ...(timeModel !== undefined && { timeModel }),
    ...(options.objective !== undefined && { objective: options.objective }),
    ...(options.years !== undefined && { costYears: options.years }),
    ...(percentile !== undefined && { percentile }),
    ...(growth !== undefined && { growthPercent: growth }),
    ...(ceiling !== undefined && { utilizationCeilingRatio: ceiling }),
    ...(memoryCeiling !== undefined && { memoryCeilingRatio: memoryCeiling }),
    ...(overcommit !== undefined && { memoryOvercommitRatio: overcommit }),
    ...(spare !== undefined && { spareHosts: spare }),
    ...(replay !== undefined && { simulatedHosts: replay }),
    ...(vcpusPerCore !== undefined && { vcpusPerCore }),
    ...(effort !== undefined && { effortSeconds: effort }),
    ...(options.includePoweredOff === true && { includePoweredOff: true }),
    ...(options.keepVcpus === true && { resizePhysical: false }),
  };
}

/** A file of placement rules: a list, or an object with the list under "rules". @throws InvalidInput */
export async function readRules(file: string): Promise<readonly Rule[]> {
  const content = await readDocument(file);
  const list = typeof content === "object" && content !== null && "rules" in content ? content.rules : content;
  return within(file, () => parseInput(z.array(Rule), list));
}

/** Named places in a file of rules: the list under "places", none in a plain list. @throws InvalidInput */
async function readPlaces(file: string): Promise<readonly PlaceGroup[]> {
  const content = await readDocument(file);
  const list = typeof content === "object" && content !== null && "places" in content ? content.places : [];
  return within(file, () => parseInput(z.array(PlaceGroup), list));
}

/** Rules and places of a file after those that there are already. */
async function withRules(base: Partial<PlanRequestInput>, file: string): Promise<Partial<PlanRequestInput>> {
  const places = [...(base.places ?? []), ...(await readPlaces(file))];
  const rules = [...(base.rules ?? []), ...(await readRules(file))];
  return { rules, ...(places.length > 0 && { places }) };
}

/** What the options say, over what a request file may already say. @throws InvalidInput for a broken rules file */
export async function withGoals<T extends Partial<PlanRequestInput>>(base: T, options: GoalOptions): Promise<T> {
  const facility = await facilityWith(base.facility, options);
  if (options.rules === "-") throw new UsageError("--rules: give a file, standard input is not read here");
  const priced = await withPrices(base, options);
  return {
    ...priced,
    ...(options.name !== undefined && { name: options.name }),
    goals: { ...base.goals, ...goalsOf(options) },
    ...(facility !== undefined && { facility }),
    ...(options.rules !== undefined && (await withRules(base, options.rules))),
    ...(options.seed !== undefined && { seed: options.seed }),
  };
}
