/**
 * What a partition carries: operating systems, processor architectures and the processor features that decide which of
 * them a technique can run. The lists are closed and append-only; importers map free text onto them.
 */
import type { Source } from "../fact.ts";

export const OS_FAMILIES = [
  "windows",
  "linux",
  "solaris",
  "aix",
  "hp-ux",
  "ibm-i",
  "z-os",
  "z-vm",
  "openvms",
  "freebsd",
  "netbsd",
  "netware",
  "plan9",
  "other",
  "unknown",
] as const;
export type OsFamily = (typeof OS_FAMILIES)[number];

export const ARCHITECTURES = ["x86-32", "x86-64", "sparc", "ia64", "pa-risc", "power", "s390x", "unknown"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** Processor features that platforms ask for. `slat` is EPT, RVI or NPT; `nx` is NX/XD. */
export const CPU_FEATURES = ["vt-x", "amd-v", "slat", "pae", "nx", "iommu", "segment-limits-64"] as const;
export type CpuFeature = (typeof CPU_FEATURES)[number];

/** A guest operating system. `version` is the maker's own text ("2003", "RHEL 4", "10"); `architecture` is what its kernel is built for. */
export interface GuestOs {
  readonly family: OsFamily;
  readonly version?: string | undefined;
  readonly architecture: Architecture;
}

/**
 * One row of a platform's support table: these systems, built for these architectures, run in this mode when the
 * machine has the features of one of the `needsOneOf` sets (empty = no feature needed).
 */
export interface GuestSupport {
  /** How the guest runs: paravirtual, hardware-assisted, by trap-and-map, natively, or inside the host's kernel. */
  readonly mode: "pv" | "hvm" | "trap-and-map" | "native" | "shared-kernel" | "emulated";
  /** "any" also covers `other` and `unknown`. */
  readonly families: readonly OsFamily[] | "any";
  readonly architectures: readonly Architecture[];
  /** Only these versions, by prefix; left out = all. */
  readonly versions?: readonly string[];
  readonly needsOneOf: readonly (readonly CpuFeature[])[];
  readonly source: Source;
  readonly note?: string;
}

const carriesFamily = (row: GuestSupport, family: OsFamily) => row.families === "any" || row.families.includes(family);

const carriesVersion = (row: GuestSupport, os: GuestOs) =>
  row.versions === undefined || (os.version !== undefined && row.versions.some((v) => os.version?.startsWith(v)));

/**
 * An x86 guest whose word size nobody stated counts as 32-bit before 64-bit: the row that asks for less decides, and the
 * importer has already said so in a finding.
 */
const carriesArchitecture = (row: GuestSupport, os: GuestOs, host: Architecture) =>
  os.architecture === "unknown"
    ? row.architectures.includes(host) || row.architectures.includes("x86-32")
    : row.architectures.includes(os.architecture);

/** Does the machine have every feature of at least one of the sets? */
export function hasFeatures(needsOneOf: readonly (readonly CpuFeature[])[], has: readonly CpuFeature[]): boolean {
  return needsOneOf.length === 0 || needsOneOf.some((set) => set.every((feature) => has.includes(feature)));
}

/** Rows of the table that speak of this system, whatever the machine's features. */
export function rowsFor(table: readonly GuestSupport[], os: GuestOs, host: Architecture): readonly GuestSupport[] {
  return table.filter(
    (row) => carriesFamily(row, os.family) && carriesVersion(row, os) && carriesArchitecture(row, os, host),
  );
}

/** The first row under which the system runs on this machine, or undefined. */
export function modeFor(
  table: readonly GuestSupport[],
  os: GuestOs,
  host: { readonly architecture: Architecture; readonly features: readonly CpuFeature[] },
): GuestSupport | undefined {
  return rowsFor(table, os, host.architecture).find((row) => hasFeatures(row.needsOneOf, host.features));
}
