/** What a guest's software asks for, in CPUs on average over a run: known for open loads, bounded for closed ones. */
import { meanOf } from "../distribution.ts";
import type { GuestLoad } from "../guest/load.ts";

const NS_PER_SECOND = 1e9;

/** CPU of one request without and with the platform's costs, ns. */
export function requestCpuNs(load: GuestLoad): { readonly nativeNs: number; readonly heldNs: number } {
  const nativeNs = meanOf(load.cpu);
  const io = load.diskOperations * load.disk.guestNs + (load.receive?.guestNs ?? 0) + (load.send?.guestNs ?? 0);
  return { nativeNs, heldNs: nativeNs * (1 + load.overheadRatio) + io };
}

/** Mean of a trace over a run of this length, from its start, round and round. */
function traceMean(
  arrivals: { readonly slotNs: number; readonly cpuRatio: readonly number[] },
  durationNs: number,
): number {
  const slots = durationNs / arrivals.slotNs;
  let sum = 0;
  for (let slot = 0; slot < slots; slot++)
    sum += (arrivals.cpuRatio[slot % arrivals.cpuRatio.length] ?? 0) * Math.min(1, slots - slot);
  return slots > 0 ? sum / slots : 0;
}

/**
 * CPUs of native work asked for on average; undefined for clients that wait for answers, who ask for what they get.
 * Never above the vCPUs for software that never stops; open loads may ask for more than the guest has.
 */
export function askedCpus(load: GuestLoad, vcpus: number, durationNs: number): number | undefined {
  switch (load.arrivals.kind) {
    case "saturated":
      return Math.min(load.arrivals.threads, vcpus);
    case "open":
      return (load.arrivals.perSecond * meanOf(load.cpu)) / NS_PER_SECOND;
    case "trace":
      return traceMean(load.arrivals, durationNs) * vcpus;
    case "closed":
      return undefined;
  }
}

/** Requests per second of a guest that is alone on its host; 0 for software that never stops. */
function requestsPerSecond(load: GuestLoad, vcpus: number, durationNs: number): number {
  const { nativeNs, heldNs } = requestCpuNs(load);
  switch (load.arrivals.kind) {
    case "saturated":
      return 0;
    case "open":
      return load.arrivals.perSecond;
    case "trace":
      return nativeNs > 0 ? (traceMean(load.arrivals, durationNs) * vcpus * NS_PER_SECOND) / nativeNs : 0;
    case "closed":
      return (load.arrivals.clients * NS_PER_SECOND) / (load.arrivals.thinkNs + heldNs);
  }
}

/** CPUs of the service partition that one guest's I/O asks for while the guest is alone. */
export function serviceCpus(load: GuestLoad, vcpus: number, durationNs: number): number {
  const perRequestNs =
    load.diskOperations * load.disk.serviceNs + (load.receive?.serviceNs ?? 0) + (load.send?.serviceNs ?? 0);
  return (requestsPerSecond(load, vcpus, durationNs) * perRequestNs) / NS_PER_SECOND;
}

/** CPUs the guest would hold if it were alone, the platform's costs included, 0 … vCPUs: the demand of the fluid problem. */
export function demandCpus(load: GuestLoad, vcpus: number, durationNs: number): number {
  const { nativeNs, heldNs } = requestCpuNs(load);
  if (load.arrivals.kind === "closed") {
    const cycleNs = load.arrivals.thinkNs + heldNs;
    return cycleNs > 0 ? Math.min(vcpus, (load.arrivals.clients * heldNs) / cycleNs) : vcpus;
  }
  const asked = askedCpus(load, vcpus, durationNs) ?? 0;
  if (load.arrivals.kind === "saturated") return asked;
  return Math.min(vcpus, nativeNs > 0 ? (asked * heldNs) / nativeNs : 0);
}
