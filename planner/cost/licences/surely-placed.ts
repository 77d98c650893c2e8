/**
 * Is it sure, before packing, that a plan places all of some workloads on one target? Only then may every host be charged
 * for all of them. Asked on the safe side: a target without a stock, no rules, and each of them fits a host by itself.
 */
import { useOf } from "../../load.ts";
import type { Estate } from "../../size/index.ts";

/** Packing rounds demand up: what fills a host to the last thousandth is not sure to fit. */
const SURE_RATIO = 0.999;

const isWithin = (needs: number, has: number | undefined): boolean => needs <= (has ?? Infinity) * SURE_RATIO;
const peakOf = (profile: Float64Array | undefined): number => profile?.reduce((a, b) => Math.max(a, b), 0) ?? 0;

/** Does workload `w` fit an empty host of target `t`, ceilings applied? */
function fitsAlone(estate: Estate, w: number, t: number): boolean {
  const target = estate.targets[t];
  const { misfits, claim } = estate.sized(w, t);
  if (target === undefined || misfits.length > 0) return false;
  const use = useOf(estate, [w], t);
  const rate = (whole: number | undefined) => (whole === undefined ? undefined : whole * target.rateCeilingRatio);
  const supply = { ...target.supply.constant, memoryMiB: target.memoryMiB };
  return (
    isWithin(peakOf(use.cores), target.cpuCores) &&
    isWithin(peakOf(use.networkMbps), rate(target.networkMbps)) &&
    isWithin(peakOf(use.diskMBps), rate(target.diskMBps)) &&
    Object.entries(claim.constant).every(([name, needs]) => isWithin(needs ?? 0, supply[name as keyof typeof supply]))
  );
}

/** Will every plan place all of these workloads on target `t`, the only one that can carry any of them? */
export function areSurelyPlaced(estate: Estate, items: readonly number[], t: number): boolean {
  const { rules, targets } = estate.request;
  return rules.length === 0 && targets[t]?.maxHosts === undefined && items.every((w) => fitsAlone(estate, w, t));
}
