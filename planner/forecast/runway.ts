/**
 * The runway of given hosts: month by month, how much of each resource is asked for, and the month in which it is more
 * than the hosts offer. With uncertain growth once per draw, told as percentiles. Draws share their luck with those of the
 * scenario: they depend on seed, name and number only.
 */
import { randomStream } from "#models/random.ts";
import { type Distribution, drawFrom } from "../what-if/distribution.ts";
import { spreadOf } from "../what-if/statistics.ts";
import type { DemandModel } from "./demand-model.ts";
import { type ForecastEvent, GROWING, type Growing, type Growth, growthOf } from "./growth.ts";
import { calendarMonth, monthBefore, weeksBefore } from "./months.ts";

/** A month of the forecast. */
export interface ForecastMonth {
  /** Months from the start, ≥ 0. */
  readonly month: number;
  /** "2028-03", where the start is known. */
  readonly calendar?: string;
}

export interface OrderBy {
  /** Months from the start; below 0 = too late already. */
  readonly month: number;
  /** "2027-12-08", where the start is known. */
  readonly date?: string;
}

/** One resource; months are absent where that percentile lies beyond the horizon. */
export interface Runway {
  /** As the contract names it ("memoryMiB"), or "racks". */
  readonly resource: string;
  readonly median?: ForecastMonth;
  /** A twentieth of the draws run out by then; the same as the median without draws. */
  readonly early?: ForecastMonth;
  /** A twentieth of the draws run out later. */
  readonly late?: ForecastMonth;
  /** Draws that run out within the horizon, 0 to 1. */
  readonly withinRatio: number;
  /** When to order, counted back from the early month. */
  readonly orderBy?: OrderBy;
  /** [month] used of what is offered at the fullest slot, over the draws; above 1 = run out. */
  readonly usedRatio: readonly { readonly p5: number; readonly median: number; readonly p95: number }[];
}

export interface Forecast {
  readonly months: number;
  readonly draws: number;
  /** Workloads that no given host may take: in no sum. */
  readonly leftOut: number;
  /** Earliest first; resources that the hosts do not limit are left out. */
  readonly runways: readonly Runway[];
}

const PERCENT = 100;
const MONTHS_PER_YEAR = 12;
/** Sums of whole numbers times growth: this much over is arithmetic. */
const SLACK = 1e-9;
const DIGITS = 1e6;
export const RACKS = "racks";

/** One future: growth factors per year, and factors of scale events by their place in the list. */
interface Future {
  readonly yearly: Readonly<Record<Growing, number>>;
  readonly times: readonly number[];
}

export interface Uncertain {
  readonly seed: number;
  /** Draws, ≥ 1. */
  readonly count: number;
}

function futureOf(growth: Growth, events: readonly ForecastEvent[], seed: number, draw: number): Future {
  const figure = (asked: number | Distribution, name: string): number =>
    typeof asked === "number" ? asked : Number(drawFrom(asked, randomStream(seed, "what-if", name, draw).uniform()));
  const yearly = GROWING.map((name) => [name, 1 + figure(growthOf(growth, name), `growth/${name}`) / PERCENT]);
  const times = events.map((one, i) => (one.event === "scale" ? figure(one.times, `events/${i}`) : 1));
  return { yearly: Object.fromEntries(yearly) as Future["yearly"], times };
}

/** The workload an event speaks of. */
const subject = (one: ForecastEvent): string => (one.event === "add" ? one.workload.id : one.workload);

/** Classes of workloads that share their events: 0 = none. */
export function classesOf(events: readonly ForecastEvent[]): ReadonlyMap<string, number> {
  const ids = [...new Set(events.map(subject))];
  return new Map(ids.map((id, i) => [id, i + 1]));
}

/** A class that no event speaks of. */
const ALWAYS = { isThere: true, scale: 1 };

/** What events make of the workloads of one class in one month: there or not, and how many times its demand. */
function stateOf(own: readonly (readonly [ForecastEvent, number])[], month: number) {
  let isThere = !own.some(([one]) => one.event === "add");
  let scale = 1;
  for (const [one, times] of own) {
    if (one.month > month) continue;
    if (one.event === "scale") scale *= times;
    else isThere = one.event === "add";
  }
  return { isThere, scale };
}

