/** Short forms for the tables of a path: parties that pay nothing, the same for every size, a figure split among parties. */
import { type Fact, type Source, fact } from "../../fact.ts";
import type { PacketCycles, PartyCycles, SizeRow } from "./path.ts";

const SMALLEST_OPERATION = 0;

/** A disk operation costs the same at any size. */
export function anySize(cycles: number, source: Source, note?: string): readonly SizeRow[] {
  return [{ bytes: SMALLEST_OPERATION, figure: fact(cycles, "cycles per operation", source, note) }];
}

/** Cycles per packet and per byte from one source. */
export function packets(perPacket: number, perByte: number, source: Source): PacketCycles {
  return {
    perPacket: fact(perPacket, "cycles per packet", source),
    perByte: fact(perByte, "cycles per byte", source),
  };
}

/** A party that the path costs nothing, and why. */
export function noCycles(source: Source): PartyCycles {
  return { disk: anySize(0, source), transmit: packets(0, 0, source), receive: packets(0, 0, source) };
}

/** Added time of a disk operation, the same at any size. */
export function anyLatency(ns: Fact<number>): readonly SizeRow[] {
  return [{ bytes: SMALLEST_OPERATION, figure: ns }];
}
