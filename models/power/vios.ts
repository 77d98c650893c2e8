/**
 * What the Virtual I/O Server costs: CPU by bytes through the shared Ethernet adapter and by virtual SCSI operations,
 * from IBM's cycles-per-byte method on POWER5. Left out: small-packet work, duplex traffic, logical volumes.
 */
import type { Fact } from "../fact.ts";

const BYTES_PER_MB = 2 ** 20;
const HZ_PER_MHZ = 1e6;

/** Throughput through one server, and what it costs there. */
export interface ViosLoad {
  /** MB/s through the shared Ethernet adapter, ≥ 0. */
  readonly networkMBps: number;
  readonly cyclesPerByte: number;
  /** Virtual SCSI operations per second, ≥ 0. */
  readonly diskIops: number;
  readonly cyclesPerOperation: number;
}

/** Cores of `coreMhz` that this throughput keeps busy. */
export function viosLoadCores(load: ViosLoad, coreMhz: number): number {
  const cyclesPerSecond =
    load.networkMBps * BYTES_PER_MB * load.cyclesPerByte + load.diskIops * load.cyclesPerOperation;
  return cyclesPerSecond / (coreMhz * HZ_PER_MHZ);
}

/** Operation sizes in KiB with their cost. */
export const IO_SIZES_KIB = [4, 8, 32, 64, 128] as const;
export type IoSizeKiB = (typeof IO_SIZES_KIB)[number];

/** Facts of cycles per operation by size, keyed `vscsiServerCycles.8`. */
export type VscsiCycles = Readonly<Record<`vscsiServerCycles.${IoSizeKiB}`, Fact<number>>>;

/** Cycles of one virtual SCSI operation on a physical disk. */
export const vscsiCycles = (facts: VscsiCycles, kib: IoSizeKiB): number => facts[`vscsiServerCycles.${kib}`].value;
