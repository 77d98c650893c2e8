/**
 * A guest's behaviour turned into the plain numbers of one host: CPU scaled by the clock, traps by technique, I/O by path
 * and device, memory in pages, locks as rates.
 */
import {
  type Behaviour,
  type GuestLoad,
  GUEST_QUANTUM_NS,
  type IoStep,
  hotLockRequestsPerSecond,
} from "#models/hypervisor/guest/index.ts";
import type { Distribution } from "#models/hypervisor/distribution.ts";
import type { GuestLocks, GuestMemoryUse } from "#models/hypervisor/host/index.ts";
import {
  type DiskDevice,
  type IoRequest,
  type NicDevice,
  diskServiceNs,
  ioCost,
  wireNs,
} from "#models/hypervisor/io/index.ts";
import { trapOverhead } from "#models/hypervisor/traps/index.ts";
import type { CostModel, Site } from "#models/partitioning/index.ts";
import type { SimulatedGuest } from "../contract/index.ts";

/** Size of a page of every host here, and pages in a MiB. */
export const PAGE_BYTES = 4096;
export const PAGES_PER_MIB = 256;
const NS_PER_MS = 1e6;
const NS_PER_SECOND = 1e9;
/** Work of a measured trace comes in pieces of this CPU time: the length is nobody's measurement, the sum is. */
export const TRACE_PIECE_NS = 5e6;

/** Devices of a host, in this order. */
export const DISK = 0;
export const NIC = 1;

export interface LoadPlace {
  readonly costs: CostModel;
  readonly mode: string;
  readonly site: Site;
  readonly coreMhz: number;
  readonly disk: DiskDevice;
  /** Disks that I/O is spread over. */
  readonly disks: number;
  readonly nic: NicDevice;
}

type Guest = Omit<SimulatedGuest, "guests">;

function cpuOf(guest: Guest, behaviour: Behaviour, coreMhz: number): Distribution {
  if (guest.load?.kind === "trace") return { kind: "constant", value: TRACE_PIECE_NS };
  const stated = guest.tuning.cpuPerRequestMs;
  const mean =
    stated === undefined
      ? (behaviour.cpuPerRequestNs.value * behaviour.referenceMhz.value) / coreMhz
      : stated * NS_PER_MS;
  switch (behaviour.cpuKind.value) {
    case "constant":
      return { kind: "constant", value: mean };
    case "exponential":
      return { kind: "exponential", mean };
    case "hyperexponential":
      return { kind: "hyperexponential", mean, scv: behaviour.cpuScv.value };
  }
}

function arrivalsOf(guest: Guest, behaviour: Behaviour): GuestLoad["arrivals"] {
  const { load } = guest;
  if (load === undefined) {
    const own = behaviour.arrivals.value;
    return own.kind === "saturated" ? { kind: "saturated", threads: guest.vcpus } : own;
  }
  switch (load.kind) {
    case "saturated":
    case "open":
      return load;
    case "closed":
      return { kind: "closed", clients: load.clients, thinkNs: load.thinkMs * NS_PER_MS };
    case "trace":
      return { kind: "trace", slotNs: load.slotSeconds * NS_PER_SECOND, cpuRatio: load.cpuRatio };
  }
}

function stepOf(place: LoadPlace, request: IoRequest, on: { device: number; deviceNs: number }): IoStep {
  const cost = ioCost(place.costs.io(place.mode), request, place.coreMhz);
  return {
    ...on,
    latencyNs: cost.addedLatencyNs,
    // The hypervisor works where the guest asked it to: on the guest's own time.
    guestNs: cost.guestNs + cost.hypervisorNs,
    serviceNs: cost.serviceNs,
  };
}

