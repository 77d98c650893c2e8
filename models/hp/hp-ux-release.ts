/**
 * HP-UX goes by two names: 11i v1 is release 11.11, v2 is 11.23, v3 is 11.31, and uname writes "B.11.31". Inventories
 * name any of them; rules speak of the release.
 */
import type { Misfit, PartitionSpec } from "../partitioning/index.ts";
import { type Evidence, unsupported } from "./refusal.ts";

/** The releases that rules ask for. */
export const HP_UX = { v1: "11.11", v2: "11.23", v3: "11.31" } as const;
export type HpUxRelease = (typeof HP_UX)[keyof typeof HP_UX];

const BY_NAME: Readonly<Record<string, HpUxRelease>> = { "1": HP_UX.v1, "2": HP_UX.v2, "3": HP_UX.v3 };

/**
 * The release as HP numbers it: "11i v2", "HP-UX 11iv2", "B.11.23", "11.23" → "11.23"; "10.20" stays "10.20".
 * @returns undefined when the text names none ("11", "11i")
 */
export function hpUxRelease(version: string | undefined): string | undefined {
  const text = version ?? "";
  const named = /11i\s*v\s*([123])/i.exec(text)?.[1];
  if (named !== undefined) return BY_NAME[named];
  return /(\d\d\.\d\d)/.exec(text)?.[1];
}

/** What people call a release: "11.23" → "11i v2"; others as they stand. */
export function hpUxName(release: string): string {
  const found = Object.entries(BY_NAME).find(([, own]) => own === release);
  return found === undefined ? release : `11i v${found[0]}`;
}

/** The release of an HP-UX guest; undefined for other systems and where none is stated. */
export const releaseOf = (spec: PartitionSpec): string | undefined =>
  spec.os.family === "hp-ux" ? hpUxRelease(spec.os.version) : undefined;

/** A stated HP-UX release that is not one of these. */
export function releaseOutside(allowed: readonly string[], spec: PartitionSpec, evidence: Evidence): readonly Misfit[] {
  const release = releaseOf(spec);
  if (release === undefined || allowed.includes(release)) return [];
  const needs = `HP-UX ${allowed.map(hpUxName).join(" or ")}`;
  return [unsupported(evidence, { what: "guest-version", value: `HP-UX ${hpUxName(release)}`, needs })];
}

/** A stated HP-UX release before the first one that boots there. */
export function releaseBefore(first: unknown, spec: PartitionSpec, evidence: Evidence): readonly Misfit[] {
  const release = releaseOf(spec);
  if (typeof first !== "string" || release === undefined || Number(release) >= Number(first)) return [];
  const needs = `HP-UX ${hpUxName(first)} or later`;
  return [unsupported(evidence, { what: "guest-version", value: `HP-UX ${hpUxName(release)}`, needs })];
}
