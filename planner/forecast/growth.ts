/**
 * What is expected of the coming months: yearly growth of each resource, and events that change what one workload asks
 * for. Any figure may be uncertain.
 */
import { z } from "zod";
import { type InputProblem, Name, Workload } from "../contract/index.ts";
import { Distribution, leastOf } from "../what-if/distribution.ts";

/** Longest horizon: twenty years. */
export const MOST_MONTHS = 240;
const MOST_EVENTS = 1000;
const MOST_LEAD_WEEKS = 520;
const LEAST_GROWTH = -100;

/** Percent per year. */
const Percent = z.union([z.number().gt(LEAST_GROWTH).max(1000), Distribution]);

/** Resources that grow. */
export const GROWING = ["cpu", "memory", "network", "disk"] as const;
export type Growing = (typeof GROWING)[number];

export const Growth = z
  .strictObject({
    /** Percent per year of every resource, or of each; a resource left out does not grow. */
    percentPerYear: z.union([
      Percent,
      z.strictObject({
        cpu: Percent.optional(),
        memory: Percent.optional(),
        network: Percent.optional(),
        disk: Percent.optional(),
      } satisfies Record<Growing, z.ZodType>),
    ]),
    /** Months looked ahead. */
    months: z.int().min(1).max(MOST_MONTHS).default(60),
    /** Calendar month that is month 0, "2026-12"; left out = months are told by number. */
    start: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month such as "2026-12"' })
      .optional(),
    /** Weeks from an order to a host in use. */
    leadTimeWeeks: z.number().min(0).max(MOST_LEAD_WEEKS).default(0),
  })
  .meta({ id: "Growth" });
export type Growth = z.infer<typeof Growth>;

const month = z.int().min(0).max(MOST_MONTHS);

export const ForecastEvent = z
  .discriminatedUnion("event", [
    /** From that month on the workload's CPU, network and disk demand is this many times what it would be. */
    z.strictObject({
      event: z.literal("scale"),
      month,
      workload: Name,
      times: z.union([z.number().min(0).max(1e6), Distribution]),
    }),
    /** From that month on the workload is gone. */
    z.strictObject({ event: z.literal("retire"), month, workload: Name }),
    /** From that month on there is a workload more; it grows like the others. */
    z.strictObject({ event: z.literal("add"), month, workload: Workload }),
  ])
  .meta({ id: "ForecastEvent" });
export type ForecastEvent = z.infer<typeof ForecastEvent>;

export const ForecastEvents = z.array(ForecastEvent).max(MOST_EVENTS).default([]);

/** Growth in percent per year of one resource, as it was asked; 0 where it is left out. */
export function growthOf({ percentPerYear: asked }: Growth, resource: Growing): number | Distribution {
  if (typeof asked === "number" || "distribution" in asked) return asked;
  return asked[resource] ?? 0;
}

/** Has the distribution only numbers of at least `least`? Bounds that are left out are none. */
const isAtLeast = (figure: number | Distribution, least: number) =>
  typeof figure === "number" || leastOf(figure) >= least;

/** Uncertain figures by the name of their stream. */
export function uncertainIn(growth: Growth, events: readonly ForecastEvent[]): readonly string[] {
  const grown = GROWING.filter((resource) => typeof growthOf(growth, resource) !== "number");
  const scaled = events.flatMap((one, i) => (one.event === "scale" && typeof one.times !== "number" ? [i] : []));
  return [...grown.map((resource) => `growth/${resource}`), ...scaled.map((i) => `events/${i}`)];
}

/** What the schema cannot say; pointers are into the scenario. @param isSampled the scenario says how often to draw */
export function growthProblems(
  growth: Growth | undefined,
  events: readonly ForecastEvent[],
  isSampled: boolean,
): readonly InputProblem[] {
  if (growth === undefined) {
    const detail = "events need growth: say how many months to look ahead";
    return events.length === 0 ? [] : [{ pointer: "/events", code: "events-without-growth", detail }];
  }
  const problems: InputProblem[] = [];
  const tooLow = (pointer: string, least: number) =>
    problems.push({ pointer, code: "too-low", detail: `must be numbers of at least ${least}: give a lower bound` });
  for (const resource of GROWING)
    if (!isAtLeast(growthOf(growth, resource), LEAST_GROWTH)) tooLow("/growth/percentPerYear", LEAST_GROWTH);
  for (const [i, one] of events.entries()) {
    if (one.event === "scale" && !isAtLeast(one.times, 0)) tooLow(`/events/${i}/times`, 0);
    if (one.month > growth.months) {
      const detail = `month ${one.month} is beyond the ${growth.months} months looked ahead`;
      problems.push({ pointer: `/events/${i}/month`, code: "beyond-horizon", detail });
    }
  }
  if (!isSampled && uncertainIn(growth, events).length > 0) {
    const detail = "a figure is uncertain: say in sample.count how often to draw it";
    problems.push({ pointer: "/sample", code: "not-sampled", detail });
  }
  return problems.filter(
    ({ pointer, code }, i) => problems.findIndex((p) => p.pointer === pointer && p.code === code) === i,
  );
}
