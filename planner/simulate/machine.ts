/** The machine a simulation runs on: a host type of the catalogue, or figures the user gives. */
import type { Machine } from "#models/partitioning/index.ts";
import type { PlanContext } from "../context.ts";
import { type HostPower, type HostType, InvalidInput, type SimulationRequest } from "../contract/index.ts";
import { wattsAt } from "../energy/index.ts";
import { nearestName } from "../contract/nearest-name.ts";
import { hostTitle, machineOf } from "../size/index.ts";

export interface SimulatedMachine {
  readonly machine: Machine;
  readonly title: string;
  readonly year: number;
  /** Watts at a load of 0 … 1; absent where nobody knows. */
  readonly drawW?: (loadRatio: number) => number;
  readonly hostType?: HostType;
}

const STATED = "stated by the user";

function ofFigures(host: Exclude<SimulationRequest["host"], string>): SimulatedMachine {
  const cores = host.sockets * host.coresPerSocket;
  const power: HostPower | undefined =
    host.idleW === undefined || host.maxW === undefined
      ? undefined
      : { kind: "two-ends", idleW: { value: host.idleW, source: STATED }, maxW: { value: host.maxW, source: STATED } };
  return {
    title: `${cores} ${cores === 1 ? "core" : "cores"} at ${host.coreMhz} MHz`,
    year: host.year,
    machine: {
      kind: "server",
      name: "host",
      model: "host",
      architecture: "x86-64",
      cpuVendor: "",
      sockets: host.sockets,
      cores,
      threads: cores * host.threadsPerCore,
      coreMhz: host.coreMhz,
      memoryMiB: host.memoryMiB,
      features: [],
      blocks: [],
      ioSlots: 0,
    },
    ...(power === undefined ? {} : { drawW: (load: number) => wattsAt(power, load, host.year) }),
  };
}

/** @throws InvalidInput for an unknown host type, or watts that fall as load rises */
export function simulatedMachine(request: SimulationRequest, context: PlanContext): SimulatedMachine {
  const { host } = request;
  if (typeof host !== "string") {
    if ((host.idleW ?? 0) > (host.maxW ?? Number.POSITIVE_INFINITY)) {
      const detail = `maxW ${host.maxW}: must be at least idleW, ${host.idleW}`;
      throw new InvalidInput([{ pointer: "/host/maxW", code: "invalid", detail }]);
    }
    return ofFigures(host);
  }
  const hostType = context.hostTypes.find(({ id }) => id === host);
  if (hostType === undefined) {
    const near = nearestName(
      host,
      context.hostTypes.map(({ id }) => id),
    );
    const detail = `no host type "${host}"${near === undefined ? "" : `; did you mean "${near}"?`}`;
    throw new InvalidInput([{ pointer: "/host", code: "unknown-host-type", detail }]);
  }
  return {
    hostType,
    title: hostTitle(hostType),
    year: hostType.year,
    machine: machineOf(hostType, undefined),
    drawW: (load) => wattsAt(hostType.power, load, hostType.year),
  };
}
