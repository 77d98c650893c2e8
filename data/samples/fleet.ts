/**
 * The sixty hosts of the sample estate: an invented company's machine rooms in October 2005. Types are ids of data/hosts;
 * the last three machines are of makers the catalogue does not hold, as real inventories have them.
 */
import { MIB_PER_GIB } from "#models/units.ts";
import type { ExistingHost } from "#planner/contract/index.ts";

/** Which hosts a workload of the sample may live on. */
export type Pool = "x86-stacked" | "x86-single" | "x86-large" | "sparc" | "power" | "pa-risc" | "ia64";

export interface FleetRow {
  readonly prefix: string;
  readonly count: number;
  readonly pool: Pool;
  /** Catalogue id; left out for machines the catalogue does not hold. */
  readonly hostType?: string;
  readonly model: string;
  readonly cpuModel: string;
  readonly sockets: number;
  readonly cores: number;
  readonly coreMhz: number;
  readonly memoryGiB: number;
}

/** Hosts by kind: how many, and how they are fitted. */
export const FLEET: readonly FleetRow[] = [
  {
    prefix: "se7520",
    count: 10,
    pool: "x86-single",
    hostType: "intel-se7520af2",
    model: "Intel SE7520AF2",
    cpuModel: "Intel(R) Xeon(TM) CPU 3.60GHz",
    sockets: 2,
    cores: 2,
    coreMhz: 3600,
    memoryGiB: 8,
  },
  {
    prefix: "dl380",
    count: 12,
    pool: "x86-stacked",
    hostType: "hp-dl380-g4",
    model: "HP ProLiant DL380 G4",
    cpuModel: "Intel(R) Xeon(TM) CPU 3.80GHz",
    sockets: 2,
    cores: 2,
    coreMhz: 3800,
    memoryGiB: 12,
  },
  {
    prefix: "dl585",
    count: 10,
    pool: "x86-stacked",
    hostType: "hp-dl585-g1",
    model: "HP ProLiant DL585 G1",
    cpuModel: "Dual Core AMD Opteron(tm) Processor 875",
    sockets: 4,
    cores: 8,
    coreMhz: 2200,
    memoryGiB: 32,
  },
  {
    prefix: "x366",
    count: 6,
    pool: "x86-stacked",
    hostType: "ibm-x366",
    model: "IBM xSeries 366",
    cpuModel: "Intel(R) Xeon(TM) MP CPU 3.66GHz",
    sockets: 4,
    cores: 4,
    coreMhz: 3660,
    memoryGiB: 32,
  },
  {
    prefix: "x460",
    count: 1,
    pool: "x86-large",
    hostType: "ibm-x460-2node",
    model: "IBM xSeries 460 2-node",
    cpuModel: "Intel(R) Xeon(TM) CPU 7040 3.00GHz",
    sockets: 8,
    cores: 16,
    coreMhz: 3000,
    memoryGiB: 128,
  },
  {
    prefix: "v490",
    count: 6,
    pool: "sparc",
    hostType: "sun-fire-v490",
    model: "Sun Fire V490",
    cpuModel: "UltraSPARC IV+ 1500MHz",
    sockets: 4,
    cores: 8,
    coreMhz: 1500,
    memoryGiB: 32,
  },
  {
    prefix: "v890",
    count: 4,
    pool: "sparc",
    hostType: "sun-fire-v890",
    model: "Sun Fire V890",
    cpuModel: "UltraSPARC IV+ 1500MHz",
    sockets: 8,
    cores: 16,
    coreMhz: 1500,
    memoryGiB: 64,
  },
  {
    prefix: "sf4800",
    count: 3,
    pool: "sparc",
    hostType: "sun-fire-4800",
    model: "Sun Fire 4800",
    cpuModel: "UltraSPARC III Cu 1200MHz",
    sockets: 12,
    cores: 12,
    coreMhz: 1200,
    memoryGiB: 48,
  },
  {
    prefix: "sf6800",
    count: 2,
    pool: "sparc",
    hostType: "sun-fire-6800",
    model: "Sun Fire 6800",
    cpuModel: "UltraSPARC III Cu 1200MHz",
    sockets: 24,
    cores: 24,
    coreMhz: 1200,
    memoryGiB: 96,
  },
  {
    prefix: "e2900",
    count: 3,
    pool: "sparc",
    hostType: "sun-fire-e2900",
    model: "Sun Fire E2900",
    cpuModel: "UltraSPARC IV 1350MHz",
    sockets: 12,
    cores: 24,
    coreMhz: 1350,
    memoryGiB: 96,
  },
  {
    prefix: "p570",
    count: 1,
    pool: "power",
    model: "IBM p5-570",
    cpuModel: "POWER5 1900MHz",
    sockets: 2,
    cores: 4,
    coreMhz: 1900,
    memoryGiB: 32,
  },
  {
    prefix: "rp4440",
    count: 1,
    pool: "pa-risc",
    model: "HP 9000 rp4440",
    cpuModel: "PA-8800 1000MHz",
    sockets: 2,
    cores: 4,
    coreMhz: 1000,
    memoryGiB: 16,
  },
  {
    prefix: "rx4640",
    count: 1,
    pool: "ia64",
    model: "HP Integrity rx4640",
    cpuModel: "Itanium 2 1600MHz",
    sockets: 4,
    cores: 4,
    coreMhz: 1600,
    memoryGiB: 16,
  },
];

export interface SampleHost extends ExistingHost {
  readonly cores: number;
  readonly memoryMiB: number;
}

const DIGITS = 2;

/** The hosts of one row, named prefix-01, prefix-02 … */
export function hostsOf(row: FleetRow): readonly SampleHost[] {
  return Array.from({ length: row.count }, (_, i) => {
    const id = `${row.prefix}-${String(i + 1).padStart(DIGITS, "0")}`;
    return {
      id,
      name: id,
      ...(row.hostType === undefined ? {} : { hostType: row.hostType }),
      model: row.model,
      cpuModel: row.cpuModel,
      sockets: row.sockets,
      cores: row.cores,
      coreMhz: row.coreMhz,
      memoryMiB: row.memoryGiB * MIB_PER_GIB,
      cluster: row.pool,
    };
  });
}
