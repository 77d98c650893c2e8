/**
 * What a user may set for a Hyper-V host and all its machines, bounded by the documented ranges. One schema serves every
 * release, with bounds and defaults from the release's own facts.
 */
import { z } from "zod";
import { type Facts, numberOf } from "../fact.ts";

const PERCENT = 100;
/** Bounds that only keep nonsense out. */
const MOST_MIB = 1e9;
const MOST_COUNT = 1e6;

/** Settings of one release. */
export function hyperVSettings(facts: Facts) {
  const of = (key: string) => numberOf(facts, key);
  return z.strictObject({
    /** Hypervisor scheduler; `root` is for clients only and refused. */
    scheduler: z.enum(["core", "classic", "root"]).default("core"),
    /** Generation of the machines; "auto" = 2, and 1 for 32-bit systems. */
    generation: z.enum(["auto", "1", "2"]).default("auto"),
    /** Do machines see hyper-threads? Without, each virtual CPU takes a core of its own under the core scheduler. */
    guestSmt: z.boolean().default(true),
    /** Relative weight of every virtual CPU. */
    weight: z.int().min(of("cpu.weightMin")).max(of("cpu.weightMax")).default(of("cpu.weight")),
    /** Floor in percent of a machine's own virtual CPUs. */
    reservePercent: z.int().min(0).max(PERCENT).default(of("cpu.reserve")),
    /** Ceiling in percent of a machine's own virtual CPUs. */
    maximumPercent: z.int().min(0).max(PERCENT).default(of("cpu.maximum")),
    /** Dynamic memory for every machine; configured memory is then its maximum. */
    dynamicMemory: z.boolean().default(false),
    /** What a machine starts with, at most its maximum. */
    startupMiB: z.number().min(of("vm.minRam")).max(MOST_MIB).default(of("mem.startup")),
    /** What a machine may shrink to; guaranteed memory of a workload raises it. */
    minimumMiB: z.number().min(of("vm.minRam")).max(MOST_MIB).default(of("mem.minimum")),
    /** Memory kept above demand for every machine. */
    bufferPercent: z.int().min(of("mem.bufferMin")).max(of("mem.bufferMax")).default(of("mem.buffer")),
    memoryPriority: z.int().min(0).max(of("mem.priorityMax")).default(of("mem.priority")),
    /** Memory of the root partition's Windows, beside the hypervisor's own. */
    rootMemoryMiB: z.number().min(of("svc.rootMin")).max(MOST_MIB).default(of("svc.root")),
    /** Cores kept for the root partition, by minroot or by custom. */
    rootCores: z.number().min(0).max(MOST_COUNT).default(of("svc.rootCores")),
    /** Hosts of the failover cluster and machines that run in it, where the plan's hosts join one. */
    clusterNodes: z.int().min(1).max(MOST_COUNT).default(1),
    clusterVms: z.int().min(0).max(MOST_COUNT).default(0),
    /** CPU maker of the hosts machines migrate to and from; left out = this host's. */
    clusterCpuVendor: z.string().min(1).max(40).optional(),
  });
}
export type HyperVSettings = z.infer<ReturnType<typeof hyperVSettings>>;
