/**
 * z/VM's SHARE: absolute users get their percentage of the system, relative ones divide what is left. In percent of the
 * system; the guest's virtual CPUs divide its share among themselves.
 */

export type Share =
  | { readonly kind: "absolute"; readonly percent: number }
  | { readonly kind: "relative"; readonly value: number };

const WHOLE = 100;

/**
 * What each user is due in percent of the system when all want theirs.
 * @param most most that absolute users together get; above it they are scaled down
 */
export function duePercents(shares: readonly Share[], most: number): readonly number[] {
  const absolute = shares.reduce((sum, share) => sum + (share.kind === "absolute" ? share.percent : 0), 0);
  const relative = shares.reduce((sum, share) => sum + (share.kind === "relative" ? share.value : 0), 0);
  const scale = absolute > most ? most / absolute : 1;
  const left = WHOLE - absolute * scale;
  return shares.map((share) => (share.kind === "absolute" ? share.percent * scale : (left * share.value) / relative));
}
