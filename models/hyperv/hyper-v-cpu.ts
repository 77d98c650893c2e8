/**
 * CPU of Hyper-V machines: a reserve and a maximum in percent of the machine's own virtual CPUs, and a scheduler that
 * gives whole cores to one machine at a time. Reserves are counted in logical processors; under the core scheduler a
 * machine's reserve is rounded up to whole cores, since the other thread of a core cannot serve somebody else meanwhile.
 */
import { type Machine, type PartitionWants, type Site, cpusOf, percentOf } from "../partitioning/index.ts";
import type { HyperVSettings } from "./hyper-v-settings.ts";

type Wants = Pick<PartitionWants, "vcpus" | "cpuReservedMhz">;

/** Tolerance that keeps 50.000000001 from becoming 51 percent. */
const EPSILON = 1e-9;

const threadsPerCore = (machine: Machine): number => machine.threads / machine.cores;

/** MHz of one logical processor: the threads of a core share it evenly. */
export const logicalMhz = (machine: Machine): number => machine.coreMhz / threadsPerCore(machine);

/** Does a core serve one machine at a time? Without hyper-threads the core scheduler behaves as the classic one. */
const givesWholeCores = (site: Site<HyperVSettings>): boolean =>
  site.settings.scheduler === "core" && threadsPerCore(site.machine) > 1;

/** Cores one machine holds while all its virtual CPUs run. */
export function coresWhenRunning(vcpus: number, site: Site<HyperVSettings>): number {
  const perCore = threadsPerCore(site.machine);
  if (!givesWholeCores(site)) return vcpus / perCore;
  return site.settings.guestSmt ? Math.ceil(vcpus / perCore) : vcpus;
}

/** Reserve of one machine in whole percent of its virtual CPUs; above 100 where its guaranteed MHz need more of them. */
export function reservePercent(wants: Wants, site: Site<HyperVSettings>): number {
  const counts = { vcpus: wants.vcpus, hostCpus: site.machine.threads };
  const wanted = percentOf(wants.cpuReservedMhz / logicalMhz(site.machine), "pctOfVmVcpus", counts).percent;
  return Math.max(site.settings.reservePercent, Math.ceil(wanted - EPSILON));
}

/** Logical processors that one machine's reserve takes from the host, whole cores under the core scheduler. */
export function reservedLogical(wants: Wants, site: Site<HyperVSettings>): number {
  const { machine, settings } = site;
  const counts = { vcpus: wants.vcpus, hostCpus: machine.threads };
  const logical = cpusOf({ kind: "pctOfVmVcpus", percent: reservePercent(wants, site) }, counts);
  if (!givesWholeCores(site)) return logical;
  const perCore = threadsPerCore(machine);
  const cores = settings.guestSmt ? logical / perCore : logical;
  return Math.max(0, Math.ceil(cores - EPSILON)) * perCore;
}

/** CPUs that the maximum leaves one machine; undefined where it bounds nothing. */
export function maximumCpus(vcpus: number, site: Site<HyperVSettings>): number | undefined {
  const whole = 100;
  const percent = site.settings.maximumPercent;
  if (percent >= whole) return undefined;
  return cpusOf({ kind: "pctOfVmVcpus", percent }, { vcpus, hostCpus: site.machine.threads });
}

/** Virtual CPUs that fill whole cores, or undefined where this count does. */
export function evenVcpus(vcpus: number, site: Site<HyperVSettings>): number | undefined {
  const perCore = threadsPerCore(site.machine);
  if (!givesWholeCores(site) || !site.settings.guestSmt || vcpus % perCore === 0) return undefined;
  return Math.ceil(vcpus / perCore) * perCore;
}
