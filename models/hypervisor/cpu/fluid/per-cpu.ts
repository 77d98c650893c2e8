/**
 * Schedulers with a queue per physical CPU and no balancing (BVT, SEDF): the rule is solved on each CPU for the virtual
 * CPUs assigned to it. An idle CPU helps nobody, so the host as a whole is not work conserving.
 */
import type { Claim, ShareRule } from "./claim.ts";
import { checkClaims } from "./check.ts";

/** Which physical CPU each virtual CPU waits for, and how each CPU is shared. */
export interface CpuAssignment {
  readonly rule: ShareRule;
  /** Physical CPUs, a whole number ≥ 1; each has an equal part of the capacity. */
  readonly cpus: number;
  /** Per claim, the index of its CPU, 0 to cpus − 1. */
  readonly cpuOf: ArrayLike<number>;
}

/**
 * A share rule that solves `assignment.rule` on each CPU apart. One claim is one virtual CPU (`vcpus` 1); a guest with
 * two has two claims, and its share is their sum.
 * @throws RangeError for a number of CPUs below 1; the rule throws one for a claim without a CPU of the host
 */
export function perCpu(assignment: CpuAssignment): ShareRule {
  const { rule, cpus, cpuOf } = assignment;
  if (!(Number.isInteger(cpus) && cpus >= 1)) throw new RangeError(`cpus is ${cpus}: it must be a whole number ≥ 1`);
  return (capacityCpus: number, claims: readonly Claim[]): Float64Array => {
    checkClaims(capacityCpus, claims);
    const queues: { claim: Claim; index: number }[][] = Array.from({ length: cpus }, () => []);
    for (const [index, claim] of claims.entries()) {
      const cpu = cpuOf[index];
      const queue = cpu === undefined ? undefined : queues[cpu];
      if (queue === undefined) throw new RangeError(`cpuOf[${index}] is ${cpu}: it must be 0 to ${cpus - 1}`);
      queue.push({ claim, index });
    }
    const shares = new Float64Array(claims.length);
    for (const queue of queues) {
      const onThisCpu = rule(
        capacityCpus / cpus,
        queue.map(({ claim }) => claim),
      );
      for (const [k, { index }] of queue.entries()) shares[index] = onThisCpu[k] ?? 0;
    }
    return shares;
  };
}
