/** What a virtual machine is given under z/VM's scheduler: SET SHARE in data. */

/** A share of the whole system in percent, or relative to the other relative ones. */
export type ZvmShare =
  | { readonly kind: "absolute"; readonly percent: number }
  | { readonly kind: "relative"; readonly value: number };

/** Terms of one virtual machine; its share is split evenly over its virtual CPUs. */
export interface ZvmTerms {
  readonly share: ZvmShare;
  /** Most it gets, and whether it may have more where nobody else wants it (soft) or never (hard). */
  readonly maximum?: { readonly share: ZvmShare; readonly limit: "soft" | "hard" };
}

const WHOLE = 100;

/** What shares come to on a system: CPUs due, relative to the other machines. */
export interface ZvmDue {
  /** CPUs of an absolute share; 0 for a relative one. */
  readonly absoluteCpus: number;
  /** Weight among relative ones; 0 for an absolute one. */
  readonly relative: number;
  /** CPUs of its maximum; infinite without one. */
  readonly mostCpus: number;
}

/** Absolute shares together get this part of the system at most; beyond it they are scaled down. */
export const ABSOLUTE_MOST_PERCENT = 99;

/** Shares in CPUs of a system with `cpus` CPUs, each machine against all. */
export function zvmDues(cpus: number, terms: readonly ZvmTerms[]): readonly ZvmDue[] {
  const sum = (kind: ZvmShare["kind"]) =>
    terms.reduce((total, { share }) => total + (share.kind === kind ? amountOf(share) : 0), 0);
  const absolutes = sum("absolute");
  const scale = absolutes > ABSOLUTE_MOST_PERCENT ? ABSOLUTE_MOST_PERCENT / absolutes : 1;
  const relatives = sum("relative");
  const forRelatives = cpus * (1 - (absolutes * scale) / WHOLE);
  const cpusOf = (share: ZvmShare): number =>
    share.kind === "absolute"
      ? (cpus * share.percent) / WHOLE
      : (forRelatives * share.value) / Math.max(share.value, relatives);
  return terms.map(({ share, maximum }) => ({
    absoluteCpus: share.kind === "absolute" ? cpusOf(share) * scale : 0,
    relative: share.kind === "relative" ? share.value : 0,
    mostCpus: maximum === undefined ? Number.POSITIVE_INFINITY : cpusOf(maximum.share),
  }));
}

const amountOf = (share: ZvmShare): number => (share.kind === "absolute" ? share.percent : share.value);
