/**
 * A hosting partition, POWER's Virtual I/O Server: it owns adapters and disks, partitions are its clients. Unlike on the other
 * paths its cycles are the whole cost of driver and adapter, which a client no longer has. Network: two seen rules (one
 * 1.65 GHz processor for a saturated gigabit at MTU 1500, half of one at 9000) solved for cycles per packet and per byte:
 * 81,274 packets and 117.7e6 bytes cost 1.65e9 cycles, 13,830 packets and 123.8e6 bytes half of that. Check, not used: a
 * request and its answer of 64 bytes cost 23,022 cycles (recalled), here 26,071. Disk: the table by size.
 */
import { assumed, derived, fact, recalled, seen } from "../../fact.ts";
import { noCycles, packets } from "./party.ts";
import type { IoPath, PartyCycles, SizeRow } from "./path.ts";

const KIB = 1024;
const SEA = derived("P9: 1.0 and 0.5 of 1.65 GHz per saturated gigabit at MTU 1500 and 9000, two equations");
const STREAM = packets(12_700, 5.24, SEA);

/** Clock that the sizing tables are stated at. */
export const SERVER_REFERENCE_MHZ = fact(1650, "MHz", seen("P9"));

const bySizeKiB = (figures: readonly number[], row: (figure: number) => SizeRow["figure"]): readonly SizeRow[] =>
  [4, 8, 32, 64, 128].map((sizeKiB, i) => ({ bytes: sizeKiB * KIB, figure: row(figures[i] ?? Number.NaN) }));

const cycles = (figures: readonly number[]) =>
  bySizeKiB(figures, (figure) => fact(figure, "cycles per operation", recalled("fairly"), "method seen (P10)"));
const latency = (figures: readonly number[]) =>
  bySizeKiB(figures, (figure) => fact(figure, "ns", seen("P11"), "server with processors of its own"));

const CLIENT: PartyCycles = noCycles(seen("P10"));
const TRANSFER = assumed("the hypervisor copies between partitions; field advice calls it small");
const HYPERVISOR: PartyCycles = {
  disk: noCycles(seen("P10")).disk,
  transmit: packets(1500, 0.3, TRANSFER),
  receive: packets(1500, 0.3, TRANSFER),
};
const NETWORK_LATENCY = fact(50_000, "ns", assumed("bridge and copy, the server runs at once"));

/** Whole disks of the server as disks of its clients. */
export const HOSTING_PHYSICAL: IoPath = {
  id: "hosting-physical",
  title: "hosting partition, physical disks",
  guest: CLIENT,
  service: {
    disk: cycles([45_000, 47_000, 58_000, 81_000, 120_000]),
    transmit: STREAM,
    receive: STREAM,
  },
  hypervisor: HYPERVISOR,
  diskLatencyNs: latency([32_000, 33_000, 33_000, 40_000, 61_000]),
  networkLatencyNs: NETWORK_LATENCY,
};

/** Logical volumes of the server as disks of its clients. */
export const HOSTING_VOLUME: IoPath = {
  id: "hosting-volume",
  title: "hosting partition, logical volumes",
  guest: CLIENT,
  service: {
    disk: cycles([49_000, 51_000, 59_000, 74_000, 105_000]),
    transmit: STREAM,
    receive: STREAM,
  },
  hypervisor: HYPERVISOR,
  diskLatencyNs: latency([35_000, 36_000, 34_000, 40_000, 63_000]),
  networkLatencyNs: NETWORK_LATENCY,
};
