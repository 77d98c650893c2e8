/**
 * Distributions of a figure nobody knows exactly, each drawn from one uniform number by its quantile function: the same
 * uniform number gives the same place in any of them, so alternatives can share their luck. What is left out: figures
 * that depend on each other, other than by being one figure.
 */
import { z } from "zod";
import { normalProbability, normalQuantile } from "./normal.ts";

const Figure = z.number().min(-1e15).max(1e15);
const Spread = z.number().positive().max(1e15);
/** Round what is drawn to a whole number. */
const whole = z.boolean().default(false);
const bounds = { from: Figure.optional(), to: Figure.optional() };
/** Bounds that hold less of a distribution than this are a mistake: drawing within them would be arithmetic noise. */
const LEAST_WITHIN = 1e-6;
/** Most values of a discrete distribution. */
const MOST_VALUES = 1000;

const Uniform = z.strictObject({ distribution: z.literal("uniform"), from: Figure, to: Figure, whole });
/** Rises in a line from `from` to `likely`, falls in a line to `to`. */
const Triangular = z.strictObject({
  distribution: z.literal("triangular"),
  from: Figure,
  likely: Figure,
  to: Figure,
  whole,
});
/** Normal, cut at the bounds where they are given. */
const Normal = z.strictObject({
  distribution: z.literal("normal"),
  mean: Figure,
  deviation: Spread,
  ...bounds,
  whole,
});
/** The logarithm is normal: half of the draws lie below `median`; `deviation` is that of the natural logarithm. */
const Lognormal = z.strictObject({
  distribution: z.literal("lognormal"),
  median: Spread,
  deviation: z.number().positive().max(10),
  ...bounds,
  whole,
});
/** Any of the values, all equally likely or by weight. */
const Discrete = z.strictObject({
  distribution: z.literal("discrete"),
  values: z.array(z.unknown()).min(1).max(MOST_VALUES),
  weights: z.array(z.number().positive().max(1e9)).optional(),
});

export const Distribution = z
  .discriminatedUnion("distribution", [Uniform, Triangular, Normal, Lognormal, Discrete])
  .superRefine((one, context) => {
    const problem = problemOf(one);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem, input: one });
  })
  .meta({ id: "Distribution" });
export type Distribution = z.infer<typeof Distribution>;

/** Probabilities below the lower and the upper bound of a normal figure; `of` turns a bound into standard deviations. */
const within = (from: number | undefined, to: number | undefined, of: (bound: number) => number) => ({
  low: from === undefined ? 0 : normalProbability(of(from)),
  high: to === undefined ? 1 : normalProbability(of(to)),
});

/** A lognormal figure has no value at or below 0: such a bound cuts nothing from below, everything from above. */
const logOf = (median: number, deviation: number) => (bound: number) =>
  bound <= 0 ? -Infinity : Math.log(bound / median) / deviation;

/** The part of a normal or lognormal distribution that its bounds leave. */
function partOf(one: z.infer<typeof Normal> | z.infer<typeof Lognormal>): { low: number; high: number } {
  return one.distribution === "normal"
    ? within(one.from, one.to, (bound) => (bound - one.mean) / one.deviation)
    : within(one.from, one.to, logOf(one.median, one.deviation));
}

/** What a schema cannot say, as a sentence; undefined when all is well. */
function problemOf(one: Distribution): string | undefined {
  switch (one.distribution) {
    case "uniform":
      return one.from <= one.to ? undefined : `from is ${one.from}: it must not exceed to, ${one.to}`;
    case "triangular":
      return one.from <= one.likely && one.likely <= one.to
        ? undefined
        : `likely is ${one.likely}: it must lie between from, ${one.from}, and to, ${one.to}`;
    case "normal":
    case "lognormal": {
      const { low, high } = partOf(one);
      return high - low >= LEAST_WITHIN
        ? undefined
        : "from and to leave less than a millionth of the distribution: widen them";
    }
    case "discrete":
      return one.weights === undefined || one.weights.length === one.values.length
        ? undefined
        : `${one.weights.length} weights for ${one.values.length} values: give one each`;
  }
}

/** Keeps arithmetic at the last bit from leaving the bounds. */
const clamped = (value: number, from = -Infinity, to = Infinity) => Math.min(Math.max(value, from), to);

function triangular({ from, likely, to }: z.infer<typeof Triangular>, u: number): number {
  if (to === from) return from;
  const turn = (likely - from) / (to - from);
  return u < turn
    ? from + Math.sqrt(u * (to - from) * (likely - from))
    : to - Math.sqrt((1 - u) * (to - from) * (to - likely));
}

function discrete({ values, weights }: z.infer<typeof Discrete>, u: number): unknown {
  const parts = weights ?? values.map(() => 1);
  let left = u * parts.reduce((sum, weight) => sum + weight, 0);
  const at = parts.findIndex((weight) => (left -= weight) < 0);
  return values[at < 0 ? values.length - 1 : at];
}

function numberAt(one: Exclude<Distribution, { readonly distribution: "discrete" }>, u: number): number {
  switch (one.distribution) {
    case "uniform":
      return one.from + u * (one.to - one.from);
    case "triangular":
      return triangular(one, u);
    case "normal":
    case "lognormal": {
      const { low, high } = partOf(one);
      const z = normalQuantile(low + u * (high - low));
      const value =
        one.distribution === "normal" ? one.mean + one.deviation * z : one.median * Math.exp(one.deviation * z);
      return clamped(value, one.from, one.to);
    }
  }
}

/**
 * The value that a distribution does not exceed with probability `u`: its draw for the uniform number u. Numbers never
 * fall as u rises.
 * @param u above 0 and below 1
 */
export function drawFrom(one: Distribution, u: number): unknown {
  if (one.distribution === "discrete") return discrete(one, u);
  const value = numberAt(one, u);
  return one.whole ? Math.round(value) : value;
}

/** The least number that can be drawn; −∞ where there is no bound, NaN where something drawn is no number. */
export function leastOf(one: Distribution): number {
  switch (one.distribution) {
    case "uniform":
    case "triangular":
      return one.from;
    case "normal":
      return one.from ?? -Infinity;
    case "lognormal":
      return one.from ?? 0;
    case "discrete":
      return Math.min(...one.values.map((value) => (typeof value === "number" ? value : Number.NaN)));
  }
}
