/**
 * An I/O path: who spends how many cycles on a disk operation and on a packet, beyond a bare machine, and what time it adds.
 * Cycles scale with the clock alone. Costs of a disk operation follow a table by size, on straight lines between its rows;
 * beyond the last row the last slope goes on. Left out: batching that grows with load, cache effects between partitions.
 */
import type { Fact } from "../../fact.ts";
import { cyclesToNs } from "../clock.ts";
import { type IoCost, type IoRequest, checkRequest } from "./request.ts";

/** A figure for operations of this size. */
export interface SizeRow {
  readonly bytes: number;
  readonly figure: Fact<number>;
}

/** Extra cycles of one party for I/O; all ≥ 0. */
export interface PartyCycles {
  /** Per disk operation, by size; at least one row, sizes rising. */
  readonly disk: readonly SizeRow[];
  readonly transmit: PacketCycles;
  readonly receive: PacketCycles;
}

/** Cycles of network traffic: per packet and per byte of payload. */
export interface PacketCycles {
  readonly perPacket: Fact<number>;
  readonly perByte: Fact<number>;
}

/** A path from a guest to its devices. */
export interface IoPath {
  readonly id: string;
  readonly title: string;
  readonly guest: PartyCycles;
  /** The service partition or host process; "none" where the path has no such party. */
  readonly service: PartyCycles | "none";
  readonly hypervisor: PartyCycles;
  /** Time added to an operation by size, and to a transfer; ns, not scaled by clock. */
  readonly diskLatencyNs: readonly SizeRow[];
  readonly networkLatencyNs: Fact<number>;
}

/**
 * What one request costs on a path.
 * @param clockMhz clock of the cores that spend the cycles, > 0; the same for all parties
 * @returns ns ≥ 0, finite
 * @throws RangeError for a negative size, broken packets or a clock that is not above 0
 */
export function ioCost(path: IoPath, request: IoRequest, clockMhz: number): IoCost {
  checkRequest(request);
  return {
    guestNs: cyclesToNs(cyclesOf(path.guest, request), clockMhz),
    serviceNs: path.service === "none" ? 0 : cyclesToNs(cyclesOf(path.service, request), clockMhz),
    hypervisorNs: cyclesToNs(cyclesOf(path.hypervisor, request), clockMhz),
    addedLatencyNs:
      request.kind === "network" ? path.networkLatencyNs.value : figureAt(path.diskLatencyNs, request.bytes),
  };
}

function cyclesOf(party: PartyCycles, request: IoRequest): number {
  if (request.kind === "network") {
    const { perPacket, perByte } = party[request.direction];
    return request.packets * perPacket.value + request.bytes * perByte.value;
  }
  return figureAt(party.disk, request.bytes);
}

/**
 * A table's figure at a size, on straight lines between its rows; flat before the first, the last slope beyond the last.
 * @throws RangeError for a table without rows
 */
export function figureAt(rows: readonly SizeRow[], bytes: number): number {
  let from = rows[0];
  if (from === undefined) throw new RangeError("rows are 0: a table of costs must have at least 1");
  if (bytes <= from.bytes) return from.figure.value;
  let value = from.figure.value;
  for (let i = 1; i < rows.length; i++) {
    const to = rows[i];
    if (to === undefined) break;
    const slope = (to.figure.value - from.figure.value) / (to.bytes - from.bytes);
    value = from.figure.value + slope * (bytes - from.bytes);
    if (bytes <= to.bytes) break;
    from = to;
  }
  return Math.max(0, value);
}
