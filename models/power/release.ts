/**
 * Releases of AIX, i5/OS and IBM i as inventories write them ("5.3", "AIX 5L 5.3", "5300-05", "V5R4M0"), and the Linux
 * distributions that POWER rules name. A release nobody stated is unknown, never assumed to be good.
 */

/** Weight of the major number, above any minor number in use. */
const MAJOR = 100;

/** The release as one comparable number: "5.3", "V5R3" and "5300-05" → 503; undefined when the text holds none. */
export function releaseNumber(version: string | undefined): number | undefined {
  const text = version ?? "";
  const match = /(\d+)[.R](\d+)/i.exec(text) ?? /\b(\d)(\d)00\b/.exec(text);
  return match === null ? undefined : Number(match[1]) * MAJOR + Number(match[2]);
}

/** Is a stated release before `bound`? An unknown one is not. */
export function isBefore(version: string | undefined, bound: string): boolean {
  const release = releaseNumber(version);
  return release !== undefined && release < (releaseNumber(bound) ?? 0);
}

/** Is a stated release after `bound`? An unknown one is not. */
export function isAfter(version: string | undefined, bound: string): boolean {
  const release = releaseNumber(version);
  return release !== undefined && release > (releaseNumber(bound) ?? Number.POSITIVE_INFINITY);
}

export const isSles9 = (version: string | undefined): boolean => /\b(?:SLES|SUSE)\D*9\b/i.test(version ?? "");
export const isRhel3 = (version: string | undefined): boolean => /\b(?:RHEL|Red Hat)\D*3\b/i.test(version ?? "");
