/** The fields of a workload's own page: their labels, units and hints, and the choices of its menus. */
import { ARCHITECTURES, OS_FAMILIES, PARTITION_NEEDS } from "#models";
import { WORKLOAD_ROLES, WORKLOAD_STATES } from "#planner/contract/index.ts";

/** A field that holds a number. */
export interface WorkloadNumber {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  /** Must be filled; else empty means that there is no such figure. */
  readonly isNeeded: boolean;
}

type More = Pick<WorkloadNumber, "hint"> & Partial<Pick<WorkloadNumber, "unit" | "isNeeded">>;

const number = (name: string, label: string, { hint, unit = "", isNeeded = false }: More): WorkloadNumber => ({
  name,
  label,
  hint,
  unit,
  isNeeded,
});

/** What it is given. */
export const SIZE_NUMBERS: readonly WorkloadNumber[] = [
  number("vcpus", "CPUs", { hint: "Virtual CPUs, or cores of a physical server.", isNeeded: true }),
  number("memoryMiB", "Memory", { hint: "As configured.", unit: "MiB", isNeeded: true }),
  number("diskGiB", "Storage", { hint: "Empty: not known.", unit: "GiB" }),
  number("disks", "Disks", { hint: "How many.", isNeeded: true }),
  number("nics", "Network cards", { hint: "How many.", isNeeded: true }),
];

/** What it asks for. */
export const DEMAND_NUMBERS: readonly WorkloadNumber[] = [
  number("growthPercent", "Yearly growth", { hint: "Wins over the goals' figure; empty: that figure.", unit: "%" }),
  number("reservedMhz", "CPU reservation", { hint: "Empty: none.", unit: "MHz" }),
  number("reservedMiB", "Memory reservation", { hint: "Empty: none.", unit: "MiB" }),
  number("measuredMhz", "Clock it was measured at", {
    hint: "Of one core, where it names no host of the inventory.",
    unit: "MHz",
  }),
];

/** Scaling of what was measured; shown where there is such a series. */
export const PEAK_NUMBERS: readonly (WorkloadNumber & {
  readonly metric: "cpuCores" | "memoryMiB" | "diskMBps" | "networkMbps";
})[] = [
  {
    ...number("peakCpu", "Scale CPU to a peak of", { hint: "Empty: as measured.", unit: "cores" }),
    metric: "cpuCores",
  },
  {
    ...number("peakMemory", "Scale memory to a peak of", { hint: "Empty: as measured.", unit: "MiB" }),
    metric: "memoryMiB",
  },
  {
    ...number("peakDisk", "Scale disk to a peak of", { hint: "Empty: as measured.", unit: "MB/s" }),
    metric: "diskMBps",
  },
  {
    ...number("peakNetwork", "Scale network to a peak of", { hint: "Empty: as measured.", unit: "Mbit/s" }),
    metric: "networkMbps",
  },
];

/** Menus by the name of their field. */
export const WORKLOAD_MENUS = {
  kind: { label: "Kind", values: ["virtual", "physical"] },
  state: { label: "State", values: WORKLOAD_STATES },
  role: { label: "Role", values: WORKLOAD_ROLES },
  family: { label: "Operating system", values: OS_FAMILIES },
  architecture: { label: "Architecture", values: ARCHITECTURES },
} as const;

/** What it may need of its platform. */
export const NEEDS = PARTITION_NEEDS;

/** Labels of all fields, for the summary of problems. */
export const WORKLOAD_LABELS: Readonly<Record<string, string>> = {
  name: "Name",
  version: "Version",
  runsOn: "Host today",
  tags: "Tags",
  needs: "Needs",
  unmeasure: "Measurements",
  ...Object.fromEntries([...SIZE_NUMBERS, ...DEMAND_NUMBERS, ...PEAK_NUMBERS].map(({ name, label }) => [name, label])),
  ...Object.fromEntries(Object.entries(WORKLOAD_MENUS).map(([name, { label }]) => [name, label])),
};
