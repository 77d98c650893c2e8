/**
 * What a licence rule is asked about: hosts by the figures that licences are counted by, and on each the guests that need
 * the product. Plan and today's estate are told in the same form; a rule never learns which platform it counts on.
 */
import type { Architecture } from "#models/partitioning/index.ts";

/**
 * How the vendor's stated position takes partitions of the host: "no" = a guest may use all of it (soft partitioning),
 * "yes" = a partition is a border, "if-capped" = only where its CPU has a ceiling.
 */
export type HardPartition = "no" | "if-capped" | "yes";

/** A workload that needs the product, as it stands on its host. */
export interface LicensedGuest {
  readonly workload: string;
  /** Virtual CPUs; cores of a server that is not partitioned. */
  readonly vcpus: number;
  /** True: it can never use more than `capCores`. */
  readonly isCapped: boolean;
  /** Cores of the host that it can use at most, > 0, may be fractional. */
  readonly capCores: number;
}

/** The figures of a host that rules count by. */
export interface HostShape {
  readonly architecture: Architecture;
  readonly cpuVendor: string;
  readonly cpuModel: string;
  readonly year: number;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly cores: number;
  /** False: the workload is the server itself, with no hypervisor between. */
  readonly isPartitioned: boolean;
  readonly hardPartition: HardPartition;
  /** Cores of the partition that the hypervisor itself stands in; `cores` where it stands on the server. */
  readonly innerCores: number;
  /** Is that partition a border by the vendor's stated position? */
  readonly isInnerHard: boolean;
  /** What hypervisor licences call it ("vi3", "vsphere", "zvm"); absent = none of them, or not known. */
  readonly hypervisor?: string;
}

export interface LicensedHost extends HostShape {
  readonly id: string;
  /** Target of the plan, or cluster of today: guests move inside of it. */
  readonly target: string;
  readonly role: "used" | "spare";
  /** Do the request's rules leave it open to any of the licensed workloads of its target? */
  readonly isInReach: boolean;
  readonly guests: readonly LicensedGuest[];
}

/** Everything one licence is counted from; hosts of a target stand together, in the order of the plan. */
export interface RuleInput {
  readonly hosts: readonly LicensedHost[];
}

/** One line of a count: where, how many units, and why. */
export interface CountLine {
  readonly scope: string;
  readonly units: number;
  readonly why: string;
}

/** A licence counted: its lines add up to its units. */
export interface Counted {
  readonly units: number;
  readonly lines: readonly CountLine[];
  readonly rule: string;
  readonly source: string;
}
