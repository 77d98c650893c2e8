/** One disk or network operation as the cost models see it, and what a path makes of it. */
import { requireAtLeast, requireWhole } from "../bounds.ts";

/** A disk operation, or a transfer over a network of one direction. */
export type IoRequest =
  | { readonly kind: "disk"; readonly operation: "read" | "write"; readonly bytes: number }
  | {
      readonly kind: "network";
      readonly direction: "transmit" | "receive";
      /** Packets of the transfer; {@link packetsFor} counts those of a full stream. */
      readonly packets: number;
      /** Payload of all packets. */
      readonly bytes: number;
    };

/** CPU time of one request beyond what the same system spends on a bare machine, by who pays, and the time it adds. */
export interface IoCost {
  /** On the guest's own virtual CPU. */
  readonly guestNs: number;
  /** In the service partition or the host process that does the I/O. */
  readonly serviceNs: number;
  /** In the hypervisor, on the CPU where it happens. */
  readonly hypervisorNs: number;
  /** Added to the device's own time when nobody has to be waited for. */
  readonly addedLatencyNs: number;
}

/** @throws RangeError naming field, value and bound */
export function checkRequest(request: IoRequest): void {
  requireAtLeast("request.bytes", request.bytes, 0);
  if (request.kind === "network") requireWhole("request.packets", request.packets, 0);
}
