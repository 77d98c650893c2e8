/**
 * CPU use of PlanetLab nodes in 2011 as CloudSim's experiment reads it: one file per VM, 288 values in percent, one per
 * five minutes; VM i of n, files sorted by name, has type floor(i / ceil(n / 4)). Hosts are CloudSim's ML110 G5. Percent
 * of the types' MIPS are whole numbers of MIPS.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackProblem } from "#planner/pack/index.ts";
import { archiveFiles, linesOf } from "./archive.ts";
import type { Instance, Known } from "./instance.ts";

/** A host of the experiment with its draw at 0, 10 … 100 % of its CPU. */
export interface CurvedHost {
  readonly name: string;
  readonly mips: number;
  readonly ramMB: number;
  readonly watts: readonly number[];
}

interface HostsFile {
  readonly hosts: readonly {
    readonly name: string;
    readonly cores?: number;
    readonly mipsPerCore?: number;
    readonly ramMB?: number;
    readonly watts: readonly number[];
  }[];
  readonly planetlabVmTypes: readonly VmType[];
}

const readHosts = (folder: string): HostsFile =>
  JSON.parse(readFileSync(join(folder, "specpower", "hosts.json"), "utf8"));

/** The better host of the experiment. @throws Error when the file does not have it */
export function readG5(folder: string): CurvedHost {
  const host = readHosts(folder).hosts.find(({ name }) => name.includes("ML110 G5"));
  if (host?.cores === undefined || host.mipsPerCore === undefined || host.ramMB === undefined) {
    throw new Error("specpower/hosts.json has no ML110 G5 with cores, MIPS and memory");
  }
  return { name: host.name, mips: host.cores * host.mipsPerCore, ramMB: host.ramMB, watts: host.watts };
}

/** What a VM of the experiment may use. */
export interface VmType {
  readonly mips: number;
  readonly ramMB: number;
}

/** One day: the VMs by name, and what they ask. */
export interface TraceDay {
  readonly day: string;
  /** Ascending. */
  readonly names: readonly string[];
  readonly slots: number;
  /** [vm * slots + slot] percent of the VM's MIPS */
  readonly percent: Float64Array;
  readonly vmTypes: readonly VmType[];
}

/** Type of each VM of a day. */
const typesOf = ({ names, vmTypes }: TraceDay): readonly VmType[] =>
  names.map((_, vm) => vmTypes[Math.floor(vm / Math.ceil(names.length / vmTypes.length))]!);

/** All days, ascending. @param folder the folder of all sets */
export function readDays(folder: string): readonly TraceDay[] {
  const { planetlabVmTypes: vmTypes } = readHosts(folder);
  const files = archiveFiles(join(folder, "planetlab", "planetlab-5-days.tar.xz"));
  const days = Map.groupBy(files, ({ path }) => path.split("/").at(-2) ?? "");
  return [...days].map(([day, vms]): TraceDay => {
    const rows = vms.map(({ text }) => linesOf(text).map(Number));
    const names = vms.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
    return { day, names, slots: rows[0]?.length ?? 0, percent: Float64Array.from(rows.flat()), vmTypes };
  });
}

/** The VMs of a day that are named, as a day of their own. @param names all known to the day, ascending */
export function onlyVms(day: TraceDay, names: readonly string[]): TraceDay {
  const { slots } = day;
  const rowOf = new Map(day.names.map((name, at) => [name, at]));
  const percent = new Float64Array(names.length * slots);
  names.forEach((name, at) => {
    const row = rowOf.get(name)!;
    percent.set(day.percent.subarray(row * slots, (row + 1) * slots), at * slots);
  });
  return { ...day, names, percent };
}

/** The problem of a day on G5 hosts. @param ramMB memory of a host, Infinity = memory does not count */
export function dayProblem(day: TraceDay, host: CurvedHost, hostRamMB: number): PackProblem {
  const { names, slots, percent } = day;
  const types = typesOf(day);
  const mips = percent.map((value, at) => (value * types[Math.floor(at / slots)]!.mips) / 100);
  const ramMB = Float64Array.from(types, (type) => type.ramMB);
  return {
    items: names.length,
    slots,
    varying: ["cpu"],
    constant: ["memoryMB"],
    types: [
      {
        id: "G5",
        maxBins: Infinity,
        cost: 1,
        capacity: Float64Array.of(host.mips),
        room: Float64Array.of(hostRamMB),
        demand: [mips],
        claim: ramMB,
        eligible: new Uint8Array(names.length).fill(1),
      },
    ],
    rules: [],
  };
}

/** The host with more memory of packing.md 3.4. */
const ROOMY_RAM_MB = 16_384;
/** Hosts that packing.md 3.4 measured for 3 March 2011: first-fit decreasing by profile, and the prototype's plan. */
const MEASURED: Readonly<Record<string, Known>> = {
  "20110303-cpu-only": { upper: 49 },
  "20110303-ram-16GB": { upper: 81 },
  "20110303-ram-4GB": { upper: 329 },
};

/** The planetlab set: each day with CPU only, with hosts of 16 GB, and with CloudSim's 4 GB. */
export function readPlanetlab(folder: string): readonly Instance[] {
  const host = readG5(folder);
  const memories = [
    ["cpu-only", Infinity],
    ["ram-16GB", ROOMY_RAM_MB],
    ["ram-4GB", host.ramMB],
  ] as const;
  return readDays(folder).flatMap((day) =>
    memories.map(([label, ramMB]): Instance => {
      const name = `${day.day}-${label}`;
      return {
        set: "planetlab",
        name,
        get problem() {
          return dayProblem(day, host, ramMB);
        },
        known: MEASURED[name] ?? {},
      };
    }),
  );
}
