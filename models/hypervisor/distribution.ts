/**
 * Distributions of service times, think times and sizes as data, with what the closed forms need of them: the mean and
 * the squared coefficient of variation (variance / mean²). A spread of 0 is constant, below 1 Erlang, 1 exponential,
 * above 1 hyperexponential. Units are the caller's.
 */
import type { RandomStream } from "../random.ts";

export type Distribution =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "uniform"; readonly min: number; readonly max: number }
  /** Sum of `stages` equal exponential stages: squared coefficient of variation 1 / stages. */
  | { readonly kind: "erlang"; readonly mean: number; readonly stages: number }
  /** Two exponential branches that carry half of the total each ("balanced means"); `scv` ≥ 1. */
  | { readonly kind: "hyperexponential"; readonly mean: number; readonly scv: number };

/** Uniform: variance of a width of one. */
const UNIFORM_VARIANCE = 1 / 12;

/** One draw, ≥ 0. Precondition: {@link checkDistribution}. Each kind takes a fixed number of draws from the stream. */
export function sample(distribution: Distribution, stream: RandomStream): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "exponential":
      return stream.exponential(distribution.mean);
    case "uniform":
      return distribution.min + (distribution.max - distribution.min) * stream.uniform();
    case "erlang": {
      let total = 0;
      for (let stage = 0; stage < distribution.stages; stage++) total += stream.exponential(1);
      return (total * distribution.mean) / distribution.stages;
    }
    case "hyperexponential": {
      const often = frequentBranch(distribution.scv);
      const branch = stream.uniform() < often ? often : 1 - often;
      return stream.exponential(distribution.mean / (2 * branch));
    }
  }
}

/** Mean, in the distribution's unit. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return (distribution.min + distribution.max) / 2;
    case "exponential":
    case "erlang":
    case "hyperexponential":
      return distribution.mean;
  }
}

/** Squared coefficient of variation, variance / mean²; 0 for a distribution that is always 0. */
export function scvOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return 0;
    case "exponential":
      return 1;
    case "uniform": {
      const mean = meanOf(distribution);
      return mean === 0 ? 0 : (UNIFORM_VARIANCE * (distribution.max - distribution.min) ** 2) / mean ** 2;
    }
    case "erlang":
      return 1 / distribution.stages;
    case "hyperexponential":
      return distribution.scv;
  }
}

/**
 * Refuses a distribution outside its range: nothing negative or infinite, min ≤ max, whole stages ≥ 1, scv ≥ 1.
 * @param name what the distribution describes, for the message: "guests[2].service"
 * @throws RangeError naming the field, the value and the bound
 */
export function checkDistribution(distribution: Distribution, name: string): void {
  const hold = (holds: boolean, field: string, bound: string) => {
    if (holds) return;
    const value = (distribution as unknown as Readonly<Record<string, unknown>>)[field];
    throw new RangeError(`${name}.${field} is ${String(value)}: it must be ${bound}`);
  };
  const isAmount = (value: number) => value >= 0 && value < Infinity;
  const AMOUNT = "finite and at least 0";
  switch (distribution.kind) {
    case "constant":
      return hold(isAmount(distribution.value), "value", AMOUNT);
    case "exponential":
      return hold(isAmount(distribution.mean), "mean", AMOUNT);
    case "uniform":
      hold(isAmount(distribution.min), "min", AMOUNT);
      hold(isAmount(distribution.max), "max", AMOUNT);
      return hold(distribution.min <= distribution.max, "min", `at most max, ${distribution.max}`);
    case "erlang":
      hold(isAmount(distribution.mean), "mean", AMOUNT);
      return hold(Number.isInteger(distribution.stages) && distribution.stages >= 1, "stages", "a whole number ≥ 1");
    case "hyperexponential":
      hold(isAmount(distribution.mean), "mean", AMOUNT);
      return hold(distribution.scv >= 1 && distribution.scv < Infinity, "scv", "finite and at least 1");
  }
}

/** Probability of the short branch of two balanced ones, from the mean and the variance asked for. */
const frequentBranch = (scv: number): number => (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
