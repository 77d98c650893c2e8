/**
 * One rack from the bottom up, without gaps: heavy hosts at the bottom where all weights are known, tall ones otherwise.
 * Hosts of part of a unit (blades, by their share of a chassis) come on top of all others, since two of them share a
 * unit; the chassis itself is not modelled.
 */
import type { PlanRoom, Rack } from "../contract/index.ts";
import { btuPerHour } from "../energy/index.ts";
import { amount } from "../rounding.ts";
import type { RoomCapacity } from "./capacity.ts";
import type { Standing } from "./standing.ts";

type RackedHost = PlanRoom["frames"][number];

/** The host as a result tells it. @param atUnit lowest unit it takes, from 1; 0 = in frames of its own */
export const rackedHost = ({ id, units, fullW, peakW, kg }: Standing, atUnit: number): RackedHost => ({
  host: id,
  atUnit,
  units,
  fullW,
  peakW,
  ...(kg === undefined ? {} : { kg }),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Highest draw of hosts together over the slots. */
export function peakOf(hosts: readonly Pick<Standing, "drawW">[]): number {
  const sums = new Float64Array(hosts[0]?.drawW.length ?? 0);
  for (const { drawW } of hosts) for (const [s, watts] of drawW.entries()) sums[s]! += watts;
  return amount(sums.reduce((top, watts) => Math.max(top, watts), 0));
}

function fromTheBottom(hosts: readonly Standing[]): readonly Standing[] {
  const isWeighed = hosts.every(({ kg }) => kg !== undefined);
  const weight = ({ kg = 0 }: Standing) => (isWeighed ? kg : 0);
  return hosts.toSorted(
    (a, b) =>
      Number(!Number.isInteger(a.units)) - Number(!Number.isInteger(b.units)) ||
      weight(b) - weight(a) ||
      b.units - a.units ||
      a.index - b.index,
  );
}

/** The rack as a result tells it. */
export function elevation(id: string, hosts: readonly Standing[], capacity: RoomCapacity): Rack {
  let below = 0;
  const racked = fromTheBottom(hosts).map((host) => {
    const atUnit = Math.floor(amount(below)) + 1;
    below += host.units;
    return rackedHost(host, atUnit);
  });
  const peakW = peakOf(hosts);
  const isWeighed = hosts.every(({ kg }) => kg !== undefined);
  return {
    id,
    hosts: racked,
    usedUnits: amount(below),
    units: capacity.rackUnits,
    plannedW: amount(sum(hosts.map((host) => host.plannedW))),
    feedW: amount(capacity.feedW),
    peakW,
    btuPerHour: amount(btuPerHour(peakW)),
    ...(isWeighed ? { kg: amount(sum(hosts.map(({ kg = 0 }) => kg))) } : {}),
  };
}
