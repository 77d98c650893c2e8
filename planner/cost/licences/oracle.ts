/**
 * Oracle Database: Enterprise Edition by core and core factor, Standard Edition 2 by socket. How far a guest reaches is
 * Oracle's stated position (a policy, not contract text): the whole server, and every host it could be moved to, unless a
 * hard partition holds it. The user says which stance counts. Leaves out: named users, options and packs, clouds.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { HostShape, LicensedGuest } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

/** vendor: as the policy says · host: soft partitions reach their own host only · partition: every partition is a border. */
export const STANCES = ["vendor", "host", "partition"] as const;

const Options = z.strictObject({ stance: z.enum(STANCES).default("vendor"), spares: sparesOption(false) });
const CoreOptions = Options.extend({
  /** The core factor of the contract, where it is not the table's. */
  factor: z.number().positive().max(1).optional(),
});
type Stance = z.infer<typeof Options>;

const TABLE = "ORA-FACTOR";
const FACTORS: Facts = {
  "factor.x86": fact(0.5, "licences per core", seen(TABLE)),
  "factor.power": fact(1, "licences per core", seen(TABLE)),
  "factor.sparc.t4": fact(0.5, "licences per core", seen(TABLE), "SPARC T4, T5, M5 and later, M7, M8"),
  "factor.sparc.old": fact(0.75, "licences per core", seen(TABLE), "older SPARC: UltraSPARC IV, SPARC64"),
  "factor.sparc.t1": fact(0.25, "licences per core", seen(TABLE), "UltraSPARC T1; some of its time"),
  "factor.sparc.t2": fact(0.5, "licences per core", recalled("fairly"), "UltraSPARC T2 and T2+"),
  "factor.sparc.t3": fact(0.25, "licences per core", recalled("fairly")),
  "factor.itanium.9500": fact(1, "licences per core", seen(TABLE), "in one guide"),
  "factor.itanium.old": fact(0.5, "licences per core", recalled("fairly")),
  "factor.ampere": fact(0.25, "licences per core", seen(TABLE)),
  "factor.other": fact(1, "licences per core", seen(TABLE), "whatever the table does not list"),
};
const PARTITIONS: Facts = {
  partitioning: fact(
    "hard: domains, LPARs, nPars; capped zones, micro-partitions, vPars, Integrity VMs and secure resource partitions",
    "",
    seen("ORA-PART"),
    "VMware, Hyper-V and Xen are soft; moving partitions live brings no reduction",
  ),
};
const SE2: Facts = { "sockets.most": fact(2, "sockets", seen(TABLE), "largest server of Standard Edition 2") };

/** The first generations of SPARC T, each with a factor of its own. */
const EARLY_T: readonly (readonly [string, RegExp])[] = [
  ["factor.sparc.t1", /\bT1\b/],
  ["factor.sparc.t2", /\bT2\b/],
  ["factor.sparc.t3", /\bT3\b/],
];

/** The line of the factor table that a host falls under. */
export function factorKey({ architecture, cpuModel, cpuVendor }: HostShape): string {
  const names = (pattern: RegExp) => pattern.test(cpuModel);
  switch (architecture) {
    case "x86-32":
    case "x86-64":
      return "factor.x86";
    case "power":
      return "factor.power";
    case "sparc":
      for (const [key, pattern] of EARLY_T) if (names(pattern)) return key;
      return names(/\b(T[4-8]|M[5-8])\b/) ? "factor.sparc.t4" : "factor.sparc.old";
    case "ia64":
      return names(/\b95\d\d\b/) ? "factor.itanium.9500" : "factor.itanium.old";
    case "pa-risc":
    case "s390x":
    case "unknown":
      return /ampere/i.test(`${cpuVendor} ${cpuModel}`) ? "factor.ampere" : "factor.other";
  }
}

/** Is the guest held by its partition, by this stance? */
function isBound(guest: LicensedGuest, { hardPartition, isPartitioned }: HostShape, { stance }: Stance): boolean {
  if (!isPartitioned) return true;
  if (stance === "partition" || hardPartition === "yes") return true;
  return hardPartition === "if-capped" && guest.isCapped;
}

/** Cores to license on a host: those of bound guests, or all once a guest is free. */
function coresOf(host: HostShape, load: { readonly free: number; readonly size: number }) {
  if (!host.isPartitioned) return { cores: host.cores, why: `all ${host.cores} cores of the server` };
  const inside = host.isInnerHard ? host.innerCores : host.cores;
  if (load.free > 0) return { cores: inside, why: `all ${inside} cores, for no hard partition holds the guests` };
  const cores = Math.min(inside, load.size);
  return { cores, why: `${cores} cores inside hard partitions` };
}

/** Cores × factor, a part of a licence counts whole, server by server. */
export const ORACLE_EE: LicenceRule = licenceRule<z.infer<typeof CoreOptions>>({
  id: "oracle-database-ee",
  title: "Oracle Database Enterprise Edition",
  unit: "processor licence",
  rule: "Cores times the core factor, rounded up server by server; by Oracle's stated position all cores of every host in reach, unless a hard partition holds the guest.",
  facts: { ...FACTORS, ...PARTITIONS },
  options: CoreOptions,
  isYearly: false,
  radius: ({ stance }) => (stance === "vendor" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  // Whole cores of each partition.
  sizeOf: ({ capCores }) => Math.ceil(capCores),
  isBound,
  unitsOn: (host, load, options) => {
    const factor = options.factor ?? numberOf(FACTORS, factorKey(host));
    const { cores, why } = coresOf(host, load);
    return { units: Math.ceil(cores * factor), why: `${why}, × ${factor}` };
  },
});

/** Sockets of servers with at most two of them. */
export const ORACLE_SE2: LicenceRule = licenceRule<Stance>({
  id: "oracle-database-se2",
  title: "Oracle Database Standard Edition 2",
  unit: "socket",
  rule: "Every socket of the server, which may have two at most; by Oracle's stated position of every host in reach, unless a hard partition holds the guest.",
  facts: { ...SE2, ...PARTITIONS },
  options: Options,
  isYearly: false,
  radius: ({ stance }) => (stance === "vendor" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  isBound,
  unitsOn: ({ sockets }) => {
    const most = numberOf(SE2, "sockets.most");
    const tooMany = sockets > most ? `; may not run here: more than ${most} sockets` : "";
    return { units: sockets, why: `${told(sockets, "socket")}${tooMany}` };
  },
});
