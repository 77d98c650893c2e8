/**
 * The logical CPUs of a machine: which core and socket each belongs to, and what a hardware thread delivers while its
 * siblings are busy. Leaves out: caches shared by some cores of a socket, clock changes under load.
 */

export interface TopologyShape {
  /** Whole numbers ≥ 1. */
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  /**
   * What one core delivers with 1, 2, … busy threads, in busy cores without SMT; as many entries as threads per core,
   * first one 1, none falling. Left out: extra threads bring nothing.
   */
  readonly coreCapacity?: readonly number[];
}

export interface Topology {
  /**
   * Logical CPUs: the first threads of all cores, socket by socket, then all second threads, as most systems number them;
   * so the lowest idle CPU is one of an idle core while there is any. Siblings are `cores` apart.
   */
  readonly cpus: number;
  readonly cores: number;
  readonly threadsPerCore: number;
  readonly sockets: number;
  readonly coreOf: Int32Array;
  readonly socketOf: Int32Array;
  /** Speed of one thread with n busy threads in its core (index n, 0 unused), 0–1. */
  readonly threadSpeed: Float64Array;
}

const wholeFrom1 = (field: string, value: number): number => {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${field} ${value}: must be a whole number from 1`);
  return value;
};

/** @throws RangeError naming field, value and bound */
export function topologyOf(shape: TopologyShape): Topology {
  const sockets = wholeFrom1("sockets", shape.sockets);
  const cores = wholeFrom1("coresPerSocket", shape.coresPerSocket);
  const threads = wholeFrom1("threadsPerCore", shape.threadsPerCore);
  const cpus = sockets * cores * threads;
  const threadSpeed = new Float64Array(threads + 1).fill(1);
  let last = 1;
  for (let busy = 1; busy <= threads; busy++) {
    const capacity = shape.coreCapacity === undefined ? 1 : (shape.coreCapacity[busy - 1] ?? Number.NaN);
    if (!(capacity >= last && capacity <= busy))
      throw new RangeError(`coreCapacity of ${busy} busy threads ${capacity}: must be from ${last} to ${busy}`);
    last = capacity;
    threadSpeed[busy] = capacity / busy;
  }
  const allCores = sockets * cores;
  return {
    cpus,
    cores: allCores,
    threadsPerCore: threads,
    sockets,
    coreOf: Int32Array.from({ length: cpus }, (_, cpu) => cpu % allCores),
    socketOf: Int32Array.from({ length: cpus }, (_, cpu) => Math.floor((cpu % allCores) / cores)),
    threadSpeed,
  };
}
