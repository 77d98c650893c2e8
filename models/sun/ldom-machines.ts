/**
 * SPARC servers whose firmware holds the hypervisor of logical domains (sun4v), by what decides their limits: the
 * processor, and for the M7 processor whether it sits in a T7 or an M7 server. Strands and cores come with the machine.
 */

/** Processors in order of age; "T7" is the M7 processor in T7 servers, "M7" the same in M7 servers. */
export const LDOM_PROCESSORS = ["T1", "T2", "T2+", "T3", "T4", "T5", "M5", "M6", "T7", "M7", "M8"] as const;
export type LdomProcessor = (typeof LDOM_PROCESSORS)[number];

const MODELS: Readonly<Record<LdomProcessor, readonly string[]>> = {
  T1: ["sun-fire-t1000", "sun-fire-t2000"],
  T2: ["sparc-t5120", "sparc-t5220"],
  "T2+": ["sparc-t5140", "sparc-t5240", "sparc-t5440"],
  T3: ["sparc-t3-1", "sparc-t3-2", "sparc-t3-4"],
  T4: ["sparc-t4-1", "sparc-t4-2", "sparc-t4-4"],
  T5: ["sparc-t5-2", "sparc-t5-4", "sparc-t5-8"],
  M5: ["sparc-m5-32"],
  M6: ["sparc-m6-32"],
  T7: ["sparc-t7-1", "sparc-t7-2", "sparc-t7-4"],
  M7: ["sparc-m7-8", "sparc-m7-16"],
  M8: ["sparc-m8-8"],
};

const BY_MODEL: ReadonlyMap<string, LdomProcessor> = new Map(
  LDOM_PROCESSORS.flatMap((processor) => MODELS[processor].map((model) => [model, processor] as const)),
);

/** The processor of a host type id, or undefined for a model that the table does not hold. */
export function ldomProcessor(model: string): LdomProcessor | undefined {
  return BY_MODEL.get(model);
}
