/**
 * Percentages of CPU mean different things to different makers, and 50 is right under each of them. The kinds are kept
 * apart here and turned into CPUs in one place: a share of one CPU (Xen's cap, Virtuozzo's cpulimit; 400 = four CPUs), of
 * the virtual CPUs of the machine that it bounds (Hyper-V), or of all the host's CPUs (the interface of Virtual Server).
 */
export type CpuPercentKind = "pctOfOneCpu" | "pctOfVmVcpus" | "pctOfSystem";

/** A ceiling or floor as its maker words it; percent ≥ 0, above 100 only where it counts single CPUs. */
export interface CpuPercent {
  readonly kind: CpuPercentKind;
  readonly percent: number;
}

/** What a percentage may refer to: virtual CPUs of the partition and CPUs of the host as its scheduler counts them. */
export interface CpuCounts {
  readonly vcpus: number;
  readonly hostCpus: number;
}

const WHOLE_PERCENT = 100;

/** CPUs that one hundred percent stand for. */
function wholeOf(kind: CpuPercentKind, counts: CpuCounts): number {
  switch (kind) {
    case "pctOfOneCpu":
      return 1;
    case "pctOfVmVcpus":
      return counts.vcpus;
    case "pctOfSystem":
      return counts.hostCpus;
  }
}

/** The CPUs of the host that a percentage stands for; fractions are CPUs in part. */
export function cpusOf(limit: CpuPercent, counts: CpuCounts): number {
  return (limit.percent * wholeOf(limit.kind, counts)) / WHOLE_PERCENT;
}

/** The percentage that so many CPUs of the host are, in the given kind; inverse of {@link cpusOf}. */
export function percentOf(cpus: number, kind: CpuPercentKind, counts: CpuCounts): CpuPercent {
  return { kind, percent: (cpus * WHOLE_PERCENT) / wholeOf(kind, counts) };
}
