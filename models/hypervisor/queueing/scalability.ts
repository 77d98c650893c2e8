/** Throughput against the number of processors by the universal scalability law (Gunther, recalled). */
import { checkAmounts } from "./range.ts";

/** Fitted or assumed per workload. */
export interface Scalability {
  /** Throughput of one processor, ≥ 0. */
  readonly single: number;
  /** Contention: the part of the work that is serial, ≥ 0. */
  readonly contention: number;
  /** Coherence: cost of each pair of processors that must agree, ≥ 0. */
  readonly coherence: number;
}

/** Throughput of `processors`, in the unit of `single`; 0 for none. @throws RangeError below 0 */
export function scaledThroughput(law: Scalability, processors: number): number {
  const { single, contention, coherence } = law;
  checkAmounts({ ...law, processors });
  // Below one processor the law would gain by contention: there it is a straight line.
  const others = Math.max(0, processors - 1);
  return (single * processors) / (1 + contention * others + coherence * processors * others);
}

/** Processors at which throughput peaks, at least 1; Infinity without coherence cost. @throws RangeError below 0 */
export function peakProcessors(law: Scalability): number {
  checkAmounts({ ...law });
  if (law.contention >= 1) return 1;
  return law.coherence === 0 ? Infinity : Math.max(1, Math.sqrt((1 - law.contention) / law.coherence));
}
