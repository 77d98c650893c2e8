/** Ethernet and TCP/IP by arithmetic: how many packets carry a payload, and how fast a wire carries them. */
import { type Fact, fact, recalled } from "../../fact.ts";
import { requireAbove0, requireAtLeast } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";

/** Bytes on the wire beside the packet: preamble 8, header 14, check 4, gap 12. */
export const FRAMING_BYTES: Fact<number> = fact(38, "bytes per packet", recalled("sure"));
/** Headers inside the packet: IP 20, TCP 20, time stamp 12. */
export const HEADER_BYTES: Fact<number> = fact(52, "bytes per packet", recalled("sure"), "40 without time stamps");
/** Common sizes of the largest packet. */
export const MTU_BYTES = {
  standard: fact(1500, "bytes", recalled("sure")),
  jumbo: fact(9000, "bytes", recalled("sure")),
} as const;
const BITS_PER_BYTE = 8;
const BITS_PER_MBIT = 1e6;

/** Payload of a full packet. @throws RangeError for an MTU that has no room for any */
export function payloadBytes(mtuBytes: number): number {
  requireAtLeast("mtuBytes", mtuBytes, HEADER_BYTES.value + 1);
  return mtuBytes - HEADER_BYTES.value;
}

/** Packets that carry `bytes` of payload; at least one for anything above 0. @throws RangeError as {@link payloadBytes} */
export function packetsFor(bytes: number, mtuBytes: number): number {
  requireAtLeast("bytes", bytes, 0);
  return Math.ceil(bytes / payloadBytes(mtuBytes));
}

/** Full packets per second on a saturated wire, one direction. @throws RangeError for a rate that is not above 0 */
export function packetsPerSecond(mbitPerSecond: number, mtuBytes: number): number {
  requireAbove0("mbitPerSecond", mbitPerSecond);
  payloadBytes(mtuBytes);
  return (mbitPerSecond * BITS_PER_MBIT) / (BITS_PER_BYTE * (mtuBytes + FRAMING_BYTES.value));
}

/** Time that a transfer occupies the wire, ns. @throws RangeError for a rate that is not above 0 or negative counts */
export function wireNs(transfer: { packets: number; bytes: number }, mbitPerSecond: number): number {
  requireAbove0("mbitPerSecond", mbitPerSecond);
  requireAtLeast("transfer.packets", transfer.packets, 0);
  requireAtLeast("transfer.bytes", transfer.bytes, 0);
  const onWire = transfer.bytes + transfer.packets * (HEADER_BYTES.value + FRAMING_BYTES.value);
  return (onWire * BITS_PER_BYTE * NS_PER_S) / (mbitPerSecond * BITS_PER_MBIT);
}
