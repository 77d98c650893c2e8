/**
 * Devices by the few figures that a queueing model needs: how long one operation takes by itself, how fast bytes flow, how
 * many operations go on at once. Left out: caches of the device, seek distances, wear.
 */
import { type Fact, assumed, fact, recalled } from "../../fact.ts";
import { requireAbove0, requireAtLeast } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";

/** A disk of one kind. */
export interface DiskDevice {
  readonly id: string;
  readonly title: string;
  /** Before the first byte of a random operation: seek and half a turn, or the flash's own time; ns. */
  readonly positionNs: Fact<number>;
  readonly mbytesPerSecond: Fact<number>;
  /** Operations served at once. */
  readonly channels: Fact<number>;
}

/** A network adapter of one kind. */
export interface NicDevice {
  readonly id: string;
  readonly title: string;
  readonly mbitPerSecond: Fact<number>;
}

const BYTES_PER_MB = 1e6;
const ARM = fact(1, "operations at once", recalled("sure"), "one arm");
const fairly = recalled("fairly");
const mbs = (value: number) => fact(value, "MB/s", fairly);
const mbit = (value: number) => fact(value, "Mbit/s", recalled("sure"));

/** Disks, slow to fast. */
export const DISKS: readonly DiskDevice[] = [
  {
    id: "disk-7200",
    title: "disk, 7,200 turns per minute",
    positionNs: fact(12_700_000, "ns", fairly, "seek 8.5 ms and half a turn of 4.2 ms"),
    mbytesPerSecond: mbs(60),
    channels: ARM,
  },
  {
    id: "disk-10k",
    title: "disk, 10,000 turns per minute",
    positionNs: fact(7_700_000, "ns", fairly, "seek 4.7 ms and half a turn of 3.0 ms"),
    mbytesPerSecond: mbs(70),
    channels: ARM,
  },
  {
    id: "disk-15k",
    title: "disk, 15,000 turns per minute",
    positionNs: fact(5_500_000, "ns", fairly, "seek 3.5 ms and half a turn of 2.0 ms"),
    mbytesPerSecond: mbs(90),
    channels: ARM,
  },
  {
    id: "ssd-sata",
    title: "flash behind SATA",
    positionNs: fact(90_000, "ns", fairly, "a random read of 4 KiB"),
    mbytesPerSecond: mbs(500),
    channels: fact(8, "operations at once", assumed("90,000 reads of 4 KiB per second at that latency")),
  },
  {
    id: "nvme",
    title: "flash behind NVMe",
    positionNs: fact(80_000, "ns", fairly, "a random read of 4 KiB"),
    mbytesPerSecond: mbs(3500),
    channels: fact(64, "operations at once", assumed("800,000 reads of 4 KiB per second at that latency")),
  },
];

/** Network adapters, slow to fast. */
export const NICS: readonly NicDevice[] = [
  { id: "100m", title: "Fast Ethernet", mbitPerSecond: mbit(100) },
  { id: "1g", title: "Gigabit Ethernet", mbitPerSecond: mbit(1000) },
  { id: "10g", title: "10-gigabit Ethernet", mbitPerSecond: mbit(10_000) },
  { id: "25g", title: "25-gigabit Ethernet", mbitPerSecond: mbit(25_000) },
  { id: "100g", title: "100-gigabit Ethernet", mbitPerSecond: mbit(100_000) },
];

/**
 * Time of one operation on a channel of its own.
 * @param bytes ≥ 0
 * @param access sequential operations find the arm in place: transfer only
 * @returns ns
 * @throws RangeError for negative bytes
 */
export function diskServiceNs(disk: DiskDevice, bytes: number, access: "random" | "sequential"): number {
  requireAtLeast("bytes", bytes, 0);
  const transferNs = (bytes * NS_PER_S) / (disk.mbytesPerSecond.value * BYTES_PER_MB);
  return access === "random" ? disk.positionNs.value + transferNs : transferNs;
}

/**
 * Random operations per second of all channels together, no more than the bytes allow.
 * @throws RangeError for a size that is not above 0
 */
export function diskIops(disk: DiskDevice, bytes: number): number {
  requireAbove0("bytes", bytes);
  const byTime = (disk.channels.value * NS_PER_S) / diskServiceNs(disk, bytes, "random");
  return Math.min(byTime, (disk.mbytesPerSecond.value * BYTES_PER_MB) / bytes);
}
