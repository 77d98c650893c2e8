/**
 * IBM's software by processor value units (full capacity, or sub-capacity with its tool) and by virtual processor cores.
 * Sub-capacity counts the lower of what the guests can use and what the server has; guests without a cap share a pool.
 * Leaves out: products with ratios of their own, part numbers that bundle.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { HostShape, LicensedGuest } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type GuestLoad, type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const Options = z.strictObject({
  /** Value units of a core, where the table in force says otherwise. */
  pvuPerCore: z.int().min(1).max(1000).optional(),
  /** Does the software run under Linux? Only asked on Power. */
  isLinux: z.boolean().default(false),
  spares: sparesOption(false),
});
/** Cores of the shared pool that guests without a cap run in, on each host; left out = all cores. */
const poolCores = z.number().positive().max(1e5).optional();
const SubOptions = Options.extend({ poolCores });
const VpcOptions = z.strictObject({ poolCores, spares: sparesOption(false) });
type Valued = z.infer<typeof Options>;

const TABLE = "IBM-PVU";
const PVU: Facts = {
  "pvu.power.large": fact(120, "PVU per core", seen(TABLE), "more than 4 sockets, POWER7 and later"),
  "pvu.power.middle": fact(100, "PVU per core", seen(TABLE), "4 sockets, POWER7 and later"),
  "pvu.power.small": fact(70, "PVU per core", seen(TABLE), "up to 2 sockets, POWER7 and later"),
  "pvu.power.linux": fact(70, "PVU per core", seen(TABLE), "any Power core under Linux"),
  "pvu.power6.small": fact(80, "PVU per core", seen(TABLE), "POWER6 520 and blades"),
  "pvu.power6": fact(120, "PVU per core", seen(TABLE), "models 550 to 595"),
  "pvu.power5": fact(100, "PVU per core", seen(TABLE), "POWER5 and POWER4"),
  "pvu.x86": fact(70, "PVU per core", seen("PVU-X86")),
  "pvu.z10": fact(
    120,
    "PVU per core",
    seen("PVU-Z10, PVU-Z196"),
    "IFL or CP of z10 and z196; small machines (A02, BC) 100, recalled: option pvuPerCore",
  ),
  "pvu.z9": fact(100, "PVU per core", recalled("fairly"), "engines before the z10"),
  "pvu.other": fact(100, "PVU per core", recalled("unsure"), "what the read part of the table does not list"),
};
const Z10_YEAR = fact(2008, "year", seen("PVU-Z10"), "the z10 is from February 2008");

/** Largest machines of the two smaller Power classes, in sockets. */
const POWER_CLASSES: Facts = {
  "power.small.sockets": fact(2, "sockets", seen(TABLE)),
  "power.middle.sockets": fact(4, "sockets", seen(TABLE)),
};

function powerKey({ cpuModel, sockets }: HostShape): string {
  if (/POWER[45]/i.test(cpuModel)) return "pvu.power5";
  const isSmall = sockets <= numberOf(POWER_CLASSES, "power.small.sockets");
  if (/POWER6/i.test(cpuModel)) return isSmall ? "pvu.power6.small" : "pvu.power6";
  if (isSmall) return "pvu.power.small";
  return sockets <= numberOf(POWER_CLASSES, "power.middle.sockets") ? "pvu.power.middle" : "pvu.power.large";
}

/** The line of the value unit table that a host falls under. */
export function pvuKey(host: HostShape, isLinux: boolean): string {
  switch (host.architecture) {
    case "x86-32":
    case "x86-64":
      return "pvu.x86";
    case "power":
      return isLinux ? "pvu.power.linux" : powerKey(host);
    case "s390x":
      return host.year >= Z10_YEAR.value ? "pvu.z10" : "pvu.z9";
    case "sparc":
    case "ia64":
    case "pa-risc":
    case "unknown":
      return "pvu.other";
  }
}

const perCore = (host: HostShape, { pvuPerCore, isLinux }: Valued): number =>
  pvuPerCore ?? numberOf(PVU, pvuKey(host, isLinux));

/** Cores that guests can use at most: capped ones theirs, the others their virtual processors within the pool. */
function usable(host: HostShape, load: GuestLoad, pool: number | undefined) {
  const capped = load.size - load.freeSize;
  const shared = Math.min(load.freeSize, pool ?? host.innerCores);
  const cores = Math.min(Math.ceil(capped + shared), host.innerCores);
  return { cores, why: `${told(load.guests, "guest")} can use ${load.size} of ${host.innerCores} cores` };
}

const sizeOf = ({ isCapped, capCores, vcpus }: LicensedGuest) => (isCapped ? capCores : vcpus);
const isBound = ({ isCapped }: LicensedGuest) => isCapped;
const CAPACITY: Facts = {
  "subcapacity.cores": fact(
    "the lower of the sum of virtual cores and the cores of the server",
    "",
    seen("IBM-SUBCAP"),
    "needs IBM's licence tool and evidence every quarter; threads do not count",
  ),
  "subcapacity.pool": fact(
    "guests without a cap: the lower of their virtual processors and their pool",
    "",
    recalled("sure"),
  ),
};
const perHost = { isYearly: false, radius: () => "host" as const };

/** All cores of the server. */
export const PVU_FULL: LicenceRule = licenceRule({
  ...perHost,
  id: "ibm-pvu",
  title: "IBM software by processor value units, full capacity",
  unit: "PVU",
  rule: "All cores of every server that holds a guest, each by the value units of its kind.",
  facts: { ...PVU, ...POWER_CLASSES },
  options: Options,
  hasSpares: ({ spares }) => spares,
  unitsOn: (host, _load, options) => {
    const each = perCore(host, options);
    return { units: host.cores * each, why: `${host.cores} cores × ${each}` };
  },
});

/** What the guests can use. */
export const PVU_SUB: LicenceRule = licenceRule({
  ...perHost,
  id: "ibm-pvu-subcapacity",
  title: "IBM software by processor value units, sub-capacity",
  unit: "PVU",
  rule: "Cores that the guests of a server can use, never more than it has, each by the value units of its kind.",
  facts: { ...PVU, ...POWER_CLASSES, ...CAPACITY },
  options: SubOptions,
  hasSpares: ({ spares }) => spares,
  sizeOf,
  isBound,
  unitsOn: (host, load, options) => {
    const each = perCore(host, options);
    const { cores, why } = host.isPartitioned
      ? usable(host, load, options.poolCores)
      : { cores: host.cores, why: `${host.cores} cores, not partitioned` };
    return { units: cores * each, why: `${why}; × ${each}` };
  },
});

/** Virtual processor cores: sub-capacity without value units. */
export const VPC: LicenceRule = licenceRule({
  ...perHost,
  id: "ibm-vpc",
  title: "IBM software by virtual processor core",
  unit: "VPC",
  rule: "Virtual cores that the guests of a server can use, never more than the cores it has.",
  facts: CAPACITY,
  options: VpcOptions,
  hasSpares: ({ spares }) => spares,
  sizeOf,
  isBound,
  unitsOn: (host, load, options) => {
    if (!host.isPartitioned) return { units: host.cores, why: `${host.cores} cores, not partitioned` };
    const { cores, why } = usable(host, load, options.poolCores);
    return { units: cores, why };
  },
});
