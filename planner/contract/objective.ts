/**
 * What a plan is to be good at, and the prices that its cost is made of. Money is the user's own, the same in every
 * field; nothing is guessed: a price that an objective needs and nobody names is an error.
 */
import { z } from "zod";
import { Name, Positive } from "./workload.ts";

/**
 * hosts: used hosts · energy: kWh per year of the used hosts, by their power curves over all slots · cost: hosts,
 * licences and electricity over the years, spare hosts included, which count for none of the others.
 */
export const OBJECTIVES = ["hosts", "energy", "cost"] as const;
export type ObjectiveName = (typeof OBJECTIVES)[number];

/** Longest formula, in characters. */
const MOST_FORMULA = 1000;

const Weight = z.number().min(0).max(1e9);

/**
 * One objective; "moves": from where everything stands today, save hosts by the fewest moves; a list, the first counting
 * most and each later one only among plans that are equal in those before; or weights. Weighted objectives are each divided by their own proved lower bound before they are weighed, so a weight is
 * the price of being one lower bound worse, whatever the unit.
 */
export const Objective = z
  .union([
    z.enum([...OBJECTIVES, "moves"]),
    z
      .array(z.enum(OBJECTIVES))
      .min(1)
      .max(OBJECTIVES.length)
      .refine((list) => new Set(list).size === list.length, { error: "each objective may be named once" }),
    z
      .strictObject({ hosts: Weight.optional(), energy: Weight.optional(), cost: Weight.optional() })
      .refine((weights) => Object.values(weights).some((weight) => (weight ?? 0) > 0), {
        error: "at least one weight must be above 0",
      }),
    /** The user's own, to be made as small as can be: named quantities of a plan, e.g. "cost + 0.05 * kgCO2ePerYear". */
    z.strictObject({ formula: z.string().min(1).max(MOST_FORMULA) }),
  ])
  .meta({ id: "Objective" });
export type Objective = z.infer<typeof Objective>;

const LicencePrice = Positive.max(1e12).optional();

/**
 * A licence that a host must have as soon as it holds at least one of the workloads: once per host, whatever the number
 * of them. Priced by the host, by its cores or by its sockets: by exactly one of these.
 */
export const Licence = z
  .strictObject({
    id: Name,
    workloads: z.array(Name).min(1).max(100_000),
    perHost: LicencePrice,
    perCore: LicencePrice,
    perSocket: LicencePrice,
    /** True: the price is due every year. False: once for all years. */
    isYearly: z.boolean().default(false),
  })
  .refine(
    ({ perHost, perCore, perSocket }) => [perHost, perCore, perSocket].filter((p) => p !== undefined).length === 1,
    { error: "exactly one of perHost, perCore and perSocket is needed" },
  )
  .meta({ id: "Licence" });
export type Licence = z.infer<typeof Licence>;

/** Units of the objectives' values. */
export const OBJECTIVE_UNITS = { hosts: "hosts", energy: "kWh per year", cost: "money" } as const satisfies Record<
  ObjectiveName,
  string
>;

/** One objective of a finished plan: what the plan reaches, and what no plan can go below. */
const ObjectiveValue = z.strictObject({
  name: z.enum([...OBJECTIVES, "formula"]),
  /** "" for a formula. */
  unit: z.string(),
  value: z.number(),
  /** Proved lower bound for the placed workloads; absent = none is known, as for most formulas. */
  bound: z.number().optional(),
  /** (value − bound) / bound; 0 when the bound is 0 or less, absent where there is none. */
  gapRatio: z.number().optional(),
  /** Only where objectives are weighed. */
  weight: z.number().optional(),
});
export type ObjectiveValue = z.infer<typeof ObjectiveValue>;

/** How good a plan is by its objectives, most important first. */
export const PlanObjective = z.strictObject({
  mode: z.enum(["single", "lexicographic", "weighted", "formula"]),
  /** The formula, where that is the objective. */
  formula: z.string().optional(),
  terms: z.array(ObjectiveValue).min(1),
  /** Sum of weight × value / bound; its bound is at least the sum of the weights. */
  weighted: z.strictObject({ value: z.number(), bound: z.number(), gapRatio: z.number() }).optional(),
});
export type PlanObjective = z.infer<typeof PlanObjective>;
