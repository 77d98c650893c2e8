/** A forecast of a decoded request: the estate sized once, its sums, and the runway of the hosts it is given. */
import type { PlanContext } from "../context.ts";
import { type InputProblem, InvalidInput, type PlanRequest } from "../contract/index.ts";
import { formulate } from "../formulate.ts";
import { sizeEstate } from "../size/index.ts";
import { demandModel } from "./demand-model.ts";
import { type ForecastEvent, type Growth, uncertainIn } from "./growth.ts";
import { type Forecast, type Uncertain, classesOf, runwaysOf } from "./runway.ts";

/** The workloads that events add, as part of the request that is to be decoded. */
export const addedBy = (events: readonly ForecastEvent[]) =>
  events.flatMap((one) => (one.event === "add" ? [one.workload] : []));

/** Events that speak of nobody. */
function strangers(request: PlanRequest, events: readonly ForecastEvent[]): readonly InputProblem[] {
  const known = new Set(request.workloads.map(({ id }) => id));
  return events.flatMap((one, i) => {
    if (one.event === "add" || known.has(one.workload)) return [];
    const detail = `"${one.workload}" is no workload of the request`;
    return [{ pointer: `/events/${i}/workload`, code: "unknown-workload", detail }];
  });
}

const NO_STOCK: InputProblem = {
  pointer: "/growth",
  code: "no-given-hosts",
  detail: "no host is given, so nothing runs out: set maxHosts of the targets, or facility.racks.maxCount",
};

/**
 * Look ahead from a request whose workloads hold those that events add.
 * @param uncertain draws; what is certain needs one only
 * @throws InvalidInput when an event speaks of nobody, or no hosts are given that could run out
 */
export function forecastOf(
  request: PlanRequest,
  how: { readonly growth: Growth; readonly events: readonly ForecastEvent[]; readonly uncertain: Uncertain },
  context: PlanContext,
): Forecast {
  const { growth, events, uncertain } = how;
  const unknown = strangers(request, events);
  if (unknown.length > 0) throw new InvalidInput(unknown);
  const estate = sizeEstate(request, context);
  const classes = classesOf(events);
  const model = demandModel(estate, formulate(estate), {
    classOf: (workload) => classes.get(workload) ?? 0,
    classes: classes.size + 1,
  });
  const draws = uncertainIn(growth, events).length === 0 ? { ...uncertain, count: 1 } : uncertain;
  const forecast = runwaysOf(model, growth, events, draws);
  if (forecast.runways.length === 0 && model.rows.length > 0) throw new InvalidInput([NO_STOCK]);
  return forecast;
}
