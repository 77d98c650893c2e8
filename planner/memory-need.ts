/**
 * How much memory a request takes before it is sized, so that one too large is refused at the door instead of taking the
 * process down. Counted are the profiles, which outgrow all else: each workload's demand by resource and slot, once as
 * measured and once in the packer's whole numbers.
 */
import { InvalidInput, type Metric, type PlanRequest } from "./contract/index.ts";
import { slotGrid, whyExcluded } from "./size/index.ts";

/** The estimate and what it is made of. */
export interface MemoryNeed {
  readonly bytes: number;
  /** To be packed. */
  readonly workloads: number;
  readonly slots: number;
  /** Resources that vary over the slots: CPU always, network and disk where they were measured. */
  readonly resources: number;
}

/** As measured, and as the packer's. */
const COPIES = 2;
const BYTES_PER_MIB = 2 ** 20;
const ALWAYS: Metric = "cpuCores";

const mib = (bytes: number) => `${Math.ceil(bytes / BYTES_PER_MIB)} MiB`;

/** What planning this request takes, in bytes. */
export function memoryNeed(request: PlanRequest): MemoryNeed {
  const { goals, series } = request;
  const packed = request.workloads.filter((workload) => whyExcluded(workload, goals.includePoweredOff) === undefined);
  const workloads = packed.length;
  const slots = slotGrid(goals.timeModel, series).slots.count;
  const resources = new Set([ALWAYS, ...series.map(({ metric }) => metric)]).size;
  return {
    bytes: workloads * slots * resources * Float64Array.BYTES_PER_ELEMENT * COPIES,
    workloads,
    slots,
    resources,
  };
}

/**
 * Refuse a request that takes more memory than there is for it.
 * @param bound.bytes most bytes, > 0
 * @throws InvalidInput with code "over-memory", naming estimate and bound
 */
export function refuseOverMemory(request: PlanRequest, bound: { readonly bytes: number }): void {
  const { bytes, workloads, slots, resources } = memoryNeed(request);
  if (bytes <= bound.bytes) return;
  const sum = `${workloads} workloads × ${slots} slots × ${resources} ${resources === 1 ? "resource" : "resources"}`;
  const detail = `${sum} take about ${mib(bytes)}, at most ${mib(bound.bytes)} may be used; fold time into fewer slots (/goals/timeModel), split the estate, or raise the bound`;
  throw new InvalidInput([{ pointer: "/workloads", code: "over-memory", detail }]);
}
