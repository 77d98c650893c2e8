/** Refusals and warnings that POWER5 alone states: licence, managers, service partitions, releases, online changes. */
import type { Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { unsupported, ruleOf } from "./evidence.ts";
import { power5Services, type Power5Settings, hasIoHost, viosLoad } from "./power5-settings.ts";
import { POWER5_CPU_FACTS as CPU } from "./power5-cpu-facts.ts";
import { POWER5_MEMORY_FACTS as MEMORY } from "./power5-memory-facts.ts";
import { POWER5_RULES } from "./power5-statements.ts";
import { isAfter, isBefore, isRhel3, isSles9, releaseNumber } from "./release.ts";

type P5Site = Site<Power5Settings>;

const PERCENT = 100;
const rule = (id: string) => ruleOf({ rules: POWER5_RULES }, id);

/** Settings that contradict the machine's software or each other. */
export function machineMisfits(site: P5Site): readonly Misfit[] {
  const { settings } = site;
  const found: Misfit[] = [];
  const shares = settings.processorMode !== "dedicated" || settings.ioHost === "vios";
  if (!settings.apvFeature && shares) {
    const value = settings.processorMode === "dedicated" ? "a VIOS" : "micro-partitions";
    found.push(unsupported(rule("P5-08"), { what: "licence", value, needs: "the APV feature" }));
  }
  if (settings.onlineChanges.includes("processor-mode")) {
    const told = {
      what: "online-change",
      value: "dedicated to shared processors",
      needs: "a restart of the partition",
    };
    found.push(unsupported(rule("P5-14"), told));
  }
  return [...found, ...managerMisfits(settings)];
}

/** IVM is itself a VIOS and owns every adapter; the Virtual Partition Manager is part of i5/OS. */
function managerMisfits(settings: Power5Settings): readonly Misfit[] {
  const told = { what: "manager", value: `${settings.manager} with ${settings.ioHost}` };
  if (settings.manager === "ivm" && (settings.ioHost !== "vios" || settings.io === "dedicated")) {
    return [unsupported(rule("P5-16"), { ...told, needs: "a VIOS that owns all adapters" })];
  }
  if (settings.manager === "vpm" && settings.ioHost !== "i5-os") {
    return [unsupported(rule("P5-16"), { ...told, needs: "an i5/OS partition that hosts" })];
  }
  return [];
}

/** Releases that do not run here, or not in this mode. */
function releaseMisfits(spec: PartitionSpec, settings: Power5Settings): readonly Misfit[] {
  const { family, version } = spec.os;
  const value = `${family} ${version ?? ""}`;
  if (family === "ibm-i") {
    if (isBefore(version, MEMORY["os.ibmIFirst"].value)) {
      return [unsupported(rule("P5-17"), { what: "guest-version", value, needs: "i5/OS V5R3" })];
    }
    if (!isAfter(version, MEMORY["os.ibmILast"].value)) return [];
    return [unsupported(rule("os.release"), { what: "guest-version", value, needs: "IBM i 7.1 or earlier" })];
  }
  if (family !== "aix") return [];
  if (isAfter(version, MEMORY["os.aixLast"].value)) {
    return [unsupported(rule("os.release"), { what: "guest-version", value, needs: "AIX 7.1 or earlier" })];
  }
  if (isBefore(version, MEMORY["os.aixFirst"].value)) {
    return [unsupported(rule("P5-11"), { what: "guest-version", value, needs: "AIX 5.2, dedicated, or AIX 5.3" })];
  }
  const shares = settings.processorMode !== "dedicated" || settings.io === "virtual";
  if (!shares || !isBefore(version, MEMORY["os.aixShared"].value)) return [];
  const needs = "AIX 5.3, or dedicated processors and adapters";
  return [unsupported(rule("P5-11"), { what: "guest-version", value, needs })];
}

/** Online changes that the partition's Linux does not know. */
function onlineMisfits(spec: PartitionSpec, settings: Power5Settings): readonly Misfit[] {
  if (spec.os.family !== "linux") return [];
  const wanted = settings.onlineChanges.filter((change) => change !== "processor-mode");
  const refused = isRhel3(spec.os.version)
    ? wanted
    : isSles9(spec.os.version)
      ? wanted.filter((change) => change === "memory")
      : [];
  if (refused.length === 0) return [];
  const told = { what: "online-change", value: refused.join(", "), needs: "a later distribution, or AIX" };
  return [unsupported(rule("P5-15"), told)];
}

/** Refusals of one partition. */
export function partitionMisfits(spec: PartitionSpec, site: P5Site): readonly Misfit[] {
  const { settings } = site;
  const found: Misfit[] = [...releaseMisfits(spec, settings), ...onlineMisfits(spec, settings)];
  if ("processingUnits" in spec.settings && "dedicatedProcessors" in spec.settings) {
    const told = { what: "processor-mode", value: "shared and dedicated", needs: "one of both" };
    found.push(unsupported(rule("P5-07"), told));
  }
  const isClient = settings.io === "virtual" && spec.os.family !== "ibm-i" && spec.disks + spec.nics > 0;
  if (isClient && !hasIoHost(settings)) {
    const told = { what: "virtual-io", value: spec.id, needs: "a VIOS, a hosting i5/OS, or adapters of its own" };
    found.push(unsupported(rule("P5-10"), told));
  }
  if (settings.manager === "vpm" && spec.os.family !== "linux") {
    const told = { what: "guest-os", value: spec.os.family, needs: "linux under the Virtual Partition Manager" };
    found.push(unsupported(rule("P5-16"), told));
  }
  return found;
}

/** Dedicated cores that even the peak hardly uses, VIOS beyond its entitlement, releases nobody stated. */
export function cautions(site: P5Site, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const idle = specs.flatMap((spec): readonly Misfit[] => {
    const value = site.settings.processorMode === "dedicated" ? (spec.peakCores / spec.vcpus) * PERCENT : PERCENT;
    const bound = CPU["warn.dedicatedUse"].value;
    const found = { scope: "partition", resource: "peakPercent", value, bound } as const;
    return value < bound ? [{ code: "below-minimum", ...found, ...rule("P5-18") }] : [];
  });
  const unstated = specs.flatMap((spec): readonly Misfit[] => {
    const matters = spec.os.family === "aix" || spec.os.family === "ibm-i";
    if (!matters || releaseNumber(spec.os.version) !== undefined) return [];
    const needs = "a stated release: AIX 5.3 to share, i5/OS V5R3";
    return [unsupported(rule("os.unstated"), { what: "guest-version", value: spec.id, needs })];
  });
  const services = power5Services(site);
  const needs = services.count === 0 ? 0 : viosLoad(site);
  const load = { resource: "entitledCores", needs, has: services.coresEach };
  const busy: readonly Misfit[] =
    needs > services.coresEach ? [{ code: "over-capacity", ...load, ...rule("P5-19") }] : [];
  return [...idle, ...busy, ...unstated];
}
