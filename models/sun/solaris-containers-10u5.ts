/**
 * Solaris Containers of Solaris 10 5/08 (update 5): beside fair shares a zone may have a CPU cap in hundredths or CPUs
 * of its own, memory may be capped hard (swap, locked), and branded zones carry Solaris 8 and 9 and an old Linux userland.
 * Left out: swap caps (the model sets none), exclusive network stacks, cold moves by detach and attach.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import {
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  roundUpToGrid,
  withCore,
  hardIfCapped,
} from "../partitioning/index.ts";
import { SOLARIS_CONTAINERS_DECK } from "./deck.ts";
import { solarisRelease } from "./solaris-release.ts";
import { cpusWanted, fssShares, wholeCpus, zoneLayer } from "./zone-layer.ts";
import { unsupported } from "./unsupported.ts";
import { ZONE_10U5_CORE } from "./core.ts";
import { ZONE_COSTS } from "./core-costs.ts";

const FACTS = {
  kernels: fact(1, "kernel", seen("ZON-OI"), "for all zones, branded ones included"),
  "host.maxZones": fact(8191, "non-global zones", seen("ZON-OI"), "8192 with the global zone"),
  "mem.overhead": fact(40, "MiB", seen("ZON-1592"), "suggested, not required with enough swap"),
  "mem.cap": fact("physical, swap, locked", "", seen("ZCFG"), "at least one is set"),
  "mem.softCap": fact("physical is kept by rcapd, which pages out", "", recalled("sure"), "swap and locked are hard"),
  "disk.sparseRoot": fact(100, "MB", seen("ZON-LTOP"), "packages come from the global zone, read-only"),
  "disk.wholeRoot": fact(4000, "MB", recalled("fairly"), "2.5 to 4 GB for a full Solaris 10; the upper end is used"),
  "cpu.overhead": fact(1, "%", recalled("fairly"), "below 1 %; the upper end is used"),
  "cpu.shares.min": fact(1, "shares", recalled("sure"), "zone.cpu-shares, relative among active zones of a pool"),
  "cpu.cap.step": fact(0.01, "CPUs", recalled("fairly"), "capped-cpu takes a decimal number; CPU = hardware thread"),
  "cpu.dedicated": fact("a number or a range of CPUs", "", seen("ZCFG"), "a pool of its own while the zone runs"),
  "brand.list": fact("solaris8, solaris9 (SPARC); lx (x86)", "", recalled("fairly"), "2007 to 2008"),
  "global.memory": fact(1024, "MiB", assumed("planning default for kernel and global zone; nobody states a figure")),
  "global.cpu": fact(10, "% of one core", assumed("planning default for kernel and global zone")),
  "global.minCpus": fact(1, "CPUs", recalled("sure"), "the default processor set cannot be emptied"),
  ...hardIfCapped({ settings: "cpuCap threads, dedicatedCpus threads" }),
} as const;

export const Containers10u5Settings = z.strictObject({
  /** Sparse root shares the global zone's packages, whole root copies them; branded zones are always whole. */
  root: z.enum(["sparse", "whole"]).default("sparse"),
  /** Fair shares alone, shares under a cap, or CPUs of its own. */
  cpu: z.enum(["fss", "capped", "dedicated"]).default("fss"),
  /** Bind zones to a resource pool that exists; excludes dedicated CPUs. */
  pool: z.string().max(60).default(""),
  /** FSS shares given per virtual CPU asked for; only their ratio counts. */
  sharesPerVcpu: z.number().min(1).max(10_000).default(10),
});
export type Containers10u5Settings = z.infer<typeof Containers10u5Settings>;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "shared-kernel",
    families: ["solaris"],
    architectures: ["sparc", "x86-32", "x86-64"],
    versions: ["10", "5.10", "SunOS 5.10"],
    needsOneOf: [],
    source: seen("ZON-OI"),
    note: "Solaris 10 for the machine's own processors: there is one kernel",
  },
  {
    mode: "shared-kernel",
    families: ["solaris"],
    architectures: ["sparc"],
    versions: ["8", "9", "5.8", "5.9", "SunOS 5.8", "SunOS 5.9"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "brands solaris8 and solaris9, SPARC only",
  },
  {
    mode: "shared-kernel",
    families: ["linux"],
    architectures: ["x86-32"],
    versions: ["RHEL 3", "CentOS 3"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "brand lx: programs of a 32-bit Linux of the 2.4 age, no Linux kernel",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    { kind: "grid", resource: "cpuShares", min: FACTS["cpu.shares.min"], step: FACTS["cpu.shares.min"] },
    { kind: "grid", resource: "cpuCap", min: FACTS["cpu.cap.step"], step: FACTS["cpu.cap.step"] },
    { kind: "grid", resource: "dedicatedCpus", min: FACTS["global.minCpus"], step: FACTS["global.minCpus"] },
  ],
  rules: [
    {
      id: "ZONE-1",
      severity: "refuse",
      text: "anything but Solaris 10 of the machine's own kind or a supported brand",
      source: seen("ZON-OI"),
    },
    { id: "ZONE-2", severity: "refuse", text: "an own kernel, patch level or kernel module", source: seen("ZON-OI") },
    { id: "ZONE-3", severity: "refuse", text: "more than 8191 non-global zones", source: seen("ZON-OI") },
    {
      id: "ZONE-4",
      severity: "refuse",
      text: "a pool together with dedicated CPUs; dedicated CPUs that leave less than one to the global zone",
      source: seen("ZCFG"),
    },
    { id: "ZONE-5", severity: "refuse", text: "locked memory caps together beyond the host", source: recalled("sure") },
    { id: "ZONE-6", severity: "refuse", text: "live migration of a zone", source: recalled("fairly") },
    {
      id: "cpu.fssFloor",
      severity: "refuse",
      text: "guaranteed CPU of all zones together beyond the machine less the global zone",
      source: recalled("sure"),
    },
    {
      id: "machine.architecture",
      severity: "refuse",
      text: "a machine that Solaris 10 does not run on",
      source: seen("ZON-1592"),
    },
    {
      id: "mem.softCap",
      severity: "warn",
      text: "the cap on physical memory is soft: zones without locked memory have no guarantee",
      source: recalled("sure"),
    },
  ],
  operations: [
    { id: "op.shares", text: "shares, caps and dedicated CPUs change online", source: recalled("sure") },
    {
      id: "op.move",
      text: "detach and attach move a halted zone to a host of the same patch level",
      source: recalled("fairly"),
    },
    {
      id: "op.device",
      text: "a device node can be given to a zone; its driver stays in the one kernel",
      source: recalled("sure"),
    },
  ],
  migration: [],
  availability: [
    { id: "fault", text: "a kernel panic or a patch that needs a restart takes all zones", source: recalled("sure") },
    {
      id: "patch",
      text: "the kernel's patch level is common to all zones: one maintenance window",
      source: recalled("sure"),
    },
  ],
  licence: { value: "none: part of Solaris 10", source: recalled("fairly") },
  overheadFormula: { value: "40 MiB per zone", source: seen("ZON-1592") },
  deck: SOLARIS_CONTAINERS_DECK,
};

function poolMisfits(site: Site<Containers10u5Settings>): readonly Misfit[] {
  if (site.settings.pool === "" || site.settings.cpu !== "dedicated") return [];
  const told = { what: "dedicated-cpu", value: `pool ${site.settings.pool}`, needs: "either a pool or dedicated CPUs" };
  return [unsupported({ rule: "ZONE-4", source: FACTS["cpu.dedicated"].source }, told)];
}

function softCap(specs: readonly PartitionSpec[]): readonly Misfit[] {
  const soft = specs.filter((spec) => spec.memoryReservedMiB < spec.memoryMiB).length;
  if (soft === 0) return [];
  const told = { what: "hard-memory-cap", value: `${soft} zones under rcapd`, needs: "locked memory for all they use" };
  return [unsupported({ rule: "mem.softCap", source: FACTS["mem.softCap"].source }, told)];
}

function cpuSettings(wants: PartitionWants, site: Site<Containers10u5Settings>) {
  const { settings } = site;
  const step = FACTS["cpu.cap.step"].value;
  switch (settings.cpu) {
    case "fss":
      return { cpuShares: fssShares(wants, settings) };
    case "capped":
      return {
        cpuShares: fssShares(wants, settings),
        cpuCap: Number(roundUpToGrid(cpusWanted(wants, site), { min: step, step }).toFixed(2)),
      };
    case "dedicated":
      return { dedicatedCpus: wholeCpus(wants, site) };
  }
}

/** The brand a zone needs, and the whole root that comes with it; nothing for Solaris 10 itself. */
function brandSettings(wants: PartitionWants) {
  const rootDiskMB = FACTS["disk.wholeRoot"].value;
  if (wants.os.family === "linux") return { brand: "lx", root: "whole", rootDiskMB };
  const release = solarisRelease(wants.os.version);
  return release === 8 || release === 9 ? { brand: `solaris${release}`, root: "whole", rootDiskMB } : {};
}

const LAYER = withCore(
  zoneLayer<Containers10u5Settings>({
    id: "solaris-containers-10u5",
    facts: FACTS,
    settings: Containers10u5Settings,
    guests: GUESTS,
    description: DESCRIPTION,
    bindsCpus: (settings) => settings.cpu === "dedicated",
    lockedMiB: (spec) => spec.memoryReservedMiB,
    vendorSettings: (wants, site) => ({
      ...brandSettings(wants),
      ...cpuSettings(wants, site),
      ...(site.settings.pool === "" ? {} : { pool: site.settings.pool }),
      cappedPhysicalMiB: wants.memoryMiB,
      cappedLockedMiB: wants.memoryReservedMiB,
    }),
    moreMachineMisfits: poolMisfits,
    moreCautions: (_site, specs) => softCap(specs),
  }),
  { ...ZONE_10U5_CORE, ...ZONE_COSTS },
);

export const SOLARIS_CONTAINERS_10U5: Platform = {
  id: "solaris-containers-10u5",
  title: "Solaris 10 Containers, update 5",
  maker: "Sun",
  generation: "Solaris 10 5/08, May 2008",
  year: 2008,
  era: "living",
  layers: [LAYER],
};
