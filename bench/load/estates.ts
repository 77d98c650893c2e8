/** What the load benches ask for: the first workloads of the sample estate, and a list of machines of any length as CSV. */
import { readFileSync } from "node:fs";
import { randomStream } from "#models/random.ts";
import type { Inventory } from "#planner";

const SAMPLE = new URL("../../data/samples/estate-2005.json", import.meta.url);
/** Where everything of the sample finds a place. */
export const TARGET = { platform: "vsphere-8", hostType: "dell-r740-8180" } as const;

/** A plan request for the first `count` workloads of the sample estate, with their 336 hours, as JSON text. */
export function samplePlan(count: number, effortSeconds = 1): string {
  const { workloads, series } = JSON.parse(readFileSync(SAMPLE, "utf8")) as Pick<Inventory, "workloads" | "series">;
  const chosen = workloads.slice(0, count);
  const ids = new Set(chosen.map(({ id }) => id));
  return JSON.stringify({
    name: `the first ${count}`,
    workloads: chosen,
    series: series.filter(({ workload }) => ids.has(workload)),
    targets: [TARGET],
    goals: { effortSeconds },
  });
}

const HOSTS = 400;
const SYSTEMS = ["Microsoft Windows Server 2003 (32-bit)", "Red Hat Enterprise Linux 4 (64-bit)"] as const;

/** The tab vInfo of an RVTools export with `count` machines, as CSV. */
export function machinesCsv(count: number): string {
  const head =
    "VM,Powerstate,Template,CPUs,Memory,NICs,Disks,Provisioned MiB,Host,OS according to the configuration file";
  const rows = Array.from({ length: count }, (_, n) =>
    [
      `machine-${n}`,
      n % 10 === 0 ? "poweredOff" : "poweredOn",
      n % 100 === 1 ? "True" : "False",
      1 + (n % 8),
      1024 * (1 + (n % 32)),
      1,
      2,
      40_960,
      `esx-${n % HOSTS}.example.test`,
      SYSTEMS[n % 2],
    ].join(","),
  );
  return [head, ...rows, ""].join("\r\n");
}

const HOURS_OF_WEEK = 168;
const HUNDREDTHS = 100;
const TIERS = 5;

/** `count` machines with a week of measured CPU each, as house JSON: 20,000 of them are 23 MB. */
export function weekOfMachines(count: number): string {
  const random = randomStream(2006, "machines of a week");
  const workloads = Array.from({ length: count }, (_, n) => ({
    id: `machine-${n}`,
    name: `machine-${n}`,
    os: { family: n % 2 === 0 ? "linux" : "windows", architecture: "x86-64" },
    vcpus: 1 + (n % 8),
    memoryMiB: 1024 * (1 + (n % 32)),
    tags: { tier: `t${n % TIERS}` },
  }));
  const series = workloads.map(({ id, vcpus }) => ({
    workload: id,
    metric: "cpuCores",
    start: "2006-11-06T00:00:00Z",
    slotMinutes: 60,
    values: Array.from({ length: HOURS_OF_WEEK }, () => Math.round(random.uniform() * vcpus * HUNDREDTHS) / HUNDREDTHS),
  }));
  return JSON.stringify({ format: "hostwright-inventory/1", workloads, hosts: [], series });
}
