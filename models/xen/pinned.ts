/**
 * Schedulers with a queue per CPU and nobody who moves domains (BVT, SEDF, Atropos): which CPU each vCPU waits for. vCPUs
 * are dealt out over the CPUs in the order of the VMs, one after the other, so CPUs differ by one vCPU at the most and a
 * VM's vCPUs sit on different CPUs as long as there are enough. Leaves out: pins set by hand, the tools' own placement.
 */
import type { FluidGuest } from "../hypervisor/cpu/index.ts";
import { type Claim, type ShareRule, perCpu } from "../hypervisor/cpu/fluid/index.ts";

export interface PinnedQueues {
  /** CPU of each vCPU. */
  readonly cpuOf: Int32Array;
  /** vCPUs of each CPU, online or not. */
  readonly vcpusAt: readonly Int32Array[];
}

/** Deal vCPUs 0 … `vcpus` − 1 over CPUs 0 … `cpus` − 1. */
export function pinnedQueues(vcpus: number, cpus: number): PinnedQueues {
  const cpuOf = Int32Array.from({ length: vcpus }, (_, vcpu) => vcpu % cpus);
  const vcpusAt = Array.from({ length: cpus }, (_, cpu) =>
    Int32Array.from({ length: Math.ceil((vcpus - cpu) / cpus) }, (__, turn) => cpu + turn * cpus),
  );
  return { cpuOf, vcpusAt };
}

/** Which claim rule a VM's vCPU states; its demand is the VM's, divided by its vCPUs. */
export type VcpuClaim<Terms> = (terms: Terms) => Omit<Claim, "demandCpus" | "vcpus">;

/** CPUs each VM gets in the long run when `rule` is solved on every CPU for the vCPUs pinned there. */
export function pinnedShares<Terms>(
  host: { readonly cpus: number; readonly guests: readonly FluidGuest<Terms>[] },
  rule: ShareRule,
  claimOf: VcpuClaim<Terms>,
): Float64Array {
  const { cpus, guests } = host;
  const owner = guests.flatMap(({ vcpus }, vm) => Array.from({ length: vcpus }, () => vm));
  const claims = guests.flatMap(({ terms, vcpus, demandCpus }) =>
    Array.from({ length: vcpus }, (): Claim => ({ ...claimOf(terms), vcpus: 1, demandCpus: demandCpus / vcpus })),
  );
  const { cpuOf } = pinnedQueues(owner.length, cpus);
  const each = perCpu({ rule, cpus, cpuOf })(cpus, claims);
  const shares = new Float64Array(guests.length);
  owner.forEach((vm, vcpu) => (shares[vm] = (shares[vm] ?? 0) + (each[vcpu] ?? 0)));
  return shares;
}
