/**
 * A what-if scenario: one base request, what is varied on purpose and what is uncertain. Strict and versioned. Every
 * varied alternative meets the same luck: draw number 7 is the same in all of them.
 */
import { z } from "zod";
import { type InputProblem, InvalidInput, pointerStep } from "../contract/index.ts";
import { PLAN_FIGURE_NAMES } from "../plan-figures.ts";
import { ForecastEvents, Growth, growthProblems } from "../forecast/growth.ts";
import { Distribution, leastOf } from "./distribution.ts";
import { Failures } from "./failures.ts";
import { pointerSteps } from "./pointer.ts";

/** Most variants one scenario may ask for, draws counted. */
export const MOST_VARIANTS = 10_000;
const MOST_VALUES = 1000;
const MOST_SEED = 0xffff_ffff;

const Pointer = z.string().max(300);

/** Demands that one factor may scale for the whole estate. */
export const FACTORS = ["demand", "memory"] as const;
export type Factor = (typeof FACTORS)[number];

export const Sample = z
  .strictObject({
    /** Draws per varied alternative. */
    count: z.int().min(1).max(MOST_VARIANTS),
    seed: z.int().min(0).max(MOST_SEED).default(1),
    /** JSON pointer into the request → distribution of the value there. */
    draw: z.record(Pointer, Distribution).default({}),
    /** Distributions of factors on every workload: `demand` on CPU, network and disk, `memory` on configured memory. */
    factors: z
      .strictObject({ demand: Distribution.optional(), memory: Distribution.optional() } satisfies Record<
        Factor,
        z.ZodType
      >)
      .default({}),
  })
  .meta({ id: "Sample" });
export type Sample = z.infer<typeof Sample>;

export const Scenario = z
  .strictObject({
    version: z.literal(1).default(1),
    name: z.string().max(200).default("what-if"),
    /** A plan request, not yet decoded: variants may complete it. */
    request: z.record(z.string(), z.unknown()),
    /** JSON pointer into the request → values to try. */
    vary: z.record(Pointer, z.array(z.unknown()).min(1).max(MOST_VALUES)).default({}),
    /** grid: every combination · list: each value alone, the rest as in the request. */
    mode: z.enum(["grid", "list"]).default("grid"),
    /** Monte Carlo: what is uncertain, drawn so many times for every varied alternative. */
    sample: Sample.optional(),
    /** Growth over the coming months: the runway of the given hosts, for every varied alternative. */
    growth: Growth.optional(),
    /** What changes in which month of that growth. */
    events: ForecastEvents,
    /** Losses played on the plan of every variant. */
    fail: Failures,
    /** Figures, the less the better, by which alternatives are compared; what is left unplaced always counts. */
    pareto: z
      .array(z.enum(PLAN_FIGURE_NAMES))
      .min(1)
      .max(PLAN_FIGURE_NAMES.length)
      .default(["hosts", "costDiscounted", "kWhPerYear"]),
  })
  .meta({ id: "Scenario" });
export type Scenario = z.infer<typeof Scenario>;
/** A scenario as it is written: everything with a default may be left out. */
export type ScenarioInput = z.input<typeof Scenario>;

/** Alternatives that are varied on purpose, draws not counted; capped beyond {@link MOST_VARIANTS}. */
export function alternativesIn({ vary, mode }: Scenario): number {
  const lengths = Object.values(vary).map((values) => values.length);
  if (mode === "list")
    return Math.max(
      1,
      lengths.reduce((sum, n) => sum + n, 0),
    );
  return lengths.reduce((product, n) => Math.min(product * n, Number.MAX_SAFE_INTEGER), 1);
}

/** Does a draw change the request? Where only growth and events are uncertain, every draw would be the same plan. */
export const isDrawn = ({ sample }: Scenario): boolean =>
  sample !== undefined && Object.keys(sample.draw).length + Object.keys(sample.factors).length > 0;

function factorProblems({ sample }: Scenario): readonly InputProblem[] {
  return FACTORS.flatMap((factor) => {
    const one = sample?.factors[factor];
    if (one === undefined || leastOf(one) > 0 || (one.distribution === "lognormal" && leastOf(one) === 0)) return [];
    const detail = "a factor must be a number above 0: give a lower bound above 0";
    return [{ pointer: `/sample/factors/${factor}`, code: "not-above-zero", detail }];
  });
}

function clashProblems({ vary, sample }: Scenario): readonly InputProblem[] {
  return Object.keys(sample?.draw ?? {}).flatMap((pointer) =>
    pointer in vary
      ? [
          {
            pointer: `/sample/draw/${pointerStep(pointer)}`,
            code: "varied-and-drawn",
            detail: `"${pointer}" is varied already`,
          },
        ]
      : [],
  );
}

/**
 * Everything about a scenario that its schema cannot say.
 * @throws InvalidInput above {@link MOST_VARIANTS}, for a pointer that is none, a factor that may be 0, a field both varied and drawn, growth that says too little
 */
export function checkScenario(scenario: Scenario): void {
  const { vary, sample } = scenario;
  for (const pointer of [...Object.keys(vary), ...Object.keys(sample?.draw ?? {})]) pointerSteps(pointer);
  const problems = [
    ...factorProblems(scenario),
    ...clashProblems(scenario),
    ...growthProblems(scenario.growth, scenario.events, sample !== undefined),
  ];
  const draws = isDrawn(scenario) ? (sample?.count ?? 1) : 1;
  const alternatives = alternativesIn(scenario);
  if (alternatives * draws > MOST_VARIANTS) {
    const detail = `${alternatives} alternatives of ${draws} ${draws === 1 ? "draw" : "draws"} each are ${alternatives * draws} variants, at most ${MOST_VARIANTS}`;
    problems.push({ pointer: sample === undefined ? "/vary" : "/sample/count", code: "too-many-variants", detail });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}
