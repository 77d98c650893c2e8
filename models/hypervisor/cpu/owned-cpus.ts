/**
 * CPUs that belong to one vCPU each (dedicated processors) beside CPUs that the others share: who owns which, for
 * schedulers that know both kinds. Owned CPUs are taken from the highest number down, so that shared ones start at 0.
 */

/** vCPU ↔ CPU, −1 where there is none. */
export interface OwnedCpus {
  /** Owner of each CPU; −1: shared. */
  readonly ownerOf: Int32Array;
  /** CPU each vCPU owns; −1: it shares. */
  readonly cpuOf: Int32Array;
  /** CPUs that nobody owns. */
  readonly shared: number;
}

export interface OwnershipSetup {
  readonly cpus: number;
  /** vCPUs of each VM. */
  readonly vcpusOf: readonly Int32Array[];
  /** Is this VM's every vCPU to own a CPU? */
  readonly owns: (vm: number) => boolean;
}

/** @throws RangeError naming the VM and the CPUs left when there are not enough to own */
export function ownCpus({ cpus, vcpusOf, owns }: OwnershipSetup): OwnedCpus {
  const ownerOf = new Int32Array(cpus).fill(-1);
  const cpuOf = new Int32Array(vcpusOf.reduce((sum, list) => sum + list.length, 0)).fill(-1);
  let free = cpus;
  for (const [vm, vcpus] of vcpusOf.entries()) {
    if (!owns(vm)) continue;
    if (vcpus.length > free)
      throw new RangeError(`VM ${vm} with ${vcpus.length} dedicated CPUs: ${free} of ${cpus} are left to own`);
    for (const vcpu of vcpus) {
      free--;
      ownerOf[free] = vcpu;
      cpuOf[vcpu] = free;
    }
  }
  return { ownerOf, cpuOf, shared: free };
}
