/** Arbitrary wishes and estates for property tests of layers: mostly grantable ones, some that ask too much. */
import * as fc from "fast-check";
import {
  type Layer,
  type Machine,
  OS_FAMILIES,
  PARTITION_NEEDS,
  type PartitionWants,
} from "#models/partitioning/index.ts";
import { GIB, guestOf, siteOf, wish } from "./site.ts";

/** One wish, of any kind. */
export const wishes = (layer: Layer, machine: Machine): fc.Arbitrary<PartitionWants> =>
  fc
    .record({
      vcpus: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 1, max: 12 })),
      memoryMiB: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 1, max: 8 * GIB }) },
        fc.integer({ min: 1, max: 24 * GIB }),
        fc.double({ min: 1, max: 24 * GIB, noNaN: true }),
      ),
      peakCores: fc.double({ min: 0, max: 9, noNaN: true }),
      disks: fc.integer({ min: 0, max: 5 }),
      nics: fc.constantFrom(0, 1, 1, 2, 3, 5),
      cpuReservedMhz: fc.constantFrom(0, 0, 500, 4000),
      memoryReservedMiB: fc.constantFrom(0, 0, 512, 20 * GIB),
      needs: fc.oneof(
        { weight: 5, arbitrary: fc.constant([]) },
        fc.subarray([...PARTITION_NEEDS], { minLength: 1, maxLength: 2 }),
      ),
      os: fc.oneof(
        { weight: 12, arbitrary: fc.constant(guestOf(layer, machine)) },
        {
          weight: 1,
          arbitrary: fc.record({
            family: fc.constantFrom(...OS_FAMILIES),
            architecture: fc.constantFrom("x86-32" as const, "x86-64" as const, "sparc" as const),
          }),
        },
      ),
    })
    .map((some) => wish("w", some));

/** A partition that several of fit beside each other takes at most this share of the machine. */
const MODEST_RATIO = 1 / 4;

/** Those of some changes to a small wish that the layer refuses for no reason of the partition's own. */
function granted<T>(
  layer: Layer,
  machine: Machine,
  values: readonly T[],
  change: (value: T) => Partial<PartitionWants>,
): readonly T[] {
  const site = siteOf(layer, machine);
  const small = { os: guestOf(layer, machine), vcpus: 1, peakCores: 0 };
  return values.filter((value) => {
    const spec = layer.size(wish("w", { ...small, ...change(value) }), site);
    return layer.partitionMisfits(spec, site).length === 0;
  });
}

/** Wishes that the layer can grant: small, of a system it carries, with nothing special. */
const modest = (layer: Layer, machine: Machine): fc.Arbitrary<PartitionWants> => {
  const vcpus = granted(layer, machine, [1, 2, 3, 4], (value) => ({ vcpus: value }));
  const memory = [512, GIB, 2 * GIB, 3000.5, 4 * GIB, 12 * GIB].filter(
    (one) => one <= machine.memoryMiB * MODEST_RATIO,
  );
  const peaks = granted(layer, machine, [0.1, 0.25, 0.5, 1, 4], (peakCores) => ({ peakCores }));
  return fc
    .record({
      vcpus: fc.integer({ min: 1, max: Math.max(1, ...vcpus) }),
      memoryMiB: fc.constantFrom(...granted(layer, machine, memory, (memoryMiB) => ({ memoryMiB }))),
      peakCores: fc.double({ min: 0, max: Math.max(0.1, ...peaks), noNaN: true }),
      nics: fc.integer({ min: 0, max: 2 }),
    })
    .map((some) => wish("w", { ...some, os: guestOf(layer, machine) }));
};

/** Up to a dozen wishes with ids of their own; most are modest. */
export const estates = (layer: Layer, machine: Machine): fc.Arbitrary<readonly PartitionWants[]> =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: modest(layer, machine) }, wishes(layer, machine)), {
      maxLength: 12,
      size: "max",
    })
    .map((all) => all.map((one, index) => ({ ...one, id: `w${index + 1}` })));
