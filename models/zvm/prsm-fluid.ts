/**
 * The fluid counterpart of PR/SM, form A: weights divide the processors, a capped partition stops at its weight share.
 * With HiperDispatch the claims are the logical processors: high and medium ones by what they are due, low ones only get
 * what those leave, by the partition's weight. Dedicated partitions own their processors.
 */
import { clampShares } from "../hypervisor/cpu/fluid/index.ts";
import type { FluidGuest } from "../hypervisor/cpu/index.ts";
import { type LogicalShare, type Sharing, entitlementsOf, logicalShares } from "./prsm-shares.ts";
import type { PrsmMode, PrsmTerms } from "./prsm-terms.ts";

type Guest = FluidGuest<PrsmTerms>;

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

const claimOf = (
  weight: number,
  most: { readonly vcpus: number; readonly demand: number; readonly limit: number },
) => ({
  weight,
  vcpus: most.vcpus,
  demandCpus: most.demand,
  reservationCpus: 0,
  limitCpus: most.limit,
  uncapped: true,
});

/** Form A over partitions. */
function horizontalShares(physical: number, guests: readonly Guest[], entitlements: readonly number[]): Float64Array {
  return clampShares(
    physical,
    guests.map(({ terms, vcpus, demandCpus }, i) => {
      const limit = Math.min(terms.isCapped ? (entitlements[i] ?? 0) : Infinity, terms.absoluteCap);
      return claimOf(terms.weight, { vcpus, demand: demandCpus, limit });
    }),
  );
}

/** Form A over high and medium logical processors, then over low ones. */
function verticalShares(physical: number, guests: readonly Guest[], entitlements: readonly number[]): Float64Array {
  const logical = guests.flatMap((guest, vm) =>
    logicalShares(entitlements[vm] ?? 0, { terms: guest.terms, logical: guest.vcpus }, true).map((share, i) => ({
      share,
      vm,
      demand: Math.min(1, Math.max(0, guest.demandCpus - i)),
    })),
  );
  const fill = (amount: number, is: (share: LogicalShare) => boolean) =>
    clampShares(
      amount,
      logical.map(({ share, demand, vm }) => {
        const weight =
          share.polarity === "low" ? (guests[vm]?.terms.weight ?? 0) / (guests[vm]?.vcpus ?? 1) : share.due;
        return claimOf(weight, { vcpus: 1, demand: is(share) ? demand : 0, limit: share.cap });
      }),
    );
  const firm = fill(physical, ({ polarity }) => polarity !== "low");
  const low = fill(Math.max(0, physical - sumOf(firm)), ({ polarity }) => polarity === "low");
  const shares = new Float64Array(guests.length);
  logical.forEach(({ vm }, i) => (shares[vm] = (shares[vm] ?? 0) + (firm[i] ?? 0) + (low[i] ?? 0)));
  return shares;
}

/** Processors each partition gets in the long run, in the order given. */
export function prsmShares(cpus: number, guests: readonly Guest[], mode: PrsmMode): Float64Array {
  const sharing = guests.filter(({ terms }) => !terms.isDedicated);
  const physical = Math.max(0, cpus - sumOf(guests.map(({ terms, vcpus }) => (terms.isDedicated ? vcpus : 0))));
  const counted: readonly Sharing[] = sharing.map(({ terms, vcpus }) => ({ terms, logical: vcpus }));
  const entitlements = entitlementsOf(physical, counted);
  const shares = mode.isVertical
    ? verticalShares(physical, sharing, entitlements)
    : horizontalShares(physical, sharing, entitlements);
  let next = 0;
  return Float64Array.from(guests, ({ terms, vcpus, demandCpus }) =>
    terms.isDedicated ? Math.min(vcpus, demandCpus) : (shares[next++] ?? 0),
  );
}
