/**
 * What each logical processor of a PR/SM machine is due: its partition's entitlement spread evenly, or over high, medium
 * and low ones (HiperDispatch); its ceiling where the partition is capped; the running time of a slice.
 */
import { type PrsmMode, type PrsmTerms } from "./prsm-terms.ts";
import { runTimeMs, verticals } from "./weights.ts";

/** A partition as the dispatcher counts it. */
export interface Sharing {
  readonly terms: PrsmTerms;
  /** Logical processors online; 0 = not active. */
  readonly logical: number;
}

export interface LogicalShare {
  /** Processors it is due, 0–1 and above where a partition is due more than it has logical ones. */
  readonly due: number;
  /** Most it may use, processors; infinite: no ceiling. */
  readonly cap: number;
  readonly polarity: "horizontal" | "high" | "medium" | "low";
}

/** Entitlements in processors, not bounded by logical processors; dedicated and inactive partitions have none. */
export function entitlementsOf(physical: number, partitions: readonly Sharing[]): readonly number[] {
  const isSharing = ({ terms, logical }: Sharing) => !terms.isDedicated && logical > 0;
  const sum = partitions.reduce((total, one) => total + (isSharing(one) ? one.terms.weight : 0), 0);
  return partitions.map((one) => (isSharing(one) ? (physical * one.terms.weight) / sum : 0));
}

function polarities(entitlement: number, { logical }: Sharing, isVertical: boolean): readonly LogicalShare[] {
  const whole = { cap: Number.POSITIVE_INFINITY };
  if (!isVertical)
    return Array.from({ length: logical }, () => ({ ...whole, due: entitlement / logical, polarity: "horizontal" }));
  const { high, medium } = verticals(entitlement, logical);
  const each = medium === 0 ? 0 : (Math.min(entitlement, logical) - high) / medium;
  return Array.from({ length: logical }, (_, i) => {
    if (i < high) return { ...whole, due: 1, polarity: "high" };
    return i < high + medium ? { ...whole, due: each, polarity: "medium" } : { ...whole, due: 0, polarity: "low" };
  });
}

/** The logical processors of one partition. An absolute cap is spread evenly, over low ones only what is left. */
export function logicalShares(entitlement: number, partition: Sharing, isVertical: boolean): readonly LogicalShare[] {
  const { isCapped, absoluteCap } = partition.terms;
  const shares = polarities(entitlement, partition, isVertical);
  if (!isCapped && absoluteCap >= partition.logical) return shares;
  const firm = shares.filter(({ polarity }) => polarity !== "low").length;
  const overFirm = Math.min(absoluteCap, firm);
  return shares.map((share) => {
    const most = share.polarity === "low" ? (absoluteCap - overFirm) / (partition.logical - firm) : overFirm / firm;
    return { ...share, cap: Math.min(isCapped ? share.due : 1, most) };
  });
}

/** Running time of a slice: as set, else the formula over shared physical and online shared logical processors; ms. */
export function sliceMs(mode: PrsmMode, physical: number, partitions: readonly Sharing[]): number {
  if (mode.userRunTimeMs !== undefined) return mode.userRunTimeMs;
  const logical = partitions.reduce((sum, one) => sum + (one.terms.isDedicated ? 0 : one.logical), 0);
  return runTimeMs({ physical, logical: Math.max(1, logical) }, mode.runTime);
}
