/** Hosts and guests for the memory tests, in pages. */
import * as fc from "fast-check";
import { type HostMemory, emptyMemory, emptyTargets, type MemoryTargets } from "#models/hypervisor/memory/index.ts";

/** Pages of 4 KiB in a MiB. */
export const PAGES_PER_MIB = 256;

/** What a test says of one guest; what it leaves out is 0, shares 1000, wanted = configured, active = wanted. */
export interface GuestWish {
  readonly configured: number;
  readonly minimum?: number;
  readonly shares?: number;
  readonly wanted?: number;
  readonly active?: number;
  readonly sharable?: number;
  readonly resident?: number;
}

export function memoryOf(hostPages: number, guests: readonly GuestWish[]): HostMemory {
  const state = emptyMemory(hostPages, guests.length);
  for (const [i, guest] of guests.entries()) {
    const wanted = guest.wanted ?? guest.configured;
    state.configured[i] = guest.configured;
    state.minimum[i] = guest.minimum ?? 0;
    state.shares[i] = guest.shares ?? 1000;
    state.wanted[i] = wanted;
    state.active[i] = guest.active ?? wanted;
    state.sharable[i] = guest.sharable ?? 0;
    state.resident[i] = guest.resident ?? 0;
  }
  return state;
}

export const targetsOf = (state: HostMemory): MemoryTargets => emptyTargets(state.configured.length);

/** A host of 1,000 to 50,000 pages with 1 to 6 guests whose floors together fit its pool. */
export const anyMemory: fc.Arbitrary<HostMemory> = fc
  .record({
    hostPages: fc.integer({ min: 1000, max: 50_000 }),
    guests: fc.array(
      fc.record({
        configured: fc.integer({ min: 1, max: 30_000 }),
        floor: fc.double({ min: 0, max: 1, noNaN: true }),
        wanted: fc.double({ min: 0, max: 1, noNaN: true }),
        active: fc.double({ min: 0, max: 1, noNaN: true }),
        sharable: fc.double({ min: 0, max: 1, noNaN: true }),
        shares: fc.integer({ min: 1, max: 4000 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ hostPages, guests }) => {
    const share = Math.floor((0.9 * hostPages) / guests.length);
    return memoryOf(
      hostPages,
      guests.map(({ configured, floor, wanted, active, sharable, shares }) => {
        const wantedPages = Math.floor(configured * wanted);
        return {
          configured,
          minimum: Math.floor(Math.min(configured, share) * floor),
          wanted: wantedPages,
          active: Math.floor(wantedPages * active),
          sharable: Math.floor(wantedPages * sharable),
          shares,
        };
      }),
    );
  });
