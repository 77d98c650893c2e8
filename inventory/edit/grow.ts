/**
 * Growth in per cent: of what was measured and of what is configured, each resource by its own figure. Where no CPU was
 * measured the virtual CPUs grow, rounded up, because then they are what the planner counts.
 */
import { type Inventory, InvalidInput, type Metric, type Series, type Workload } from "#planner/contract/index.ts";
import { checked, withReplaced } from "./checked.ts";
import type { EditOf } from "./edit.ts";
import { meant } from "./meant.ts";
import { noted } from "./note.ts";

const PERCENT = 100;
/** Series keep six decimals: far below what anybody measures, and no digits of rounding noise. */
const DIGITS = 1e6;

type Percents = Readonly<Record<"cpu" | "memory" | "disk" | "network", number>>;

const RESOURCE_OF: Readonly<Record<Metric, keyof Percents>> = {
  cpuCores: "cpu",
  memoryMiB: "memory",
  diskMBps: "disk",
  networkMbps: "network",
};
const WORDS: Readonly<Record<keyof Percents, string>> = {
  cpu: "CPU",
  memory: "memory",
  disk: "disk",
  network: "network",
};

/** A value times a factor, without noise. */
export const scaled = (value: number, factor: number): number => Math.round(value * factor * DIGITS) / DIGITS;

/** A series times a factor; the same one for factor 1. */
export const scaledSeries = (series: Series, factor: number): Series =>
  factor === 1
    ? series
    : { ...series, values: series.values.map((value) => (value === null ? null : scaled(value, factor))) };

const factorOf = (percent: number) => 1 + percent / PERCENT;

function grown(workload: Workload, by: Percents, isMeasured: boolean): Workload {
  const { snapshot } = workload;
  const [cpu, memory, disk] = [factorOf(by.cpu), factorOf(by.memory), factorOf(by.disk)];
  const { cpuMhz, memoryActiveMiB } = snapshot ?? {};
  return {
    ...workload,
    vcpus: isMeasured || by.cpu === 0 ? workload.vcpus : Math.max(1, Math.ceil(scaled(workload.vcpus, cpu))),
    memoryMiB: by.memory === 0 ? workload.memoryMiB : Math.ceil(scaled(workload.memoryMiB, memory)),
    ...(workload.diskGiB === undefined ? {} : { diskGiB: scaled(workload.diskGiB, disk) }),
    ...(snapshot === undefined
      ? {}
      : {
          snapshot: {
            ...snapshot,
            ...(cpuMhz === undefined ? {} : { cpuMhz: scaled(cpuMhz, cpu) }),
            ...(memoryActiveMiB === undefined ? {} : { memoryActiveMiB: scaled(memoryActiveMiB, memory) }),
          },
        }),
  };
}

/** @throws InvalidInput when no percentage is given, or a workload would pass a bound of the contract */
export function grow(inventory: Inventory, edit: EditOf<"grow">): Inventory {
  const { ids, workloads, words } = meant(inventory, edit.which);
  const by: Percents = {
    cpu: edit.cpuPercent ?? 0,
    memory: edit.memoryPercent ?? 0,
    disk: edit.diskPercent ?? 0,
    network: edit.networkPercent ?? 0,
  };
  const changed = (Object.keys(WORDS) as (keyof Percents)[]).filter((resource) => by[resource] !== 0);
  if (changed.length === 0) {
    const detail = "no growth is given; name a percentage for CPU, memory, disk or network";
    throw new InvalidInput([{ pointer: "/cpuPercent", code: "no-growth", detail }]);
  }
  const measured = new Set(inventory.series.flatMap(({ metric, workload }) => (metric === "cpuCores" ? workload : [])));
  const larger = checked(
    workloads.map((workload) => grown(workload, by, measured.has(workload.id))),
    (field) =>
      field.startsWith("/memory") ? "/memoryPercent" : field.startsWith("/disk") ? "/diskPercent" : "/cpuPercent",
  );
  const series = inventory.series.map((one) =>
    ids.has(one.workload) ? scaledSeries(one, factorOf(by[RESOURCE_OF[one.metric]])) : one,
  );
  const did = changed
    .map((resource) => `${WORDS[resource]} ${by[resource] > 0 ? "+" : ""}${by[resource]} %`)
    .join(", ");
  const made = { ...inventory, workloads: withReplaced(inventory.workloads, larger), series };
  return noted(made, "edit-grown", { who: words, did });
}
