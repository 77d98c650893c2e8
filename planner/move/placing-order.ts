/** The order in which displaced items look for a place: tied to hosts first, then by worth, the largest first. */
import type { Today } from "./today.ts";

/** Sorted for placing; ties by size, then by index. */
export function inPlacingOrder(
  { prepared: { sizes } }: Pick<Today, "prepared">,
  items: readonly number[],
): readonly number[] {
  const { isTied, worth, sumOfShares } = sizes;
  return items.toSorted(
    (a, b) => isTied[b]! - isTied[a]! || worth[b]! - worth[a]! || sumOfShares[b]! - sumOfShares[a]! || a - b,
  );
}