/** Events by class, in the order of their months. */
function byClass(events: readonly ForecastEvent[], times: readonly number[]) {
  const classes = classesOf(events);
  const own: (readonly [ForecastEvent, number])[][] = Array.from({ length: classes.size + 1 }, () => []);
  events.forEach((one, i) => own[classes.get(subject(one)) ?? 0]!.push([one, times[i] ?? 1]));
  return own.map((list) => list.toSorted(([a], [b]) => a.month - b.month));
}

/** Used of what is offered by resource in one month of one future, at the fullest slot. */
function usedIn(model: DemandModel, future: Future, own: ReturnType<typeof byClass>, month: number) {
  const states = own.map((list) => stateOf(list, month));
  const grown = Object.fromEntries(GROWING.map((name) => [name, future.yearly[name] ** (month / MONTHS_PER_YEAR)]));
  const used = new Map<string, number>();
  const raise = (resource: string, ratio: number) => used.set(resource, Math.max(used.get(resource) ?? 0, ratio));
  for (const { resource, grows, need, offered, offeredByRacks } of model.rows) {
    let sum = 0;
    for (const [c, amount] of need.entries()) {
      const { isThere, scale } = states[c] ?? ALWAYS;
      if (isThere) sum += amount * (grows === undefined || grows === "memory" ? 1 : scale);
    }
    const asked = sum * (grows === undefined ? 1 : grown[grows]!);
    if (offered < Infinity) raise(resource, offered === 0 ? Infinity : asked / offered);
    if (offeredByRacks < Infinity) raise(RACKS, offeredByRacks === 0 ? Infinity : asked / offeredByRacks);
  }
  return used;
}

const rounded = (ratio: number) => Math.round(ratio * DIGITS) / DIGITS;

/** What the draws of one resource come to. @param used [draw][month] */
function runwayOf(
  resource: string,
  used: readonly (readonly number[])[],
  { start, leadTimeWeeks, months }: Growth,
): Runway {
  const outs = used
    .map((byMonth) => byMonth.findIndex((ratio) => ratio > 1 + SLACK))
    .map((m) => (m < 0 ? Infinity : m));
  const spread = spreadOf(outs);
  const at = (month: number | undefined): ForecastMonth | undefined => {
    if (month === undefined || month === Infinity) return undefined;
    return { month, ...(start === undefined ? {} : { calendar: calendarMonth(start, month) }) };
  };
  const [early, median, late] = [at(spread?.p5), at(spread?.median), at(spread?.p95)];
  const orderBy = (month: number): OrderBy => ({
    month: monthBefore(month, leadTimeWeeks),
    ...(start === undefined ? {} : { date: weeksBefore(start, month, leadTimeWeeks) }),
  });
  return {
    resource,
    ...(median && { median }),
    ...(early && { early, orderBy: orderBy(early.month) }),
    ...(late && { late }),
    withinRatio: rounded(outs.filter((m) => m < Infinity).length / outs.length),
    usedRatio: Array.from({ length: months + 1 }, (_, month) => {
      const { p5 = 0, median: middle = 0, p95 = 0 } = spreadOf(used.map((byMonth) => byMonth[month] ?? 0)) ?? {};
      return { p5: rounded(p5), median: rounded(middle), p95: rounded(p95) };
    }),
  };
}

const monthOf = (month: ForecastMonth | undefined) => month?.month ?? Infinity;
const earlier = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/**
 * The runway of every resource. O(draws × months × rows × classes)
 * @param uncertain draws of what is uncertain; one where nothing is
 */
export function runwaysOf(
  model: DemandModel,
  growth: Growth,
  events: readonly ForecastEvent[],
  uncertain: Uncertain,
): Forecast {
  const used = new Map<string, number[][]>();
  for (let draw = 0; draw < uncertain.count; draw++) {
    const future = futureOf(growth, events, uncertain.seed, draw);
    const own = byClass(events, future.times);
    for (let month = 0; month <= growth.months; month++) {
      for (const [resource, ratio] of usedIn(model, future, own, month)) {
        const draws = used.get(resource) ?? [];
        used.set(resource, draws);
        (draws[draw] ??= [])[month] = ratio;
      }
    }
  }
  const runways = [...used].map(([resource, draws]) => runwayOf(resource, draws, growth));
  runways.sort(
    (a, b) =>
      earlier(monthOf(a.median), monthOf(b.median)) ||
      earlier(monthOf(a.early), monthOf(b.early)) ||
      earlier(b.usedRatio.at(-1)?.median ?? 0, a.usedRatio.at(-1)?.median ?? 0),
  );
  return { months: growth.months, draws: uncertain.count, leftOut: model.leftOut, runways };
}
