/**
 * The fluid counterpart of the POWER hypervisor: form B in every window. Entitlements first; what a pool's members leave,
 * and its reserve, goes to its uncapped members by weight (level 0); what is left of the machine to all uncapped ones by
 * weight, up to their pools' maximum (level 1). Dedicated partitions own their cores and may donate what they leave idle.
 */
import { type Claim, baseExcessShares } from "../hypervisor/cpu/fluid/index.ts";
import type { FluidGuest } from "../hypervisor/cpu/index.ts";
import { type PowerPool, type PowerTerms, takesSpare } from "./power-terms.ts";

type Guest = FluidGuest<PowerTerms>;

const claimOf = ({ terms, vcpus, demandCpus }: Guest): Claim => ({
  weight: terms.uncappedWeight,
  vcpus,
  demandCpus,
  reservationCpus: terms.entitledCores,
  limitCpus: Number.POSITIVE_INFINITY,
  uncapped: takesSpare(terms),
});

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/** Cores that the shared partitions have between them: neither owned, nor owned and in use, nor kept. */
function sharedCores(cores: number, guests: readonly Guest[]): number {
  return guests.reduce((left, { terms, vcpus, demandCpus }) => {
    if (terms.dedicated === "no") return left;
    return left - (terms.dedicated === "donate" ? Math.min(vcpus, demandCpus) : vcpus);
  }, cores);
}

/** Level 1: the rest by weight over all who have room, none of their pools beyond its maximum. */
function acrossPools(rest: number, held: Float64Array, shared: readonly Guest[], pools: readonly PowerPool[]) {
  const shares = held.slice();
  let left = rest;
  let open = pools.map((_, pool) => pool);
  while (left > 0 && open.length > 0) {
    const fill = (amount: number, of: readonly number[]) =>
      baseExcessShares(
        amount,
        shared.map((guest, i) => {
          const room = of.includes(guest.terms.pool) ? claimOf(guest) : { ...claimOf(guest), uncapped: false };
          const usable = Math.min(guest.vcpus, guest.demandCpus) - (held[i] ?? 0);
          return { ...room, reservationCpus: 0, demandCpus: Math.max(0, usable) };
        }),
      );
    const roomOf = (pool: number) =>
      (pools[pool]?.maxCores ?? 0) - sumOf(held.filter((_, i) => shared[i]?.terms.pool === pool));
    const more = fill(left, open);
    const full = open.filter(
      (pool) => sumOf(more.filter((_, i) => shared[i]?.terms.pool === pool)) > roomOf(pool) + 1e-12,
    );
    if (full.length === 0) return shares.map((cores, i) => cores + (more[i] ?? 0));
    for (const pool of full) {
      const room = Math.max(0, roomOf(pool));
      fill(room, [pool]).forEach((cores, i) => (shares[i] = (shares[i] ?? 0) + cores));
      left -= room;
    }
    open = open.filter((pool) => !full.includes(pool));
  }
  return shares;
}

/** Cores each partition gets in a window in which nothing changes, in the order given. */
export function powerShares(cores: number, guests: readonly Guest[], pools: readonly PowerPool[]): Float64Array {
  const shared = guests.filter(({ terms }) => terms.dedicated === "no");
  const capacity = Math.max(0, sharedCores(cores, guests));
  const entitled = sumOf(shared.map(({ terms }) => terms.entitledCores));
  const scale = entitled > capacity ? capacity / entitled : 1;
  const held = new Float64Array(shared.length);
  for (const [pool, { maxCores, reservedCores }] of pools.entries()) {
    const members = shared.flatMap((guest, index) => (guest.terms.pool === pool ? [{ guest, index }] : []));
    const own = sumOf(members.map(({ guest }) => guest.terms.entitledCores)) * scale + reservedCores;
    const shares = baseExcessShares(
      Math.min(own, maxCores, capacity),
      members.map(({ guest }) => claimOf(guest)),
    );
    members.forEach(({ index }, k) => (held[index] = shares[k] ?? 0));
  }
  const after = acrossPools(capacity - sumOf(held), held, shared, pools);
  let next = 0;
  return Float64Array.from(guests, ({ terms, vcpus, demandCpus }) =>
    terms.dedicated === "no" ? (after[next++] ?? 0) : Math.min(vcpus, demandCpus),
  );
}
