/** A saturated guest of one virtual CPU, weight 1, without floor, limit or cap: tests state what differs. */
import * as fc from "fast-check";
import type { Claim } from "#models/hypervisor/cpu/fluid/index.ts";

export const guest = (over: Partial<Claim> = {}): Claim => ({
  weight: 1,
  demandCpus: Infinity,
  vcpus: 1,
  reservationCpus: 0,
  limitCpus: Infinity,
  uncapped: true,
  ...over,
});

const amount = (max: number) => fc.oneof(fc.double({ min: 0, max, noNaN: true }), fc.constantFrom(0, max / 4, max));

/** Any claim, in ranges that a host may see. */
export const anyClaim: fc.Arbitrary<Claim> = fc.record({
  weight: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(0, 256)),
  demandCpus: fc.oneof(amount(8), fc.constant(Infinity)),
  vcpus: fc.integer({ min: 0, max: 8 }),
  reservationCpus: amount(2),
  limitCpus: fc.oneof(amount(8), fc.constant(Infinity)),
  uncapped: fc.boolean(),
});

export const anyHost = fc.record({
  capacityCpus: fc.oneof(fc.integer({ min: 0, max: 64 }), fc.double({ min: 0, max: 64, noNaN: true })),
  claims: fc.array(anyClaim, { maxLength: 12 }),
});

export const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
