/** Refusals and warnings of PowerVM: pools, memory sharing, live moves, releases, models without IBM i, affinity. */
import { type Fact, type Facts, numberOf } from "../fact.ts";
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { ruleOf, unsupported } from "./evidence.ts";
import { unitsOf } from "./lpar-generation.ts";
import { powerModel } from "./machines.ts";
import { COMPATIBILITY_MODES, type CompatibilityMode, type PowervmSettings } from "./powervm-settings.ts";
import { POWERVM_RULES } from "./powervm-statements.ts";
import { isBefore, releaseNumber } from "./release.ts";

type VmSite = Site<PowervmSettings>;

const rule = (id: string) => ruleOf({ rules: POWERVM_RULES }, id);
const age = (mode: CompatibilityMode): number => COMPATIBILITY_MODES.indexOf(mode);

/** The pool's own rules: how many there are, that the first is fixed, that a maximum is whole and above the reserve. */
function poolMisfits(facts: Facts, settings: PowervmSettings): readonly Misfit[] {
  const found: Misfit[] = [];
  const bound = numberOf(facts, "sharedProcessorPools");
  const value = Math.max(settings.pools, settings.poolId + 1);
  if (value > bound) {
    found.push({ code: "over-limit", scope: "machine", resource: "pools", value, bound, ...rule("PV-05") });
  }
  const most = settings.poolMaxCores;
  if (settings.poolId === 0) {
    if (most === undefined && settings.poolReservedUnits === 0) return found;
    const told = { what: "pool-setting", value: "pool 0", needs: "a pool from 1 to 63" };
    return [...found, unsupported(rule("PV-05"), told)];
  }
  if (most === undefined) {
    const told = { what: "pool-setting", value: `pool ${settings.poolId} without a maximum`, needs: "whole cores" };
    return [...found, unsupported(rule("PV-04"), told)];
  }
  if (!Number.isInteger(most)) {
    const allowed = [Math.floor(most), Math.ceil(most)];
    found.push({ code: "off-grid", resource: "poolMaxCores", value: most, allowed, ...rule("PV-04") });
  }
  if (settings.poolReservedUnits >= most) {
    const asked = { needs: settings.poolReservedUnits, has: most };
    found.push({ code: "over-capacity", resource: "entitledCores", ...asked, ...rule("PV-04") });
  }
  return found;
}

/** Settings that the generation or each other rules out. @param own newest mode of this generation */
export function machineMisfits(facts: Facts, own: CompatibilityMode, site: VmSite): readonly Misfit[] {
  const { settings } = site;
  const found = [...poolMisfits(facts, settings)];
  if (age(settings.compatibilityMode) > age(own)) {
    const told = { what: "processor-mode", value: settings.compatibilityMode, needs: `${own} or older` };
    found.push(unsupported(rule("PV-12"), told));
  }
  if (settings.sharedMemory && (settings.io === "dedicated" || settings.processorMode === "dedicated")) {
    const value = settings.io === "dedicated" ? "dedicated adapters" : "dedicated processors";
    found.push(
      unsupported(rule("PV-13"), { what: "shared-memory", value, needs: "virtual I/O and shared processors" }),
    );
  }
  return found;
}

/** Why a partition that must move while it runs could not. */
function mobilityMisfits(spec: PartitionSpec, site: VmSite, lmbMiB: number): readonly Misfit[] {
  if (!spec.needs.includes("live-migration")) return [];
  const { settings } = site;
  const refused = (id: string, value: string, needs: string): Misfit =>
    unsupported(rule(id), { what: "live-migration", value, needs });
  const { peerLmbMiB, peerMode } = settings;
  return [
    ...(settings.io === "dedicated" || spec.needs.includes("passthrough-device")
      ? [refused("PV-08", spec.id, "virtual adapters only")]
      : []),
    ...(peerLmbMiB !== undefined && peerLmbMiB !== lmbMiB
      ? [refused("PV-09", `${lmbMiB} and ${peerLmbMiB} MiB`, "one LMB size on both sides")]
      : []),
    ...(settings.commonStorageAndVlans ? [] : [refused("PV-10", spec.id, "common storage and VLANs")]),
    ...(settings.viosCount === 0 ? [refused("PV-11", spec.id, "a VIOS mover on each side")] : []),
    ...(peerMode !== undefined && age(settings.compatibilityMode) > age(peerMode)
      ? [refused("PV-12", settings.compatibilityMode, `${peerMode} or older`)]
      : []),
  ];
}

/** A release before the first that runs here. */
function releaseMisfits(facts: Facts, spec: PartitionSpec): readonly Misfit[] {
  const { family, version } = spec.os;
  const key = family === "aix" ? "os.aixFirst" : family === "ibm-i" ? "os.ibmIFirst" : undefined;
  if (key === undefined) return [];
  const first = (facts[key] as Fact<string>).value;
  if (!isBefore(version, first)) return [];
  const value = `${family} ${version}`;
  return [unsupported(rule("os.release"), { what: "guest-version", value, needs: `${first} or later` })];
}

/** Refusals of one partition. @param lmbMiB block size of this server */
export function partitionMisfits(facts: Facts, spec: PartitionSpec, site: VmSite, lmbMiB: number): readonly Misfit[] {
  const found = [...mobilityMisfits(spec, site, lmbMiB), ...releaseMisfits(facts, spec)];
  const { settings, machine } = site;
  if (settings.io === "virtual" && settings.viosCount === 0 && spec.disks + spec.nics > 0) {
    const told = { what: "virtual-io", value: spec.id, needs: "a VIOS, or adapters of its own" };
    found.push(unsupported(rule("io.vios"), told));
  }
  if (spec.os.family === "ibm-i" && powerModel(machine.model)?.noIbmI?.value === true) {
    const told = { what: "guest-os", value: "ibm-i", needs: "a model that runs IBM i" };
    found.push(unsupported(rule("PV-14"), told));
  }
  return found;
}

/** Partitions wider than a socket, releases nobody stated, memory sharing on machines that may not know it. */
export function cautions(site: VmSite, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const { machine, settings } = site;
  const wide = specs.flatMap((spec): readonly Misfit[] => {
    const measured = [
      { resource: "entitledCores", value: unitsOf(spec), bound: machine.cores / machine.sockets },
      { resource: "memoryMiB", value: spec.memoryMiB, bound: machine.memoryMiB / machine.sockets },
    ];
    return measured.flatMap((one): readonly Misfit[] =>
      one.value > one.bound ? [{ code: "over-limit", scope: "partition", ...one, ...rule("affinity.socket") }] : [],
    );
  });
  const unstated = specs.flatMap((spec): readonly Misfit[] => {
    const matters = spec.os.family === "aix" || spec.os.family === "ibm-i";
    if (!matters || releaseNumber(spec.os.version) !== undefined) return [];
    const needs = "a stated release: AIX 7.2, IBM i 7.3";
    return [unsupported(rule("os.unstated"), { what: "guest-version", value: spec.id, needs })];
  });
  const told = { what: "shared-memory", value: site.machine.model, needs: "a check with IBM" };
  return [...wide, ...unstated, ...(settings.sharedMemory ? [unsupported(rule("ams.support"), told)] : [])];
}