function diskOf(guest: Guest, { io }: Behaviour, place: LoadPlace) {
  const operations = guest.tuning.diskOperationsPerRequest ?? io.diskReads.value + io.diskWrites.value;
  const own = io.diskReads.value + io.diskWrites.value;
  const bytes =
    guest.tuning.diskBytesPerOperation ??
    (own > 0 ? (io.diskReadBytes.value + io.diskWriteBytes.value) / own : PAGE_BYTES);
  const operation = io.diskReads.value >= io.diskWrites.value ? "read" : "write";
  const deviceNs = diskServiceNs(place.disk, bytes, "random");
  return { operations, step: stepOf(place, { kind: "disk", operation, bytes }, { device: DISK, deviceNs }) };
}

function networkOf({ io }: Behaviour, place: LoadPlace): Pick<GuestLoad, "receive" | "send"> {
  const whole = (packets: number) => Math.ceil(packets);
  const receive = stepOf(
    place,
    { kind: "network", direction: "receive", packets: whole(io.packetsIn.value), bytes: io.bytesIn.value },
    { device: -1, deviceNs: 0 },
  );
  const send = stepOf(
    place,
    { kind: "network", direction: "transmit", packets: whole(io.packetsOut.value), bytes: io.bytesOut.value },
    {
      device: NIC,
      deviceNs: wireNs(
        { packets: whole(io.packetsOut.value), bytes: io.bytesOut.value },
        place.nic.mbitPerSecond.value,
      ),
    },
  );
  return {
    ...(io.packetsIn.value > 0 ? { receive } : {}),
    ...(io.packetsOut.value > 0 ? { send } : {}),
  };
}

/** The load of one guest of this name on this host. */
export function loadOf(name: string, guest: Guest, behaviour: Behaviour, place: LoadPlace): GuestLoad {
  const clocks = { ratesMhz: behaviour.referenceMhz.value, clockMhz: place.coreMhz };
  const isTrace = guest.load?.kind === "trace";
  const disk = diskOf(guest, behaviour, place);
  const arrivals = arrivalsOf(guest, behaviour);
  const threads = arrivals.kind === "saturated" ? arrivals.threads : 0;
  return {
    name,
    arrivals,
    cpu: cpuOf(guest, behaviour, place.coreMhz),
    overheadRatio:
      guest.load?.kind === "trace" && guest.load.includesCosts
        ? 0
        : trapOverhead(place.costs.traps(place.mode, place.site), behaviour.rates, clocks).totalRatio,
    // A trace measures CPU; what I/O came with it nobody wrote down.
    diskOperations: isTrace ? 0 : disk.operations,
    disk: disk.step,
    ...(isTrace ? {} : networkOf(behaviour, place)),
    quantumNs: arrivals.kind === "saturated" && threads <= guest.vcpus ? Number.POSITIVE_INFINITY : GUEST_QUANTUM_NS,
  };
}

/** How the guest uses memory, in pages. */
export function memoryUseOf(guest: Guest, { memory }: Behaviour, shares: number): GuestMemoryUse {
  const configuredPages = Math.floor(guest.memoryMiB * PAGES_PER_MIB);
  const part = (ratio: number) => Math.floor(configuredPages * ratio);
  const workingSetRatio = guest.tuning.workingSetRatio ?? memory.workingSetRatio.value;
  return {
    configuredPages,
    minimumPages: 0,
    shares,
    touchedPages: part(Math.max(workingSetRatio, memory.touchedRatio.value)),
    workingSetPages: part(workingSetRatio),
    sharablePages: 0,
    referencesPerCpuSecond: memory.pageReferencesPerCpuSecond.value,
  };
}

/** The kernel's hot lock as rates. */
export function locksOf({ locks }: Behaviour): GuestLocks {
  const profile = {
    lockShareRatio: locks.lockShareRatio.value,
    holdNs: locks.holdNs.value,
    hotLockRatio: locks.hotLockRatio.value,
  };
  return {
    holdRatio: profile.lockShareRatio * profile.hotLockRatio,
    asksPerCpuSecond: hotLockRequestsPerSecond(profile),
  };
}
