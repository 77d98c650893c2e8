/** What was measured: scaled to another peak, or left out so that the workload is planned by what is configured. */
import { type Inventory, InvalidInput, METRICS, type Metric, type Series } from "#planner/contract/index.ts";
import type { EditOf } from "./edit.ts";
import { scaledSeries } from "./grow.ts";
import { meant } from "./meant.ts";
import { noted } from "./note.ts";

const WORDS: Readonly<Record<Metric, { readonly what: string; readonly unit: string }>> = {
  cpuCores: { what: "CPU", unit: "cores" },
  memoryMiB: { what: "memory", unit: "MiB" },
  diskMBps: { what: "disk", unit: "MB/s" },
  networkMbps: { what: "network", unit: "Mbit/s" },
};

const peakOf = ({ values }: Series): number => values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

/** @throws InvalidInput when none of them has such a series with anything in it */
export function setPeak(inventory: Inventory, { which, metric, peak }: EditOf<"peak">): Inventory {
  const { ids, words } = meant(inventory, which);
  let count = 0;
  const series = inventory.series.map((one) => {
    const now = one.metric === metric && ids.has(one.workload) ? peakOf(one) : 0;
    if (now === 0) return one;
    count += 1;
    return scaledSeries(one, peak / now);
  });
  const { what, unit } = WORDS[metric];
  if (count === 0) {
    const detail = `${words}: no ${what} was measured that could be scaled to a peak of ${peak} ${unit}`;
    throw new InvalidInput([{ pointer: "/peak", code: "not-measured", detail }]);
  }
  return noted({ ...inventory, series }, "edit-measured", {
    who: words,
    did: `${what} scaled to a peak of ${peak} ${unit}`,
  });
}

/** @throws InvalidInput when nothing of that was measured */
export function unmeasure(inventory: Inventory, { which, metrics = [...METRICS] }: EditOf<"unmeasure">): Inventory {
  const { ids, words } = meant(inventory, which);
  const series = inventory.series.filter(({ workload, metric }) => !(ids.has(workload) && metrics.includes(metric)));
  const what =
    metrics.length === METRICS.length ? "all measurements" : metrics.map((one) => WORDS[one].what).join(", ");
  if (series.length === inventory.series.length) {
    const detail = `${words}: there is nothing measured to leave out (${what})`;
    throw new InvalidInput([{ pointer: "/metrics", code: "not-measured", detail }]);
  }
  return noted({ ...inventory, series }, "edit-measured", { who: words, did: `${what} left out` });
}
